import type { ColumnTable } from 'arquero'
import type { IntervalsOver } from '../../../compare/settings/meansOverSeeds.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import type { FigureAxis, FigureDataset } from '../../figure.ts'
import { isDrawable } from '../../parts/axes/axes.ts'
import type { ParameterAxis } from '../../parts/axes/parameterAxis.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { lineDataset } from '../../parts/composeFigure.ts'
import type { Group } from '../../parts/groups.ts'
import { isBackground } from '../../parts/highlight.ts'
import { estimatorOn, type NamedMean, type PlacedMean } from '../../parts/meanMarks.ts'
import { panelsOfRows } from '../../parts/panels/facetMembers.ts'
import type { FacetOptions } from '../../parts/panels/facets.ts'
import { seedMeans } from '../../parts/seedMeans.ts'
import { shownNames } from '../../parts/shownNames.ts'
import { INK, LINE_PX } from '../../theme.ts'
import type { Lanes } from './dodge.ts'

// The means of the runs that share a value of a numeric parameter.

/** More values have no room for a mean each. */
const MAX_MEANS = 20
/** Fewer runs of each value, on average, are shown by their points alone. */
const LEAST_RUNS_PER_VALUE = 2
const CAP = 0.006

/** The mean of the runs of a group with the same value of the parameter, where their points stand. */
export interface ValueMean extends PlacedMean, NamedMean {
  readonly group: string
  readonly dash: number[]
  /** The values that it is the mean of. */
  readonly values: number[]
}

/** The means of all values, where these are few and repeated; none of runs that do not stand out. */
export function meansOf(
  groups: readonly Group[],
  {
    runs,
    xs,
    ys,
    place,
    lanes,
    parameter,
  }: {
    runs: ColumnTable
    parameter: string
    xs: readonly number[]
    ys: readonly number[]
    place: ParameterAxis
    lanes: Lanes | undefined
  },
  axis: Pick<FigureAxis, 'type'>,
): { means: ValueMean[]; over: IntervalsOver | undefined } {
  const shown = groups.filter((group) => !isBackground(group))
  const cells = shown.flatMap((group) => {
    const byValue = groupBy(group.rows, (row) => xs[row] as number)
    const isRepeated = group.rows.length >= LEAST_RUNS_PER_VALUE * byValue.size
    if (!isRepeated || byValue.size > MAX_MEANS) return []
    return [...byValue].sort(([a], [b]) => a - b).map(([value, rows]) => ({ group, value, rows }))
  })
  const shownAs = shownNames(cells.map(({ value }) => String(value)))
  const shownGroup = shownNames(groups.map(({ name }) => name))
  const { means, over } = seedMeans(
    runs,
    ys,
    cells.map(({ rows }) => rows),
    estimatorOn(axis),
  )
  return {
    over,
    means: cells.map(({ group: { name, colour, dash }, value, rows }, at): ValueMean => {
      const x = lanes?.place(place.place(value), name) ?? place.place(value)
      const caps = [beside(place.axis, x, -CAP), beside(place.axis, x, CAP)] as const
      const values = rows.map((row) => ys[row] as number)
      const of = `${shownGroup(name)} at ${columnName(parameter)} ${shownAs(String(value))}`
      return { of, group: name, colour, dash, values, x, caps, mean: means[at] as MeanInterval }
    }),
  }
}

/** A place further along the axis by a share of it. */
function beside({ type, min, max }: FigureAxis, value: number, share: number): number {
  return type === 'logarithmic' ? value * (max / min) ** share : value + (max - min) * share
}

/** The groups' runs by panel. */
export function groupsInPanels(
  runs: ColumnTable,
  groups: readonly Group[],
  facet: FacetOptions['facet'],
): Group[] {
  const panelOf = panelsOfRows(runs, facet)
  return groups.flatMap((group) =>
    Array.from(groupBy(group.rows, (row) => panelOf[row] as string).values(), (rows) => ({
      ...group,
      rows,
    })),
  )
}

/** From mean to mean, one line a group. */
export function meanLines(means: readonly ValueMean[], y: FigureAxis): FigureDataset[] {
  return Array.from(
    groupBy(means, ({ group }) => group),
    ([, members]) =>
      lineDataset(
        members.map(({ x, mean }) => ({
          x,
          y: isDrawable(mean.estimate, y) ? mean.estimate : null,
        })),
        {
          colour: members[0]?.colour ?? INK.text,
          width: LINE_PX.curve,
          dash: members[0]?.dash ?? [],
        },
      ),
  )
}
