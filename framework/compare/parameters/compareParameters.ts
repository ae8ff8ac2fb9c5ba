import type { ColumnTable } from 'arquero'
import { ReportError } from '../../errors.ts'
import { holmAdjust } from '../../stats/tests/holm.ts'
import { columnNotes, resolveColumn } from '../../tables/columnAliases.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { requireColumn } from '../../tables/requireColumn.ts'
import { RUNS } from '../../tables/schemas/runsSchemas.ts'
import { valueKey } from '../../tables/valueKey.ts'
import { checkArguments, checkOptions, TEXTS } from '../../text/checkOptions.ts'
import { type Better, type Comparison, comparisonsTable } from '../comparison.ts'
import { CODE, COMPARED } from '../comparisonSchemas.ts'
import { divergenceTogether } from '../findings/divergenceTogether.ts'
import { findingsOf } from '../findings/findingsOf.ts'
import { methodsOf } from '../findings/methods.ts'
import type { ReportFinding } from '../findings/reportFinding.ts'
import { examineGroups, samplerOf } from '../groups/examineGroups.ts'
import { judgeFamily, pValuesOf } from '../groups/family.ts'
import { findingsAtLevels } from '../interactions/findingsAtLevels.ts'
import type { ParameterInteraction } from '../interactions/interactionOf.ts'
import { historyEnds } from '../remarks/historyEnds.ts'
import { remarkSentences } from '../remarks/remark.ts'
import { remarksOn } from '../remarks/remarks.ts'
import { rescalingParameters } from '../rescaling/rescalingParameters.ts'
import { summarySentences } from '../summarySentences.ts'
import type { Trend } from '../trend.ts'
import { examineTrend } from './examineTrend.ts'
import { judgeTrend } from './judgeTrend.ts'
import { remarksOnConfounding, remarksOnTrends, reservationsOn } from './parameterRemarks.ts'
import { relatedRuns } from './relatedRuns.ts'
import { type SweptParameter, sweptParameters } from './sweptParameters.ts'

export interface CompareParametersOptions {
  /** Column of the metric. */
  readonly metric: string
  /** Which values of the metric are better. */
  readonly better: Better
  /** Columns whose values are compared. Default: all parameters that differ, but the seed. */
  readonly by?: readonly string[] | undefined
  /** Columns of all that was varied. Default: the parameters that `loadRuns` found. */
  readonly parameters?: readonly string[]
  /** Column of the training seed. Default `seed`. */
  readonly seed?: string
  /** What counts as equal, as in `compareGroups`. Default: nothing is called equal. */
  readonly margin?: number | undefined
  /** What chose the runs by their results. Default: the column `sampler`, or nothing. */
  readonly sampler?: string | undefined
  /** Histories by `run_dir`, as in `compareGroups`. Default: none. */
  readonly perEpoch?: ReadonlyMap<string, ColumnTable> | undefined
}

export interface ParameterComparisons {
  readonly parameters: readonly SweptParameter[]
  /** Pairs of values, of the parameters that are compared in pairs. */
  readonly rows: readonly Comparison[]
  /** One for each of the other parameters. */
  readonly trends: readonly Trend[]
  /** Parameters whose effect depends on another one, each with the one that it depends on most clearly. */
  readonly interactions: readonly ParameterInteraction[]
  /** What a reader must know to trust the rows, or why there are none. */
  readonly remarks: readonly string[]
  readonly sentences: readonly string[]
  /** What the rows allow one to say, short, for `analyze` to return. */
  readonly findings: readonly ReportFinding[]
  /** What was done, a sentence each, for `analyze` to return. */
  readonly methods: readonly string[]
  /** Both as `comparisons.csv` has them. */
  readonly table: ColumnTable
}

/**
 * Compares the values of every parameter: in pairs as `compareGroups` does, or by the trend where a
 * numeric parameter has more than eight values, fewer than two runs of each, or no two runs that differ
 * in it alone. All rows are one
 * family: p-values are adjusted over all parameters together.
 *
 * @throws {ReportError} COMPARISON_COLUMN_UNKNOWN if the table lacks a column that is asked for;
 *   `COMPARISON_OPTION_INVALID` if an option has no such value
 */
