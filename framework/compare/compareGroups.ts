import type { ColumnTable } from 'arquero'
import { RUNS } from '../tables/schemas/runsSchemas.ts'
import { checkArguments, checkOptions, TEXT } from '../text/checkOptions.ts'
import type { CompareGroupsOptions } from './compareOptions.ts'
import { type Comparison, comparisonsTable } from './comparison.ts'
import { CODE, COMPARED, METRIC_SCALE } from './comparisonSchemas.ts'
import { goesTogetherWords } from './confounding/confounding.ts'
import { findingsOf } from './findings/findingsOf.ts'
import { methodsOf } from './findings/methods.ts'
import type { ReportFinding } from './findings/reportFinding.ts'
import { examineGroups } from './groups/examineGroups.ts'
import { judgeFamily, rowsByFinding } from './groups/family.ts'
import { historyEnds } from './remarks/historyEnds.ts'
import { pairReservations } from './remarks/pairReservations.ts'
import { remarkSentences } from './remarks/remark.ts'
import { remarksOn } from './remarks/remarks.ts'
import { summarySentences } from './summarySentences.ts'

export interface GroupComparisons {
  /** Every pair of groups, and parts of them; see {@link Comparison}. */
  readonly rows: readonly Comparison[]
  /** What a reader must know to trust the rows, or why there are none. */
  readonly remarks: readonly string[]
  /** The rows in words, for a summary; of more than 100 the first, and how many there are. */
  readonly sentences: readonly string[]
  /** What the rows allow one to say, short, for `analyze` to return. */
  readonly findings: readonly ReportFinding[]
  /** What was done, a sentence each, for `analyze` to return. */
  readonly methods: readonly string[]
  /** The rows as `comparisons.csv` has them. */
  readonly table: ColumnTable
}

/**
 * Compares groups of runs, each with each, by one metric. Pairs of runs that agree in seed and in all
 * other parameters are tested; docs/statistics.md says how, and why so. No groups to compare give no
 * rows, and a remark that says why.
 *
 * @throws {ReportError} COMPARISON_COLUMN_UNKNOWN if the table lacks a column that is asked for;
 *   `COMPARISON_OPTION_INVALID` if an option has no such value
 */
export function compareGroups(runs: ColumnTable, options: CompareGroupsOptions): GroupComparisons {
  checkArguments(CODE, 'compareGroups', { runs }, { runs: RUNS })
  const schemas = { ...COMPARED, by: TEXT, scale: METRIC_SCALE }
  checkOptions(CODE, 'compareGroups', options, schemas, ['metric', 'by'])
  const examined = examineGroups(runs, options)
  const { findings, question, sampler, interaction, singlePairs, goesTogether } = examined
  const rows = judgeFamily(findings, question, sampler)
  const compared = { ...examined, ends: historyEnds(options.perEpoch) }
  return {
    rows,
    remarks: remarkSentences(remarksOn({ ...compared, rows })),
    sentences: summarySentences(rows),
    findings: findingsOf(rows, {
      interactions: interaction ? [interaction] : [],
      singlePairs: singlePairs ? [singlePairs] : [],
      reservations: new Map(goesTogetherWords(goesTogether).map((words) => [options.by, words])),
      margin: question.margin,
      ofRows: pairReservations(compared, findings, rowsByFinding(findings, rows)),
    }),
    methods: methodsOf(rows, {
      interactions: interaction ? [interaction] : [],
      margin: options.margin,
    }),
    table: comparisonsTable(rows),
  }
}
