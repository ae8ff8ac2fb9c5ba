import type { ColumnTable } from 'arquero'
import { type MeanCurve, meanCurve } from '../../../compare/meanCurve.ts'
import type { CurveAxis, TrainingCurve } from '../../../compare/trainingCurves.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import { columnNotes, resolveColumn } from '../../../tables/columnAliases.ts'
import { texts } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { valueKey } from '../../../tables/valueKey.ts'
import { smallest } from '../../parts/axes/extent.ts'
import type { Group } from '../../parts/groups.ts'
import { isBackground } from '../../parts/highlight.ts'

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

/** More bands than this in one panel cover each other. */
const MAX_BANDS = 12

/** What is drawn of sets of curves. */
export interface Averages {
  /** Of the sets that have one. */
  readonly means: ReadonlyMap<CurveSet, MeanCurve>
  /** The sets without a mean. */
  readonly alone: readonly CurveSet[]
  /** The intervals of the means that have room for bands; null where none has. */
  readonly bands: readonly MeanInterval[] | null
}

/**
 * The means over the runs of each set, but of runs alone and of those in the background.
 *
 * @param panelOf the panel of a row, by some key
 */
export function averageCurves(
  curveSets: readonly CurveSet[],
  {
    x,
    show,
    estimator,
    panelOf,
  }: {
    readonly x: CurveAxis
    readonly show: 'mean and runs' | 'mean' | 'runs'
    readonly estimator: 'mean' | 'geometric'
    readonly panelOf: (row: number) => string
  },
): Averages {
  const averaged =
    show === 'runs'
      ? []
      : curveSets.filter(({ group, curves }) => curves.length > 1 && !isBackground(group))
  const means = new Map(
    averaged.map((curveSet) => [curveSet, meanCurve(curveSet.curves, x, estimator)] as const),
  )
  const byPanel = groupBy(averaged, ({ curves }) => panelOf(curves[0]?.row as number))
  const banded = [...byPanel.values()].filter((ofPanel) => ofPanel.length <= MAX_BANDS).flat()
  return {
    means,
    alone: curveSets.filter((curveSet) => !means.has(curveSet)),
    bands:
      banded.length === 0
        ? null
        : banded.flatMap((each) => means.get(each)?.points.filter(hasInterval) ?? []),
  }
}

/** Whether there is more than an estimate. */
export function hasInterval({ kind }: MeanInterval): boolean {
  return kind !== 'none'
}

/** The groups whose means are over fewer runs from some place on, and the first such place. */
export function fewerFrom(means: Averages['means']): { name: string; from: number }[] {
  return Array.from(
    groupBy(means, ([{ group }]) => group.name),
    ([name, ofGroup]) => ({
      name,
      from: smallest(ofGroup.map(([, mean]) => mean.fewerFrom ?? Number.POSITIVE_INFINITY)),
    }),
  ).filter(({ from }) => Number.isFinite(from))
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
