import type { FigureAxis, FigurePoint, Mark } from '../figure.ts'
import { INK, LINE_PX } from '../theme.ts'
import { positionOf } from './colourScale.ts'
import type { Tick } from './ticks.ts'

export interface PanelAxes {
  /** One axis for all panels, or one for each of a single row of panels. */
  x: readonly FigureAxis[]
  /** Shared by all panels, or one for each, whose tick labels then stand beside every panel. */
  y: FigureAxis | readonly FigureAxis[]
}

export interface PanelArrangement {
  /** Default `full`. */
  room?: keyof typeof ACROSS
  /** Panels in a row. Default: what the width has room for. */
  columns?: number | undefined
}

/** Small multiples within the one pair of axes of a figure. */
export interface Panels {
  x: FigureAxis
  y: FigureAxis
  /** Frames, titles, grid lines. */
  marks: Mark[]
  /** Moves a point from a panel's own coordinates to its place in the figure; gaps stay gaps. */
  place(panel: number, point: FigurePoint): FigurePoint
  /** The length in the figure's coordinates of one along the horizontal axis of a panel. */
  unit(panel: number): number
  /** The middle of a panel, in the figure's coordinates. */
  middle(panel: number): [number, number]
  /** Inches that the rows take. */
  height: number
}

/** A panel's frame in the figure's coordinates, of which one unit is one column or row. */
interface Frame {
  x: [left: number, right: number]
  y: [bottom: number, top: number]
}

/** Columns, inches right of the vertical axis, and tick labels that fit side by side. */
const ACROSS = {
  full: { columns: 3, inches: 5.6, labels: 10 },
  narrow: { columns: 2, inches: 2.4, labels: 5 },
}
const LABELS_PER_INCH = 3
const ROW_INCHES = { one: 2.4, few: 1.35, many: 0.9 }
const FEW_ROWS = 3
const TITLE_INCHES = { oneLine: 0.2, twoLines: 0.33 }
const LETTERS_PER_INCH = 18
/** All rows fit a page, with a caption. */
const MAX_INCHES = 8.2
/** Share of a column between its panels and the next. */
const COLUMN_GAP = 0.06
/** Between panels whose vertical axes have labels of their own. */
const LABELLED_GAP_INCHES = 0.5
/** Labels beside more narrow columns than these leave no room for what they are labels of. */
const LABELLED_COLUMNS = { full: 3, narrow: 1 }
const TITLE_OFFSET_PX = -8
const TICK_LABEL_OFFSET_PX = 13
const SIDE_LABEL_OFFSET_PX = -6

/**
 * Lays panels out in rows from the top left, all with the same axes, to be compared at sight; for a
 * figure of the full width or, in fewer columns, of less.
 */
export function layOutPanels(
  titles: readonly string[],
  { x: xAxes, y }: PanelAxes,
  { room = 'full', columns: wantedColumns }: PanelArrangement = {},
): Panels {
  const across = ACROSS[room]
  const yAxes: readonly FigureAxis[] = 'type' in y ? [y] : y
  const isFree = yAxes.length > 1
  const mostColumns = isFree && titles.length <= FEW_ROWS ? LABELLED_COLUMNS[room] : across.columns
  const columns =
    wantedColumns ?? (xAxes.length > 1 ? titles.length : columnsFor(titles.length, mostColumns))
  const gap = isFree ? (LABELLED_GAP_INCHES * columns) / across.inches : COLUMN_GAP
  const rows = Math.ceil(titles.length / columns)
  const wantedInches = ROW_INCHES[rows === 1 ? 'one' : rows <= FEW_ROWS ? 'few' : 'many']
  const lettersPerLine = (across.inches / columns) * LETTERS_PER_INCH
  const isLong = titles.some((title) => title.length > lettersPerLine)
  const titleInches = isLong ? TITLE_INCHES.twoLines : TITLE_INCHES.oneLine
  const rowInches = Math.min(wantedInches + titleInches - TITLE_INCHES.oneLine, MAX_INCHES / rows)
  const frames = titles.map((_, panel): Frame => {
    const left = panel % columns
    const bottom = rows - 1 - Math.floor(panel / columns)
    return {
      x: [left, left + 1 - gap],
      y: [bottom, bottom + 1 - titleInches / rowInches],
    }
  })
  const labelsAcross = Math.max(1, Math.floor(across.labels / columns))
  const xTicks = (panel: number) => ticksWithin(frameOf(panel).x, xAxisOf(panel), labelsAcross)
  const yTicks = (panel: number) =>
    ticksWithin(frameOf(panel).y, yAxisOf(panel), Math.floor(LABELS_PER_INCH * rowInches))
  const frameOf = (panel: number) => frames[panel] as Frame
  const xAxisOf = (panel: number) => (xAxes[panel] ?? xAxes[0]) as FigureAxis
  const yAxisOf = (panel: number) => (yAxes[panel] ?? yAxes[0]) as FigureAxis
  const lowest = [...frames.keys()].slice(-columns)
  return {
    x: {
      ...outerAxis(xAxisOf(0), columns - gap),
      fixedTicks: lowest.flatMap((panel) => (frameOf(panel).y[0] === 0 ? xTicks(panel) : [])),
    },
    y: {
      ...outerAxis(yAxisOf(0), rows),
      fixedTicks: frames.flatMap(({ x }, panel) => (x[0] === 0 ? yTicks(panel) : [])),
    },
    marks: [
      ...titles.flatMap((title, panel) => panelMarks(title, frameOf(panel), yTicks(panel))),
      ...lowest.flatMap((panel) => labelsBelow(frameOf(panel), xTicks(panel))),
      ...(isFree ? frames.flatMap((frame, panel) => labelsBeside(frame, yTicks(panel))) : []),
    ],
    place: (panel, { x, y }) =>
      x === null || y === null
        ? { x, y }
        : {
            x: within(frameOf(panel).x, shareOf(x, xAxisOf(panel))),
            y: within(frameOf(panel).y, shareOf(y, yAxisOf(panel))),
          },
    unit: (panel) => {
      const { min, max } = xAxisOf(panel)
      return (1 - gap) / (max - min)
    },
    middle: (panel) => [within(frameOf(panel).x, 0.5), within(frameOf(panel).y, 0.5)],
    height: rows * rowInches,
  }
}

