import { valueName } from '../../../../text/names/valueName.ts'
import { printable } from '../../../../text/printable.ts'
import { type Column, cellText, type Runs } from '../model/runs.ts'

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
  const groups = new Map<string, number[]>()
  for (let run = 0; run < runs.count; run++) {
    if (!passes(run)) continue
    const name = keys.map(({ cells }) => nameOf(cells[run])).join(' · ')
    const own = groups.get(name) ?? []
    own.push(run)
    groups.set(name, own)
  }
  return [...groups].map(([name, members]) => ({ name, runs: members }))
}

/** The group, its number of runs, and the mean of each metric over those that have a value. */
export function groupColumns(runs: Runs, by: string, groups: readonly Group[]): Column[] {
  const describing = { role: 'other', better: null, isChanged: true } as const
  const metrics = runs.columns.filter(({ role, isNumeric }) => role === 'metric' && isNumeric)
  const ranked = metrics.toSorted(
    (a, b) => Number(b === runs.compared) - Number(a === runs.compared),
  )
  return [
    { ...describing, name: by, cells: groups.map(({ name }) => name), isNumeric: false },
    { ...describing, name: 'n', cells: groups.map(({ runs }) => runs.length), isNumeric: true },
    ...ranked.map((metric) => ({
      ...metric,
      name: `mean ${metric.name}`,
      cells: groups.map((group) => meanOf(group.runs.map((run) => metric.cells[run]))),
    })),
  ]
}

function nameOf(cell: Column['cells'][number] | undefined): string {
  return typeof cell === 'number' ? cellText(cell) : printable(valueName(cell))
}

function parametersOf(runs: Runs): readonly Column[] {
  return runs.columns.filter(({ role, isChanged }) => role === 'parameter' && isChanged)
}

function meanOf(cells: readonly unknown[]): number | null {
  const numbers = cells.filter((cell) => typeof cell === 'number')
  if (numbers.length === 0) return null
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length
}
