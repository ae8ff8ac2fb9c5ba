import type { ColumnTable } from 'arquero'
import type * as v from 'valibot'
import { runKeys } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { leftOut } from '../../../text/counts.ts'
import type { FigureAxis, FigureDataset, LegendSection, PointStyle } from '../../figure.ts'
import { isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { dataAxis } from '../../parts/axes/dataAxis.ts'
import { metricNumbers, rawMetricNumbers } from '../../parts/axes/metricNumbers.ts'
import { isOtherThanNumber, noRunHas } from '../../parts/axes/noNumbers.ts'
import { undrawnNotes } from '../../parts/axes/undrawn.ts'
import { type Crowd, crowdColour, isCrowd } from '../../parts/colours/crowd.ts'
import type { Palette } from '../../parts/colours/palette.ts'
import { columnTitle } from '../../parts/columnTitles.ts'
import { pointsDataset } from '../../parts/composeFigure.ts'
import { groupLegend, groupRows, usualGroup } from '../../parts/groups.ts'
import {
  type HighlightOptions,
  highlightGroups,
  highlightSchemas,
  highlightWords,
} from '../../parts/highlight.ts'
import { columnOf, PALETTE, SCALE } from '../../parts/options.ts'
import type { Cuttable } from '../../parts/panels/facets.ts'
import { pt } from '../../theme.ts'

export interface RunPointOptions extends Pick<HighlightOptions, 'highlight'> {
  /** Column of the horizontal axis. */
  readonly x: string
  /** Column of the vertical axis. */
  readonly y: string
  /** Default `auto`. */
  readonly xScale?: ScaleChoice
  /** Of the vertical axis. Default `auto`. */
  readonly scale?: ScaleChoice
  /** Default: the column's name and unit. */
  readonly xTitle?: string
  readonly yTitle?: string
  /** Column that gives the colour; `null` for one colour. Default: see `usualGroup`. */
  readonly group?: string | null
  /** The report's colours. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
}

export interface RunPoint {
  /** The run's row in the runs table. */
  readonly row: number
  readonly run: string
  readonly x: number
  readonly y: number
  readonly group: string
  readonly colour: string
  readonly pointStyle: PointStyle
}

/** One point per run, and axes that hold them but for a few extreme ones. */
export interface RunPoints {
  /** In the order of the groups. */
  readonly points: RunPoint[]
  readonly legend: LegendSection
  readonly x: FigureAxis
  readonly y: FigureAxis
  readonly notes: string[]
}

/** What the options of {@link runPoints} take; `x` and `y` are required. */
export function runPointSchemas(runs: ColumnTable): Record<keyof RunPointOptions, v.GenericSchema> {
  const column = columnOf(runs)
  return {
    x: column,
    y: column,
    xScale: SCALE,
    scale: SCALE,
    xTitle: TEXT,
    yTitle: TEXT,
    group: columnOf(runs, 'or null'),
    palette: PALETTE,
    highlight: highlightSchemas(runs).highlight,
  }
}

/** The runs as points, or why there is none. */
export function runPoints(
  runs: ColumnTable,
  {
    x,
    y,
    xScale,
    scale,
    group = usualGroup(runs),
    palette,
    highlight,
    cuts,
    ...titles
  }: RunPointOptions & Cuttable,
): RunPoints | { missing: string; notes: string[] } {
  const { xTitle = columnTitle(x), yTitle = columnTitle(y) } = titles
  const [xs, ys] = [metricNumbers(runs, x), metricNumbers(runs, y)]
  const finite = [...xs.keys()].filter((row) =>
    Number.isFinite((xs[row] as number) + (ys[row] as number)),
  )
  const unplaced = [...xs.keys()].filter((row) => Number.isNaN(xs[row]) || Number.isNaN(ys[row]))
  // Each run that is not drawn is counted once: for what it lacks, for its x, or else for its y.
  const undrawn = (xAxis?: FigureAxis, yAxis?: FigureAxis) => {
    const [xRaw, yRaw] = [rawMetricNumbers(runs, x), rawMetricNumbers(runs, y)]
    const lacking = new Set(unplaced)
    const placed = [...xs.keys()].filter((row) => !lacking.has(row))
    const onX = placed.filter((row) => isDrawable(xs[row] as number, xAxis ?? { type: 'linear' }))
    const notesOf = (
      raw: readonly number[],
      rows: readonly number[],
      title: string,
      axis?: FigureAxis,
    ) =>
      undrawnNotes(
        rows.map((row) => raw[row] as number),
        { noun: 'run', title },
        axis,
      )
    return [...notesOf(xRaw, placed, xTitle, xAxis), ...notesOf(yRaw, onX, yTitle, yAxis)]
  }
  if (finite.length === 0) {
    const columns = [
      { column: x, title: xTitle },
      { column: y, title: yTitle },
    ] as const
    return { missing: noRunHas(runs, columns), notes: undrawn() }
  }
  const axisOf = (position: 'x' | 'y', values: number[], title: string, choice?: ScaleChoice) =>
    dataAxis(
      finite.map((row) => [values[row] as number]),
      position,
      {
        title,
        gridLines: position === 'y',
        noun: 'run',
        cuts: cuts?.[position],
        ...(choice && { scale: choice }),
      },
    )
  const { axis: xAxis, notes: xNotes } = axisOf('x', xs, xTitle, xScale)
  const { axis: yAxis, notes: yNotes } = axisOf('y', ys, yTitle, scale)
  const isDrawn = (row: number) =>
    isDrawable(xs[row] as number, xAxis) && isDrawable(ys[row] as number, yAxis)
  const isOther = [x, y].map((column) => isOtherThanNumber(runs, column))
  const others = unplaced.filter((row) => isOther.some((isOne) => isOne[row]))
  const groups = highlightGroups(
    runs,
    groupRows(runs, group, palette)
      .map((each) => ({ ...each, rows: each.rows.filter(isDrawn) }))
      .filter(({ rows }) => rows.length > 0),
    highlight,
  )
  const keys = runKeys(runs)
  const points = groups.flatMap(({ name, colour, pointStyle, rows }) =>
    rows.map((row) => ({
      ...{ row, run: keys[row] as string, group: name, colour, pointStyle },
      x: xs[row] as number,
      y: ys[row] as number,
    })),
  )
  return {
    points,
    legend: groupLegend(groups, group, 'point'),
    x: xAxis,
    y: yAxis,
    notes: [
      ...leftOut(unplaced.length - others.length, 'run', `without ${xTitle} or ${yTitle}`),
      ...leftOut(others.length, 'run', `whose ${xTitle} or ${yTitle} is not a number`),
      ...undrawn(xAxis, yAxis),
      ...xNotes,
      ...yNotes,
      ...highlightWords(runs, highlight).notes,
    ],
  }
}

/** Points of all groups, which are drawn in so many turns then. */
const CROWD: Crowd = { from: 400, leastOpacity: 0.3 }
const TURNS = 12

/**
 * One dataset a colour, which has one marker, so that points of a group are drawn together. Of a crowd, groups take
 * turns, so that none lies over all others.
 */
export function pointDatasets(points: readonly RunPoint[], radius: number): FigureDataset[] {
  const groups = [...groupBy(points, ({ colour }) => colour)]
  const datasetOf = (colour: string, members: readonly RunPoint[]) =>
    pointsDataset(
      members.map(({ x, y }) => ({ x, y })),
      {
        colour: crowdColour(colour, points.length, CROWD),
        radius,
        pointStyle: members[0]?.pointStyle ?? 'circle',
        runs: members.map(({ run }) => run),
      },
    )
  if (!isCrowd(points.length, CROWD)) {
    return groups.map(([colour, members]) => datasetOf(colour, members))
  }
  return Array.from({ length: TURNS }, (_, turn) =>
    groups.flatMap(([colour, members]) => {
      const some = members.filter((_, i) => i % TURNS === turn)
      return some.length > 0 ? [datasetOf(colour, some)] : []
    }),
  ).flat()
}

/** Points get smaller where there are hundreds. */
export function pointRadius(n: number): number {
  return n > 300 ? pt(1.6) : n > 60 ? pt(2.1) : pt(2.8)
}
