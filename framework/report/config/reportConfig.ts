import { existsSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { composeConfigTree, resolveConfig } from '../../config/compose/composeConfig.ts'
import { parseOverride } from '../../config/overrides/parseOverride.ts'
import type { DictNode } from '../../config/tree/node.ts'
import { ReportError } from '../../errors.ts'
import { parseInferenceOptions } from '../../inference/execution/inferenceOptions.ts'
import type { Select } from '../../tables/select.ts'
import { nearest } from '../../text/nearest.ts'

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
  select: v.nullable(
    v.custom<Select>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      'expected columns, such as inputs.select.seed=[42,43]',
    ),
  ),
  require_complete: v.boolean(),
  margin: v.nullable(v.pipe(v.number(), v.gtValue(0))),
})

const OutputsSchema = v.strictObject({
  which_figures: v.nullable(listOf(Text)),
  fig_format: v.pipe(listOf(Format), v.minLength(1)),
  dpi: v.pipe(v.number(), v.minValue(30), v.maxValue(1200)),
  width: v.picklist(['full', 'two_thirds', 'half']),
  scale: v.picklist(['auto', 'linear', 'log']),
})

const ReportConfigSchema = v.looseObject({
  inputs: InputsSchema,
  outputs: OutputsSchema,
  // The other keys have a reader of their own.
  inference: v.looseObject({ enabled: v.boolean() }),
  thresholds: v.record(Text, v.union([v.number(), v.string()])),
  env: v.looseObject({ output_root: v.nullable(Text) }),
  // So has this one; it lies over the runs' own data sections.
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

export interface ReportConfigOptions {
  readonly configDir: string
  /** The report's name. */
  readonly name: string
  readonly overrides: readonly string[]
}

/** The keys of `data` that models are run with; docs/inference.md explains each. */
const DATA_KEYS = [
  'data.path',
  'data.datasets',
  ...['train', 'val', 'test'].flatMap((split) => [
    `data.datasets.x_${split}`,
    `data.datasets.y_${split}`,
  ]),
  'data.n_tokens',
  'data.globals',
  'data.globals.present',
  'data.globals.size',
  'data.norm',
]

/**
 * Composes `configs/report/<name>.yaml` (or `config.yaml` alone, where a report has none of its own)
 * with the overrides, and checks types and ranges.
 *
 * `inputs.select.<column>=…` and `data.<key>=…` need no `+`: any column may be selected, and `data`
 * lays single keys over what the runs' own configs say.
 *
 * @throws ReportError `CONFIG_VALUE_INVALID` naming the key and what it takes,
 *   `CONFIG_KEY_UNKNOWN` for a `data` key that nothing reads; else what
 *   {@link composeConfigTree} and following interpolations throw.
 */
export function composeReportConfig(options: ReportConfigOptions): ComposedReportConfig {
  const composed = resolveConfig(reportConfigTree(options))
  const checked = v.safeParse(ReportConfigSchema, composed)
  if (checked.success) {
    if (checked.output.inference.enabled) parseInferenceOptions(checked.output.inference)
    return { config: checked.output, composed }
  }
  throw new ReportError('CONFIG_VALUE_INVALID', checked.issues.map(describeIssue).join('\n'))
}

/** The composed config, its interpolations still to be followed. */
export function reportConfigTree({ configDir, name, overrides }: ReportConfigOptions): DictNode {
  const hasOwn = existsSync(path.join(configDir, 'report', `${name}.yaml`))
  return composeConfigTree({
    configDir,
    configName: `report/${hasOwn ? name : 'config'}`,
    overrides: overrides.map(openSections),
  }).tree
}

/** Adds what overrides need to set keys that the base config leaves open. */
function openSections(override: string): string {
  // Parsed as it was typed, so that an error quotes what the user wrote.
  const { key, type } = parseOverride(override)
  if (type !== 'CHANGE') return override
  if (key.startsWith('inputs.select.') || DATA_KEYS.includes(key)) return `++${override}`
  if (key.startsWith('data.')) throw unknownDataKey(key)
  return override
}

function unknownDataKey(key: string): ReportError {
  const near = nearest(key, DATA_KEYS)
  return new ReportError(
    'CONFIG_KEY_UNKNOWN',
    `The data section has no key "${key}".${near === undefined ? '' : ` Did you mean "${near}"?`} ` +
      `It has: ${DATA_KEYS.join(', ')}.`,
  )
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  // Of a list, the key that can be overridden.
  const key = v.getDotPath(issue)?.replace(/(?:\.\d+)+$/, '') ?? 'config'
  if (issue.type === 'strict_object') return `There is no config key "${key}".`
  const expected = issue.type === 'custom' ? issue.message : `expected ${issue.expected}`
  return `Config key "${key}" is ${issue.received}, ${expected}. Override it with ${key}=….`
}