/** Four panels make a square; more make rows of three, which leave room for their titles. */
function columnsFor(n: number, most: number): number {
  return n === 4 ? 2 : Math.min(n, most)
}

function outerAxis(inner: FigureAxis, max: number): FigureAxis {
  return { ...inner, type: 'linear', min: 0, max, line: false, gridLines: false }
}

function within([from, to]: readonly [number, number], share: number): number {
  return from + (to - from) * share
}

/** How far along the axis a value lies, held within [0, 1]. */
function shareOf(value: number, axis: FigureAxis): number {
  return Math.min(1, Math.max(0, positionOf(value, axis)))
}

/** An axis' ticks along one side of a panel, with labels at some of them. */
function ticksWithin(side: readonly [number, number], axis: FigureAxis, maxLabels: number): Tick[] {
  const labelled = axis.fixedTicks.filter(({ label }) => label !== '')
  const decades = labelled.filter(({ value }) => Number.isInteger(Math.log10(value)))
  const candidates = axis.type === 'logarithmic' && decades.length > 1 ? decades : labelled
  const every = Math.ceil(candidates.length / maxLabels)
  const kept = new Set(candidates.filter((_, i) => i % every === 0))
  return axis.fixedTicks.map((tick) => ({
    value: within(side, shareOf(tick.value, axis)),
    label: kept.has(tick) ? tick.label : '',
  }))
}

function panelMarks(title: string, { x, y }: Frame, yTicks: readonly Tick[]): Mark[] {
  const gridLines = yTicks.filter(({ label }) => label !== '')
  return [
    ...gridLines.map(
      ({ value }): Mark => ({
        shape: 'line',
        behind: true,
        points: [
          [x[0], value],
          [x[1], value],
        ],
        colour: INK.grid,
        width: LINE_PX.axis,
      }),
    ),
    { shape: 'rect', behind: true, x, y, stroke: INK.grid },
    {
      shape: 'line',
      points: [
        [x[0], y[1]],
        [x[0], y[0]],
        [x[1], y[0]],
      ],
      colour: INK.axis,
      width: LINE_PX.axis,
    },
    {
      shape: 'text',
      at: [x[0], y[1]],
      text: title,
      colour: INK.text,
      align: 'left',
      offset: [0, TITLE_OFFSET_PX],
      maxWidth: x[1] - x[0],
      maxLines: 2,
    },
  ]
}

/** Where the last row is short, the panels above its gap have their tick labels below themselves. */
function labelsBelow({ y }: Frame, xTicks: readonly Tick[]): Mark[] {
  if (y[0] === 0) return []
  return xTicks
    .filter(({ label }) => label !== '')
    .map(
      ({ value, label }): Mark => ({
        shape: 'text',
        at: [value, y[0]],
        text: label,
        colour: INK.text,
        align: 'center',
        offset: [0, TICK_LABEL_OFFSET_PX],
      }),
    )
}

/** The panels right of the first column have tick labels of their own where their axes are. */
function labelsBeside({ x }: Frame, yTicks: readonly Tick[]): Mark[] {
  if (x[0] === 0) return []
  return yTicks
    .filter(({ label }) => label !== '')
    .map(
      ({ value, label }): Mark => ({
        shape: 'text',
        at: [x[0], value],
        text: label,
        colour: INK.text,
        align: 'right',
        offset: [SIDE_LABEL_OFFSET_PX, 0],
      }),
    )
}
