import type { ColumnTable } from 'arquero'
import { holmAdjust } from '../../stats/tests/holm.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { RUNS } from '../../tables/schemas/runsSchemas.ts'
import { checkArguments, checkOptions, TEXTS } from '../../text/checkOptions.ts'
import { type Comparison, comparisonsTable } from '../comparison.ts'
import { CODE, COMPARED } from '../comparisonSchemas.ts'
import { divergenceTogether } from '../findings/divergenceTogether.ts'
import { findingsOf } from '../findings/findingsOf.ts'
import { methodsOf } from '../findings/methods.ts'
import type { ReportFinding } from '../findings/reportFinding.ts'
import { judgeFamily, rowsByFinding } from '../groups/family.ts'
import type { ParameterInteraction } from '../interactions/interactionOf.ts'
import { historyEnds } from '../remarks/historyEnds.ts'
import { pairReservations } from '../remarks/pairReservations.ts'
import { remarkSentences } from '../remarks/remark.ts'
import { remarksOn } from '../remarks/remarks.ts'
import { rescalingParameters } from '../rescaling/rescalingParameters.ts'
import { summarySentences } from '../summarySentences.ts'
import type { Trend } from '../trend.ts'
import {
  type CompareParametersOptions,
  type ExaminedParameters,
  examineParameters,
} from './examineParameters.ts'
import { judgeTrend } from './judgeTrend.ts'
import { remarksOnConfounding, remarksOnTrends, reservationsOn } from './parameterRemarks.ts'
import type { SweptParameter } from './sweptParameters.ts'

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
  const { metric, better, ...others } = options
  return compareByMetrics(runs, [{ metric, better }], others)
}

/**
 * As `compareParameters`, by several metrics: the rows of all of them are one family, in which p-values are adjusted
 * over parameters and metrics. What is equal is judged by each metric alone.
 *
 * @throws {ReportError} as `compareParameters` does
 */
export function compareByMetrics(
  runs: ColumnTable,
  metrics: readonly Pick<CompareParametersOptions, 'metric' | 'better'>[],
  options: Omit<CompareParametersOptions, 'metric' | 'better'>,
): ParameterComparisons {
  const examined = metrics.map((each) =>
    examineParameters(runs, { ...options, ...each }, metrics.length),
  )
  const judged = examined.map((each) => {
    const others = examined.flatMap((other) => (other === each ? [] : other.pValues))
    const { perEpoch } = options
    return judgeParameters(runs, each, { others, isOneOfSeveral: metrics.length > 1, perEpoch })
  })
  const rows = judged.flatMap((each) => each.rows)
  const trends = judged.flatMap((each) => each.trends)
  const interactions = judged.flatMap((each) => each.interactions)
  return {
    parameters: examined[0]?.parameters ?? [],
    ...{ rows, trends, interactions },
    remarks: [...new Set(judged.flatMap((each) => each.remarks))],
    sentences: [...summarySentences(rows), ...trends.map(({ sentence }) => sentence)],
    findings: judged.flatMap((each) => each.findings),
    methods: methodsOf(rows, { trends, interactions, margin: options.margin }),
    table: comparisonsTable(rows, trends),
  }
}

/** What the runs say by one metric, among the p-values of others. */
function judgeParameters(
  runs: ColumnTable,
  examined: ExaminedParameters,
  {
    others,
    isOneOfSeveral,
    perEpoch,
  }: {
    readonly others: readonly number[]
    readonly isOneOfSeveral: boolean
    readonly perEpoch: CompareParametersOptions['perEpoch']
  },
): Pick<ParameterComparisons, 'rows' | 'trends' | 'interactions' | 'remarks' | 'findings'> {
  const { metric, seed, parameters, names, sampler, pairwise, continuous, ofTrends } = examined
  const findings = examined.pairs
  const [first] = pairwise
  const rows =
    first === undefined
      ? []
      : judgeFamily(findings, first.question, sampler, [...ofTrends, ...others])
  const rowsOf = rowsByFinding(findings, rows)
  const pHolm = holmAdjust([...examined.pValues, ...others])
  const trends = continuous.map((each, at) =>
    judgeTrend(each, pHolm[at] as number, sampler !== undefined),
  )
  const interactions = pairwise.flatMap(({ interaction }) => interaction ?? [])
  const ends = historyEnds(perEpoch)
  const compared = pairwise.map((each) => ({ ...each, ends }))
  const remarks = remarkSentences(
    compared.flatMap((each) =>
      remarksOn({ ...each, rows: rows.filter(({ by }) => by === each.columns.by) }),
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
    rows,
    trends,
    interactions,
    remarks: [
      ...examined.constant.map(
        (by) => `Nothing is compared by ${by}: all runs have the same value of it.`,
      ),
      ...examined.relatedRemarks,
      ...rescaling.map(({ remark }) => remark),
      ...remarks,
      ...remarksOnTrends(trends),
      ...remarksOnConfounding(parameters, names),
    ],
    findings: findingsOf(rows, {
      trends,
      interactions,
      divergence: divergenceTogether(runs, rows, { seed }),
      singlePairs: pairwise.flatMap(({ singlePairs }) => singlePairs ?? []),
      reservations: reservationsOn(parameters, { rescaled, goesTogether, metric }),
      ofRows: new Map(
        compared.flatMap((each) => [
          ...pairReservations(each, [...each.findings, ...each.atLevels], rowsOf),
        ]),
      ),
      rescaling: rescaled,
      margin: first?.question.margin,
      isOneOfSeveral,
    }),
  }
}
