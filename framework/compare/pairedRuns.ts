import type { ColumnTable } from 'arquero'
import { mean } from '../stats/intervals/location.ts'
import { groupBy } from '../tables/groupBy.ts'
import { type CellValue, valueKey } from '../tables/valueKey.ts'
import type { Better } from './better.ts'
import { comparedParameters } from './groups/comparedParameters.ts'
import { type MeasuredRun, measureRuns, type RunGroup } from './groups/measuredRuns.ts'

/** Runs of two groups or more that agree in everything else: a line of a figure of pairs. */
export interface RunPair {
  /**
   * One a group, in the order of {@link PairedRuns.groups}: replicates averaged, null for a group that has no
   * such run or whose run diverged. Two or more are finite.
   */
  readonly values: readonly (number | null)[]
  /** The key of its block: what its runs share but the seed. */
  readonly block: string
  /** The key of its seed; null where runs have none. */
  readonly seed: string | null
  /** The rows of the table, one per group: of replicates the first, null where the value is. */
  readonly rows: readonly (number | null)[]
}

/** A run of a pair. */
export interface PairMember {
  /** Place of its group in {@link PairedRuns.groups}. */
  readonly at: number
  readonly value: number
  readonly row: number
}

export interface PairedRuns {
  /** The values of the compared column. */
  readonly groups: readonly CellValue[]
  readonly pairs: readonly RunPair[]
  /** Pairs of which so many runs diverged that fewer than two are left: they have no place on an axis. */
  readonly nDivergedPairs: number
  /** Values of other pairs that are left out since the run diverged. */
  readonly nDivergedValues: number
  /** Runs of the groups without a partner in any other group. */
  readonly nUnpaired: number
  /** Whether runs are paired by their seeds; else by their settings alone. */
  readonly bySeed: boolean
}

/** What {@link pairRuns} needs to know, as `compareGroups` takes it. */
export interface PairQuery {
  readonly metric: string
  readonly by: string
  readonly better: Better
  readonly seed: string
  readonly parameters: readonly string[] | undefined
}

/**
 * The runs of two or more of the groups that agree in seed and in all other parameters. A parameter that only
 * some of the groups have, such as the size of a codebook, does not count.
 *
 * @param wanted values of the compared column, in the order of the answer. Default: all of them
 * @throws {ReportError} COMPARISON_COLUMN_UNKNOWN if the table lacks a column that is asked for
 */
export function pairRuns(
  runs: ColumnTable,
  { metric, by, better, seed, parameters }: PairQuery,
  wanted?: readonly CellValue[],
): PairedRuns {
  const { inBlocks } = comparedParameters(runs, { metric, by, seed, parameters })
  const measured = measureRuns(runs, { metric, by, better, seed, parameters: inBlocks })
  const found = measured.groups.filter((group) => group.runs.length > 0)
  const groups =
    wanted === undefined
      ? found
      : wanted.flatMap((value) => {
          const key = valueKey(value)
          return found.find((group) => valueKey(group.value) === key) ?? []
        })
  const bySeed = groups.some((group) => group.runs.some((run) => run.seed !== null))
  const shared = [...inBlocks.keys()].filter((at) => !isOneSided(groups, at))
  const blockOf = ({ settings }: MeasuredRun) =>
    JSON.stringify(shared.map((at) => valueKey(settings[at])))
  const keyOf = (run: MeasuredRun) => JSON.stringify([blockOf(run), bySeed ? run.seed : null])
  const byKey = groups.map((group) => groupBy(group.runs, keyOf))
  const nGroupsWith = (key: string) => byKey.filter((each) => each.has(key)).length
  const keys = [...new Set(byKey.flatMap((each) => [...each.keys()]))].filter(
    (key) => nGroupsWith(key) > 1,
  )
  // Several runs without seeds in a single setting are not pairs: nothing says which belong together.
  const matched = !bySeed && keys.length < 2 ? [] : keys.sort()
  const membersOf = (key: string) => byKey.map((each) => each.get(key) ?? [])
  const candidates = matched.map((key) => {
    const means = membersOf(key).map((members) => mean(members.map(({ value }) => value)))
    const areFinite = means.map(Number.isFinite)
    const [block, ofPair] = JSON.parse(key) as [string, string | null]
    return {
      nFinite: areFinite.filter(Boolean).length,
      nDiverged: nGroupsWith(key) - areFinite.filter(Boolean).length,
      pair: {
        values: means.map((value, at) => (areFinite[at] ? value : null)),
        rows: membersOf(key).map(([first], at) => (areFinite[at] ? (first?.row ?? null) : null)),
        block,
        seed: ofPair,
      },
    }
  })
  const drawn = candidates.filter(({ nFinite }) => nFinite > 1)
  const nPaired = matched.reduce((n, key) => n + membersOf(key).flat().length, 0)
  return {
    groups: groups.map(({ value }) => value),
    pairs: drawn.map(({ pair }) => pair),
    nDivergedPairs: candidates.length - drawn.length,
    nDivergedValues: drawn.reduce((n, { nDiverged }) => n + nDiverged, 0),
    nUnpaired: groups.reduce((n, group) => n + group.runs.length, 0) - nPaired,
    bySeed,
  }
}

/** The runs that a pair has, in the order of the groups. */
export function membersOfPair({ values, rows }: RunPair): PairMember[] {
  return values.flatMap((value, at) => {
    const row = rows[at] ?? null
    return value === null || row === null ? [] : [{ at, value, row }]
  })
}

/** Whether all runs of one group, and none of another, have a value of the parameter. */
function isOneSided(groups: readonly RunGroup[], parameter: number): boolean {
  const has = ({ settings }: MeasuredRun) => settings[parameter] !== null
  return (
    groups.some((group) => group.runs.every(has)) && groups.some((group) => !group.runs.some(has))
  )
}
