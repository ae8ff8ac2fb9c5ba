import { existsSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { composeConfig } from '../config/compose.ts'
import { ReportError } from '../errors.ts'
import type { Select } from '../tables/select.ts'

const Text = v.pipe(v.string(), v.nonEmpty())
const Format = v.picklist(['png', 'svg', 'pdf'])
/** `x` and `[x]` mean the same; null and the empty text mean nothing. */
const listOf = <T extends v.GenericSchema>(item: T) =>
  v.pipe(
    v.unknown(),
    v.transform((value) => (value === null || value === '' ? [] : [value].flat())),
    v.array(item),
  )

const InputsSchema = v.strictObject({
  sweep_dir: listOf(Text),
  run_dirs: listOf(Text),
  select: v.nullable(v.custom<Select>((value) => typeof value === 'object' && value !== null)),
  require_complete: v.boolean(),
})

const OutputsSchema = v.strictObject({
  which_figures: v.nullable(listOf(Text)),
  fig_format: v.pipe(listOf(Format), v.minLength(1)),
  dpi: v.pipe(v.number(), v.minValue(30), v.maxValue(1200)),
  width: v.picklist(['full', 'two_thirds', 'half']),
  scale: v.picklist(['auto', 'linear', 'log']),
})

const InferenceSchema = v.strictObject({
  enabled: v.boolean(),
  batch_size: v.pipe(v.number(), v.integer(), v.gtValue(0)),
  autocast: v.boolean(),
  dataset_split: v.picklist(['train', 'val', 'test']),
  persist_raw_scores: v.boolean(),
  seed: v.pipe(v.number(), v.integer()),
  max_samples: v.nullable(v.pipe(v.number(), v.integer(), v.gtValue(0))),
  device: Text,
  workers: v.pipe(v.number(), v.integer(), v.gtValue(0)),
  positive_label: v.picklist([0, 1]),
  metrics: listOf(Text),
  corruption_strategies: v.array(
    v.strictObject({ name: Text, params: v.optional(v.record(Text, v.unknown()), {}) }),
  ),
})

const ReportConfigSchema = v.looseObject({
  inputs: InputsSchema,
  outputs: OutputsSchema,
  inference: InferenceSchema,
  thresholds: v.record(Text, v.union([v.number(), v.string()])),
  env: v.looseObject({ output_root: v.nullable(Text) }),
  data: v.nullish(v.record(Text, v.unknown())),
  cache: v.boolean(),
})

/** The composed and checked config of a report; keys as in `configs/report/config.yaml`. */
export type ReportConfig = v.InferOutput<typeof ReportConfigSchema>

/** A report's config and the plain composed form that the manifest keeps. */
export interface ComposedReportConfig {
  config: ReportConfig
  composed: Readonly<Record<string, unknown>>
}

/**
 * Composes `configs/report/<name>.yaml` (or `config.yaml` alone, where a report has none of its own)
 * with the overrides, and checks types and ranges.
 *
 * `inputs.select` is open: `inputs.select.<column>=…` needs no `+`, since any column may be selected.
 *
 * @throws ReportError `CONFIG_VALUE_INVALID` naming the key and what it takes; else what
 *   {@link composeConfig} throws.
 */
export async function composeReportConfig(options: {
  configDir: string
  name: string
  overrides: readonly string[]
}): Promise<ComposedReportConfig> {
  const own = existsSync(path.join(options.configDir, 'report', `${options.name}.yaml`))
  const composed = (await composeConfig({
    configDir: options.configDir,
    configName: `report/${own ? options.name : 'config'}`,
    overrides: options.overrides.map(openSelect),
    env: process.env,
  })) as Record<string, unknown>
  const checked = v.safeParse(ReportConfigSchema, composed)
  if (checked.success) return { config: checked.output, composed }
  throw new ReportError('CONFIG_VALUE_INVALID', checked.issues.map(describeIssue).join('\n'))
}

function openSelect(override: string): string {
  return override.startsWith('inputs.select.') ? `++${override}` : override
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const key = v.getDotPath(issue) ?? 'config'
  const expected = issue.expected ? `expected ${issue.expected}` : issue.message
  return `Config key "${key}" is ${issue.received}, ${expected}. Override it with ${key}=….`
}
