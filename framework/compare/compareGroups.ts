import type { ColumnTable } from 'arquero'
import { ReportError } from '../errors.ts'
import { cellValue } from '../tables/valueKey.ts'
import { type Better, type Comparison, comparisonsTable } from './comparison.ts'
import { comparedParameters } from './groups/comparedParameters.ts'
import { ContrastMaker } from './groups/contrasts.ts'
import { judgeFamily } from './groups/family.ts'
import { findingOf, layOut } from './groups/findings.ts'
import { measureRuns } from './groups/measuredRuns.ts'
import { defaultBetter, type Scale, scaleOfMetric } from './groups/metricScale.ts'
import { resembleTogether } from './groups/seedClusters.ts'
import { remarksOn } from './remarks/remarks.ts'
import { summarySentences } from './summarySentences.ts'

export interface CompareGroupsOptions {
  /** Column of the metric; runs whose cell is missing are left out, and counted. */
  readonly metric: string
  /** Column whose values are compared, each with each. */
  readonly by: string
  /** Which values are the better ones. Default `higher` for accuracies and the like, else `lower`. */
  readonly better?: Better
  /**
   * Columns of all that was varied, `by` and seed among them or not. Runs are paired that agree in
   * them. Default: the columns of parameters in which the runs differ.
   */
  readonly parameters?: readonly string[]
  /** Column of the training seed. Default `seed`. */
  readonly seed?: string
  /** What counts as equal: a ratio such as 1.05 (or 0.05), or a difference of bounded metrics. */
  readonly margin?: number | undefined
  /** Default: differences of bounded metrics, and where a value is not positive; else ratios. */
  readonly scale?: Scale
  /**
   * What chose the runs by their results, such as `Optuna's TPE sampler`. Default: the column `sampler`,
   * or nothing.
   */
  readonly sampler?: string | undefined
}

export interface GroupComparisons {
  /** Every pair of groups, and parts of them; see {@link Comparison}. */
  readonly rows: readonly Comparison[]
  /** What a reader must know to trust the rows, or why there are none. */
  readonly remarks: readonly string[]
  /** The rows in words, for a summary; of more than 100 the first, and how many there are. */
  readonly sentences: readonly string[]
  /** The rows as `comparisons.csv` has them. */
  readonly table: ColumnTable
}

/**
 * Compares groups of runs, each with each, by one metric. Pairs of runs that agree in seed and in all
 * other parameters are tested; docs/statistics.md says how, and why so. No groups to compare give no
 * rows, and a remark that says why.
 *
 * @throws {ReportError} `COMPARISON_COLUMN_UNKNOWN` if the table lacks a column that is asked for;
 *   `COMPARISON_OPTION_INVALID` if an option has no such value
 */
export function compareGroups(runs: ColumnTable, options: CompareGroupsOptions): GroupComparisons {
  const { metric, by, seed = 'seed', margin, scale } = options
  const sampler = options.sampler ?? samplerOf(runs)
  const better = options.better ?? defaultBetter(metric)
  checkChoice('better', better, ['lower', 'higher'])
  checkChoice('scale', scale, ['ratio', 'difference', undefined])
  if (by === metric) {
    throw new ReportError(
      'COMPARISON_OPTION_INVALID',
      `compareGroups: by and metric are both "${by}". Compare a metric by a parameter.`,
    )
  }
  const parameters = comparedParameters(runs, { metric, by, seed, parameters: options.parameters })
  const columns = { metric, by, better, seed, parameters: parameters.inBlocks }
  const measured = measureRuns(runs, columns)
  const contrasts = new ContrastMaker(parameters.inBlocks)
  const groups = measured.groups.filter((group) => group.runs.length > 0)
  const question = { metric, better, scale: scale ?? scaleOfMetric(metric), margin }
  const laidOut = groups.flatMap((a, at) =>
    groups
      .slice(at + 1)
      .flatMap((b) =>
        contrasts
          .contrast(a, b)
          .map((contrast) => layOut({ a: a.value, b: b.value }, contrast, question)),
      ),
  )
  const seedsResemble = resembleTogether(laidOut.map(({ units }) => units.pairs))
  const findings = laidOut.map((each) => findingOf(each, question, seedsResemble))
  const rows = judgeFamily(findings, by, question, sampler)
  return {
    rows,
    remarks: remarksOn({ runs, columns, measured, parameters, findings, rows, sampler }),
    sentences: summarySentences(rows),
    table: comparisonsTable(rows),
  }
}

function samplerOf(runs: ColumnTable): string | undefined {
  if (runs.columnIndex('sampler') < 0) return undefined
  const names = Array.from(runs.array('sampler') as Iterable<unknown>, cellValue)
  const distinct = new Set(names.filter((name) => name !== null).map(String))
  return distinct.size === 0 ? undefined : [...distinct].sort().join(', ')
}

function checkChoice(name: string, value: unknown, choices: readonly unknown[]): void {
  if (choices.includes(value)) return
  throw new ReportError(
    'COMPARISON_OPTION_INVALID',
    `compareGroups: ${name} is ${JSON.stringify(value)}; it takes ` +
      `${choices.filter((choice) => choice !== undefined).join(' or ')}.`,
  )
}
