import { type ColumnTable, table } from 'arquero'
import type { CellValue } from '../tables/valueKey.ts'
import type { Better } from './better.ts'
import type { Verdict } from './groups/verdict.ts'
import type { Trend } from './trend.ts'

export type { Better }

/**
 * What a test counts as one observation: a `pair` of runs of one block and seed; a `seed`, over which pairs, or the
 * runs of a group, are averaged; a `block`, where runs have no seed in common and no setting is repeated; a single
 * `run`, where settings are; a `setting` of Welch's test over all runs, where most settings have no partner.
 */
export type Unit = 'pair' | 'seed' | 'block' | 'run' | 'setting'

/** Whether the units of a comparison are paired: those of Welch's and the Mann-Whitney test are not. */
export function isPaired({ unit, nUnitsA }: Pick<Comparison, 'unit' | 'nUnitsA'>): boolean {
  return unit !== null && nUnitsA === 0
}

/** Two groups of runs compared: a row of `comparisons.csv`. A field without a value is null. */
export interface Comparison {
  /** The compared column, and the two groups' values in it. */
  readonly by: string
  readonly a: CellValue
  readonly b: CellValue
  /**
   * Empty over all runs; else what the runs compared here have in common: their values of one-sided
   * parameters, or of the parameter on which the comparison depends.
   */
  readonly block: string
  readonly metric: string
  readonly better: Better
  /** Runs with a value, diverged ones included. */
  readonly nA: number
  readonly nB: number
  /** Units of the test; 0 where they are not paired. */
  readonly nPairs: number
  /** Runs that have no partner in the other group. */
  readonly nUnpairedA: number
  readonly nUnpairedB: number
  /** Runs that the test does not take in. */
  readonly nLeftOutA: number
  readonly nLeftOutB: number
  readonly nDivergedA: number
  readonly nDivergedB: number
  /** Geometric mean of b over a with its single 95 % interval, where the test is of log ratios. */
  readonly ratio: number | null
  readonly ratioLow: number | null
  readonly ratioHigh: number | null
  /** Mean of b minus a with its single 95 % interval, where the test is of differences. */
  readonly difference: number | null
  readonly differenceLow: number | null
  readonly differenceHigh: number | null
  /** The probability that a run of a beats a run of b of its block, ties half; mean over blocks. */
  readonly pImprovement: number | null
  /** Its 95 % interval over runs; see `improvementInterval`. */
  readonly pImprovementLow: number | null
  readonly pImprovementHigh: number | null
  readonly unit: Unit | null
  /** Units of each group, where they are not paired; else 0. */
  readonly nUnitsA: number
  readonly nUnitsB: number
  /** Whether all units show the same difference: they count as one. */
  readonly isConstant: boolean
  /** Whether a unit is further from the others than chance explains, so that the spread is mostly its own. */
  readonly hasOutlier: boolean
  readonly test: string | null
  /** Two-sided, of this row alone. */
  readonly pValue: number | null
  /** After Holm's adjustment over all rows. */
  readonly pHolm: number | null
  /** Of the exact test of the same units, and the smallest that this many units can reach. */
  readonly exactPValue: number | null
  readonly smallestPValue: number | null
  readonly verdict: Verdict
  /** Of a and b the one that the test found to be better; null where it found no difference. */
  readonly favours: CellValue
  /** 1 where b has the greater values by the test, -1 where a has, 0 where neither has or nothing is tested. */
  readonly direction: number
  /** Settings without the compared column and the seed that both groups have. */
  readonly nBlocks: number
  /**
   * Further units with which the margin, or a ratio of 1.1, would probably be found; null below four, with an
   * outlier, and where the comparison depends on another parameter.
   */
  readonly moreUnits: number | null
  /** Fisher's exact p-value that the shares of diverged runs differ; null where none diverged. */
  readonly divergedPValue: number | null
  /** After Holm's adjustment over all rows; null where the counts could not differ at 0.05, however they fell. */
  readonly divergedPHolm: number | null
  /** Of all runs that did not diverge: geometric means where ratios are tested, else means. */
  readonly meanA: number | null
  readonly meanB: number | null
  /** The row in words, with its counts. */
  readonly sentence: string
}

/** Columns of `comparisons.csv` in order, each with the field that it holds. */
const COLUMNS = [
  ['by', 'by'],
  ['a', 'a'],
  ['b', 'b'],
  ['block', 'block'],
  ['metric', 'metric'],
  ['better', 'better'],
  ['n_a', 'nA'],
  ['n_b', 'nB'],
  ['n_pairs', 'nPairs'],
  ['n_unpaired_a', 'nUnpairedA'],
  ['n_unpaired_b', 'nUnpairedB'],
  ['n_diverged_a', 'nDivergedA'],
  ['n_diverged_b', 'nDivergedB'],
  ['ratio', 'ratio'],
  ['ratio_low', 'ratioLow'],
  ['ratio_high', 'ratioHigh'],
  ['difference', 'difference'],
  ['difference_low', 'differenceLow'],
  ['difference_high', 'differenceHigh'],
  ['p_improvement', 'pImprovement'],
  ['p_improvement_low', 'pImprovementLow'],
  ['p_improvement_high', 'pImprovementHigh'],
  ['unit', 'unit'],
  ['test', 'test'],
  ['p_value', 'pValue'],
  ['p_holm', 'pHolm'],
  ['exact_p_value', 'exactPValue'],
  ['smallest_p_value', 'smallestPValue'],
  ['verdict', 'verdict'],
  ['favours', 'favours'],
  ['more_units', 'moreUnits'],
] as const satisfies readonly (readonly [column: string, key: keyof Comparison])[]

/** Columns that only rows of trends fill. */
const TREND_COLUMNS = [
  ['correlation', 'correlation'],
  ['correlation_low', 'correlationLow'],
  ['correlation_high', 'correlationHigh'],
  ['turns_at', 'turnsAt'],
  ['turns_at_low', 'turnsAtLow'],
  ['turns_at_high', 'turnsAtHigh'],
] as const satisfies readonly (readonly [column: string, key: keyof Trend])[]

/**
 * The comparisons as a table, one row for each; an empty table if there are none.
 *
 * @param trends rows of parameters that are not compared in pairs; given, the table has columns for them
 */
export function comparisonsTable(
  rows: readonly Comparison[],
  trends?: readonly Trend[],
): ColumnTable {
  const others = trends ?? []
  return table([
    ...COLUMNS.map(([column, key]): [string, unknown[]] => [
      column,
      rows.map((row): unknown => row[key]).concat(others.map((trend) => trendCell(trend, key))),
    ]),
    ...(trends === undefined ? [] : TREND_COLUMNS).map(([column, key]): [string, unknown[]] => [
      column,
      [...rows.map(() => null), ...others.map((trend) => trend[key])],
    ]),
  ])
}

/** What a trend has of a column of comparisons: a and b are the least and the greatest value. */
function trendCell(trend: Trend, key: keyof Comparison): unknown {
  if (key === 'a') return trend.least
  if (key === 'b') return trend.greatest
  if (key === 'block') return ''
  return key in trend ? trend[key as keyof Trend] : null
}
