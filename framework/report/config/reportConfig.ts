import * as v from 'valibot'
import { type ComposedConfig, resolveConfig } from '../../config/compose/composeConfig.ts'
import { ReportError } from '../../errors.ts'
import { HEIGHT, WIDTH } from '../../plots/parts/figureSize.ts'
import type { Select } from '../../tables/select.ts'
import { recordOf } from '../../text/schema/recordOf.ts'
import { describeIssues } from '../../text/schema/schemaIssues.ts'
import { composeReportTree, type ReportConfigRequest } from './composeReportTree.ts'
import { expectNothingMissing, expectUsualLayout, placeOfKey } from './configPlaces.ts'

/** Megabytes. */
const DEFAULT_CACHE_LIMIT = 2000

const Text = v.pipe(v.string(), v.nonEmpty())
const Format = v.picklist(['png', 'svg', 'pdf'])
/** `x` and `[x]` mean the same; null and the empty text mean nothing. */
const listOf = <T extends v.GenericSchema>(item: T) =>
  v.pipe(
    v.unknown(),
    v.transform((value) => (value === null || value === '' ? [] : [value].flat())),
    v.array(item),
  )

/** A trade-off is one of two metrics. */
const isPairOrNone = (names: string[]) =>
  names.length === 0 || (names.length === 2 && names[0] !== names[1])

/** A mapping of any names; to `recordOf` alone, a list is one with numbers as names. */
const mappingOf = <Item extends v.GenericSchema>(item: Item) =>
  v.pipe(
    v.custom<object>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      'expected a mapping',
    ),
    recordOf(item),
  )

const ReasonsList = v.array(v.strictObject({ run: Text, reason: Text }))

/**
 * Run -> why it is left out, or a list of both: Hydra's grammar takes no quotes around the key of a
 * mapping, so that the command line cannot give every name as one.
 */
const ReasonsByRun = v.pipe(
  v.custom<object>(
    (value) => v.is(ReasonsList, value) || v.is(mappingOf(Text), value),
    'expected runs with reasons, such as {RUN: reason} or [{run: RUN, reason: reason}]',
  ),
  v.transform((value) =>
    v.is(ReasonsList, value)
      ? Object.fromEntries(value.map(({ run, reason }) => [run, reason]))
      : value,
  ),
  recordOf(Text),
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
  exclude: v.nullable(ReasonsByRun),
  require_complete: v.boolean(),
  deleted: v.boolean(),
  seed: v.nullable(Text),
  goal: v.nullable(mappingOf(v.picklist(['min', 'max']))),
  margin: v.nullable(v.pipe(v.number(), v.gtValue(0))),
  metric: v.nullable(Text),
  by: v.nullable(listOf(Text)),
  metrics: v.nullable(
    v.pipe(
      listOf(Text),
      v.check(isPairOrNone, 'expected two different metrics, such as [val/loss,val/acc]'),
    ),
  ),
  join: v.nullable(Text),
  log_metrics: v.nullable(mappingOf(Text)),
  table: v.nullable(
    v.strictObject({
      params: v.optional(v.array(Text)),
      metrics: v.optional(v.array(Text)),
      id: v.optional(Text),
      seed: v.optional(Text),
    }),
  ),
})

export const OutputsSchema = v.strictObject({
  which_figures: v.nullable(listOf(Text)),
  fig_format: v.pipe(listOf(Format), v.minLength(1)),
  dpi: v.pipe(v.number(), v.minValue(30), v.maxValue(1200)),
  width: WIDTH,
  height: v.nullable(HEIGHT),
  scale: v.picklist(['auto', 'linear', 'log']),
  font_size: v.pipe(v.number(), v.minValue(5), v.maxValue(16)),
  title: v.boolean(),
  svg_text: v.boolean(),
  mask_names: v.optional(v.boolean(), false),
  csv_safe: v.optional(v.boolean(), false),
  back_links: v.union([v.literal('auto'), v.boolean()]),
})

/** All sections of a report's config; `inference`, `data` and `env.cluster` have schemas of their own. */
export const ReportConfigSchema = v.strictObject({
  inputs: InputsSchema,
  sources: v.union([v.literal('auto'), v.pipe(listOf(Text), v.minLength(1))]),
  outputs: OutputsSchema,
  // The other keys have a reader of their own, which knows the corruptions that a report registers.
  inference: v.looseObject({ enabled: v.boolean() }),
  gates: listOf(Text),
  baseline: v.nullable(Text),
  thresholds: recordOf(v.union([v.number(), v.string()])),
  options: recordOf(v.unknown()),
  env: v.looseObject({
    output_root: v.nullable(Text),
    cache_root: v.optional(v.nullable(Text), null),
    cache_limit: v.optional(v.nullable(v.pipe(v.number(), v.minValue(0))), DEFAULT_CACHE_LIMIT),
  }),
  // So has this one, whose keys replace those of the runs' own data sections.
  data: v.nullish(recordOf(v.unknown())),
  cache: v.boolean(),
  security: v.optional(v.strictObject({ follow_external: v.optional(v.boolean(), false) }), {}),
})

/** The composed and checked config of a report; keys as in `configs/report/config.yaml`. */
export type ReportConfig = v.InferOutput<typeof ReportConfigSchema>

/** A report's config, and what else is known of how it came about. */
export interface ComposedReportConfig {
  readonly config: ReportConfig
  /** The plain composed form, as the manifest keeps it. */
  readonly composed: Readonly<Record<string, unknown>>
  /** The chosen option of every config group; null where none is chosen. */
  readonly choices: ReadonlyMap<string, string | null>
  /** What composing found doubtful, a sentence each. */
  readonly warnings: readonly string[]
}

/**
 * Composes `configs/report/<name>.yaml` (or `config.yaml` alone, where a report has none of its own)
 * with the overrides, and checks sections, types and ranges. Options of inference are checked by
 * what runs the models.
 *
 * @throws {ReportError} CONFIG_VALUE_INVALID naming the key, its place and what it takes,
 *   CONFIG_VALUE_MISSING for a `???` that was not given; else what composing and following
 *   interpolations throw
 */
export function composeReportConfig(request: ReportConfigRequest): ComposedReportConfig {
  const { tree, choices, parts, missing, warnings } = composeChecked(request)
  expectNothingMissing(missing)
  const composed = resolveConfig(tree)
  expectUsualLayout(composed, request, parts)
  const checked = v.safeParse(ReportConfigSchema, composed)
  if (checked.success) return { config: checked.output, composed, choices, warnings }
  const problems = describeIssues(ReportConfigSchema, checked.issues, {
    subject: 'Config key',
    placeOf: (key) => placeOfKey(tree, key),
    remedy: (key) => `Override it with ${key}=….`,
  })
  throw new ReportError('CONFIG_VALUE_INVALID', problems.join('\n'))
}

/** Without its first lines, a file has no keys to override: the lines are named, not the overrides. */
function composeChecked(request: ReportConfigRequest): ComposedConfig {
  try {
    return composeReportTree(request)
  } catch (error) {
    if (request.overrides.length > 0) {
      const { tree, parts } = composeReportTree({ ...request, overrides: [] })
      expectUsualLayout(resolveConfig(tree), request, parts)
    }
    throw error
  }
}