export function compareParameters(
  runs: ColumnTable,
  options: CompareParametersOptions,
): ParameterComparisons {
  checkArguments(CODE, 'compareParameters', { runs }, { runs: RUNS })
  const schemas = { ...COMPARED, by: TEXTS }
  checkOptions(CODE, 'compareParameters', options, schemas, ['metric', 'better'])
  const { metric, better, margin, seed = 'seed', sampler = samplerOf(runs, metric) } = options
  const wanted = options.by?.map((by) =>
    requireColumn(runs, by, { code: 'COMPARISON_COLUMN_UNKNOWN', askedBy: 'inputs.by' }),
  )
  if (wanted?.includes(metric)) {
    throw new ReportError(
      'COMPARISON_OPTION_INVALID',
      `inputs.by: ${metric} is the metric that runs are compared by. Name a parameter, or another inputs.metric.`,
    )
  }
  const known = options.parameters ?? columnNotes(runs)?.parameters ?? []
  const all = sweptParameters(runs, {
    // The seed is a parameter only where it is what is compared.
    seed: wanted?.includes(seed) ? '' : seed,
    names: [...new Set([...known, ...(wanted ?? [])])],
  })
  const swept = wanted ? all.filter(({ name }) => wanted.includes(name)) : all
  const names = all.map(({ name }) => name)
  const constant = (wanted ?? []).filter((by) => !names.includes(by))
  const shared = { metric, better, seed }
  const inPairs = swept.filter(({ isContinuous }) => !isContinuous)
  const related = relatedRuns(runs, { parameters: names, seed })
  const examined = inPairs.flatMap((parameter) => {
    const by = parameter.name
    const asked = { ...shared, by, parameters: names, margin, sampler }
    return partsWith(related.parts, by).map((part) => {
      const groups = examineGroups(part, asked, inPairs.length)
      // As in a random search: of numbers without pairs, the trend says more than each with each.
      const { findings } = groups
      const isUnpaired = findings.every(
        ({ tested }) => tested === undefined || tested.unit === 'setting',
      )
      return {
        parameter,
        groups,
        byTrend: parameter.isNumeric && findings.length > 0 && isUnpaired,
      }
    })
  })
  const byTrend = new Set(examined.flatMap((each) => (each.byTrend ? [each.parameter] : [])))
  const parameters = swept.map((each) =>
    byTrend.has(each) ? { ...each, isContinuous: true } : each,
  )
  const pairwise = examined.filter((each) => !each.byTrend).map(({ groups }) => groups)
  const continuous = parameters
    .filter(({ isContinuous }) => isContinuous)
    .map(({ name: by, confoundedWith }) => {
      // Blocks of a parameter that varies together with this one would hold one value each.
      const others = names.filter((name) => name !== by && !confoundedWith.includes(name))
      return examineTrend(runs, { ...shared, by, parameters: others })
    })

  const findings = pairwise.flatMap((each) => [...each.findings, ...findingsAtLevels(each)])
  const isDescriptive = sampler !== undefined
  const ofTrends = continuous.map(({ pValue }) => (isDescriptive ? Number.NaN : pValue))
  const [first] = pairwise
  const rows = first === undefined ? [] : judgeFamily(findings, first.question, sampler, ofTrends)
  const pHolm = holmAdjust([...ofTrends, ...pValuesOf(findings, sampler)])
  const trends = continuous.map((each, at) => judgeTrend(each, pHolm[at] as number, isDescriptive))
  const interactions = pairwise.flatMap(({ interaction }) => interaction ?? [])
  const ends = historyEnds(options.perEpoch)
  const remarks = remarkSentences(
    pairwise.flatMap((each) =>
      remarksOn({
        ...each,
        rows: rows.filter(({ by }) => by === each.columns.by),
        ends,
      }),
    ),
  )
  const rescaling = rescalingParameters(runs, { metric, seed, parameters })
  const goesTogether = new Map(
    [...groupBy(pairwise, ({ columns }) => columns.by)].map(
      ([by, parts]) => [by, [...new Set(parts.flatMap((part) => part.goesTogether))]] as const,
    ),
  )
  const rescaled = new Set(rescaling.map(({ parameter }) => parameter))
  return {
    parameters,
    rows,
    trends,
    interactions,
    remarks: [
      ...new Set([
        ...constant.map(
          (by) => `Nothing is compared by ${by}: all runs have the same value of it.`,
        ),
        ...related.remarks,
        ...rescaling.map(({ remark }) => remark),
        ...remarks,
        ...remarksOnTrends(trends),
        ...remarksOnConfounding(parameters, names),
      ]),
    ],
    sentences: [...summarySentences(rows), ...trends.map(({ sentence }) => sentence)],
    findings: findingsOf(rows, {
      trends,
      interactions,
      divergence: divergenceTogether(runs, rows, { seed }),
      singlePairs: pairwise.flatMap(({ singlePairs }) => singlePairs ?? []),
      reservations: reservationsOn(parameters, { rescaled, goesTogether, metric }),
      rescaling: rescaled,
    }),
    methods: methodsOf(rows, { trends, interactions, margin }),
    table: comparisonsTable(rows, trends),
  }
}

/** The parts in which runs differ in a column; the only part in any case, to say why nothing is compared. */
function partsWith(parts: readonly ColumnTable[], by: string): readonly ColumnTable[] {
  if (parts.length === 1) return parts
  return parts.filter((part) => {
    const cells = Array.from(part.array(resolveColumn(part, by) ?? by) as Iterable<unknown>)
    return new Set(cells.map(valueKey)).size > 1
  })
}
