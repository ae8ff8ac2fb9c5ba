import type { ColumnTable } from 'arquero'
import type { TrainingCurve } from '../../../compare/trainingCurves.ts'
import { columnNotes, resolveColumn } from '../../../tables/columnAliases.ts'
import { texts } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { valueKey } from '../../../tables/valueKey.ts'
import type { Group } from '../../parts/groups.ts'

/** Runs that share colour, dash and setting: a mean is over no others. */
export interface CurveSet {
  readonly group: Group
  readonly dash: number[]
  readonly curves: TrainingCurve[]
}

/** The sets of all groups, whose runs all have values. */
export function curveSetsOf(
  groups: readonly Group[],
  curves: readonly TrainingCurve[],
  { dashOf, settingOf }: { dashOf: (row: number) => number[]; settingOf: (row: number) => string },
): CurveSet[] {
  return groups.flatMap((group) => {
    return [...groupBy(group.rows, dashOf)].flatMap(([dash, dashed]) =>
      Array.from(groupBy(dashed, settingOf).values(), (members) => ({
        group,
        dash,
        curves: members.map((row) => curves[row] as TrainingCurve),
      })),
    )
  })
}

/** Whether the runs have no two epochs, so that they are points among lines. */
export function isOfOneEpoch({ curves }: Pick<CurveSet, 'curves'>): boolean {
  const places = new Set<number>()
  for (const curve of curves) {
    for (const place of placesOf(curve)) places.add(place)
    if (places.size > 1) return false
  }
  return places.size === 1
}

/** Where along the horizontal axis a curve has values. */
export function placesOf({ x, y }: Pick<TrainingCurve, 'x' | 'y'>): number[] {
  return x.filter((at, i) => Number.isFinite(at) && Number.isFinite(y[i]))
}

/** Thin lines of so many runs in so many groups hide all means but the topmost. */
const CROWD = { runs: 48, groups: 6 }

/** Whether so many runs of so many groups in one plot are shown by their means alone. */
export function areCrowd(nRuns: number, nGroups: number): boolean {
  return nRuns > CROWD.runs && nGroups > CROWD.groups
}

/**
 * The columns that tell settings apart: the parameters that the sweep varied but the seed; none where
 * that would leave each run alone.
 */
export function usualWithin(runs: ColumnTable): readonly string[] {
  const parameters = columnNotes(runs)?.parameters?.filter((name) => name !== 'seed') ?? []
  const settingOf = settingsOf(runs, parameters)
  const settings = new Set(Array.from({ length: runs.numRows() }, (_, row) => settingOf(row)))
  return settings.size < runs.numRows() ? parameters : []
}

/** What the runs of a setting have in common: their values of the columns. */
export function settingsOf(runs: ColumnTable, columns: readonly string[]): (row: number) => string {
  const cells = columns.flatMap((column) => {
    const known = resolveColumn(runs, column)
    return known === undefined ? [] : [runs.array(known) as ArrayLike<unknown>]
  })
  return (row) => cells.map((column) => valueKey(column[row])).join('\n')
}

/** The same in words, `lr = 0.01` for each column that the runs differ in; columns that are null are none. */
export function wordsOfSettings(
  runs: ColumnTable,
  columns: readonly (string | null | undefined)[],
): (row: number) => string[] {
  const known = columns.flatMap((column) => (column ? (resolveColumn(runs, column) ?? []) : []))
  const differing = [...new Set(known)].flatMap((column) => {
    const cells = texts(runs, column)
    return new Set(cells).size > 1 ? [{ column, cells }] : []
  })
  return (row) => differing.map(({ column, cells }) => `${column} = ${cells[row]}`)
}
