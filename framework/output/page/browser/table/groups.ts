import { hasDiverged } from '../../../../compare/groups/divergence.ts'
import { mean } from '../../../../stats/intervals/location.ts'
import { valueKey } from '../../../../tables/valueKey.ts'
import { valueName } from '../../../../text/names/valueName.ts'
import { printable } from '../../../../text/printable.ts'
import { bestOf, type Column, cellText, type Runs } from '../model/runs.ts'

/** Groups by all parameters together. */
export const SETTING = 'setting (all parameters)'

export interface Group {
  readonly name: string
  /** Rows of the runs. */
  readonly runs: readonly number[]
}

/** What runs can be grouped by: parameters that differ, and all of them together. */
export function groupings(runs: Runs): string[] {
  const changed = parametersOf(runs).map(({ name }) => name)
  return changed.length > 1 ? [...changed, SETTING] : changed
}

/** The runs with the same value, in the order in which values first appear. */
export function groupsOf(runs: Runs, by: string, passes: (run: number) => boolean): Group[] {
  const keys = by === SETTING ? parametersOf(runs) : runs.columns.filter(({ name }) => name === by)
  const groups = new Map<string, { name: string; runs: number[] }>()
  for (let run = 0; run < runs.count; run++) {
    if (!passes(run)) continue
    const key = JSON.stringify(keys.map(({ cells }) => valueKey(cells[run])))
    const own = groups.get(key) ?? {
      name: keys.map(({ cells }) => nameOf(cells[run])).join(' · '),
      runs: [],
    }
    groups.set(key, own)
    own.runs.push(run)
  }
  return [...groups.values()]
}

/**
 * The group, its number of runs, and the mean of each metric over those that have a finite value, which is said
 * where others have none; of a metric that diverged, how often.
 */
export function groupColumns(runs: Runs, by: string, groups: readonly Group[]): Column[] {
  const describing = { role: 'other', better: null, isChanged: true, best: undefined } as const
  const counts = (name: string, cells: readonly number[]): Column => ({
    ...{ ...describing, name, cells, isNumeric: true },
  })
  const metrics = runs.columns.filter(({ role, isNumeric }) => role === 'metric' && isNumeric)
  const ranked = metrics.toSorted(
    (a, b) => Number(b === runs.compared) - Number(a === runs.compared),
  )
  const diverged = runs.columns.find(({ name }) => name === 'diverged')
  return [
    { ...describing, name: by, cells: groups.map(({ name }) => name), isNumeric: false },
    counts(
      'n',
      groups.map(({ runs }) => runs.length),
    ),
    ...ranked.flatMap((metric) => {
      const measured = groups.map((group) => measuredIn(group, metric, diverged))
      const isOdd = measured.some(({ nDiverged }) => nDiverged > 0)
      const means = meanColumn(metric, measured)
      const nDiverged = counts(
        `n diverged ${metric.name}`,
        measured.map(({ nDiverged }) => nDiverged),
      )
      return isOdd ? [means, nDiverged] : [means]
    }),
  ]
}

/** What the runs of a group came to in a metric. */
interface Measured {
  readonly n: number
  readonly nDiverged: number
  readonly finite: readonly number[]
}

function measuredIn({ runs }: Group, metric: Column, diverged: Column | undefined): Measured {
  const isDiverged = (run: number) => {
    const value = metric.cells[run]
    const number = typeof value === 'number' ? value : Number.NaN
    return hasDiverged(metric.name, number, diverged?.cells[run])
  }
  const settled = runs.filter((run) => !isDiverged(run)).map((run) => metric.cells[run])
  return {
    n: runs.length,
    nDiverged: runs.length - settled.length,
    finite: settled.filter((value) => typeof value === 'number'),
  }
}

/**
 * A group is the best only if none of its runs diverged. If the leading group lacks a value for another reason, its
 * mean might change with it: no group is marked as the best then.
 */
function meanColumn(metric: Column, measured: readonly Measured[]): Column {
  const cells = measured.map(({ finite }) => (finite.length === 0 ? null : mean(finite)))
  const isSettled = (at: number) => measured[at]?.nDiverged === 0
  const best =
    cells.filter((cell) => cell !== null).length > 1
      ? bestOf(
          metric.better,
          cells.filter((_, at) => isSettled(at)),
          1,
        )
      : undefined
  return {
    ...{ ...metric, name: `mean ${metric.name}`, cells, best },
    remarks: measured.map(({ n, finite }) =>
      finite.length === n || finite.length === 0 ? null : `n = ${finite.length}`,
    ),
  }
}

function nameOf(cell: Column['cells'][number] | undefined): string {
  return typeof cell === 'number' ? cellText(cell) : printable(valueName(cell))
}

function parametersOf(runs: Runs): readonly Column[] {
  return runs.columns.filter(({ role, isChanged }) => role === 'parameter' && isChanged)
}
