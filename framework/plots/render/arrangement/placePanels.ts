import type {
  Figure,
  FigureAxis,
  FigureDataset,
  FigurePoint,
  Mark,
  Panel,
  Panels,
} from '../../figure.ts'
import type { Tick } from '../../parts/axes/ticks.ts'
import { type BeyondPoint, beyondPoints } from '../../parts/beyondPoints.ts'
import { positionOf } from '../../parts/colours/colourScale.ts'
import { runsOfKept } from '../../parts/runsOfPoints.ts'
import { INK, LINE_PX } from '../../theme.ts'
import { clipLine } from './clipLine.ts'
import { labelledTicks } from './labelledTicks.ts'
import { type PanelGrid, STACK_GAP_INCHES } from './panelGrid.ts'

/** A figure on one pair of axes. */
export interface SinglePlot extends Omit<Figure, 'panels'> {
  /** Along the vertical axis, where rows of panels have titles of their own. */
  readonly rowTitles?: RowTitle[]
  /** Points beyond the axes of their panels. Default: those beyond the axes of the chart. */
  readonly beyond?: BeyondPoint[]
  /** Where the panels stand, in their order. Default: none, the chart is the only one. */
  readonly frames?: PanelFrame[]
}

/** The edges of a panel in the figure's coordinates: inches from the lower left. */
export interface PanelFrame {
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly top: number
}

export interface RowTitle {
  /** The middle of the row, in the figure's coordinates. */
  readonly at: number
  readonly text: string
}

interface PlacedPanel extends PanelFrame {
  readonly panel: Panel
  /** Whether tick labels stand below it and beside it that no axis of the figure writes. */
  readonly isLabelledBelow: boolean
  readonly isLabelledBeside: boolean
  /** Along the vertical axis. */
  readonly labelsPerInch: number
}

/** Along a vertical axis: of numbers, and of rows that are all to be named. */
const LABELS_PER_INCH = { numbers: 3, rows: 7 }
/** Of tick labels beside each other. */
const LABEL_INCHES = { letter: 0.06, gap: 0.12 }
const TITLE_OFFSET_PX = -8
const TICK_LABEL_OFFSET_PX = 13
const SIDE_LABEL_OFFSET_PX = -6

/** Puts the panels on one pair of axes, in rows from the top left; those beyond the grid are left out. */
export function placePanels(figure: Figure, panels: Panels, grid: PanelGrid): SinglePlot {
  const { panels: _, ...single } = figure
  const placed = framesOf(panels, grid)
  const { x, y } = figure.chart.options.scales
  const firstColumn = placed.filter(({ left }) => left === 0)
  const titles = rowTitlesOf(firstColumn)
  const width = grid.columns * grid.columnInches - grid.gapInches
  return {
    ...single,
    chart: {
      type: 'scatter',
      data: { datasets: placed.flatMap(placeDatasets) },
      options: {
        scales: {
          x: {
            ...outerAxis(x, width),
            fixedTicks: placed.filter(({ bottom }) => bottom === 0).flatMap(xTicks),
          },
          y: {
            ...outerAxis(y, heightOf(grid)),
            ...(titles.length > 0 && { title: { display: false, text: '' } }),
            fixedTicks: firstColumn.flatMap(yTicks),
          },
        },
      },
    },
    marks: placed.flatMap((each) => [
      ...frameMarks(each),
      ...each.panel.marks.map((mark) => placeMark(mark, each)),
    ]),
    labels: placed.flatMap((each) =>
      each.panel.labels.map((label) => {
        const [x, y] = place(each, [label.x, label.y])
        const { left, right, bottom, top } = each
        return { ...label, x, y, within: { x: [left, right], y: [bottom, top] } }
      }),
    ),
    beyond: placed.flatMap((each) =>
      beyondPoints(each.panel.chart).map((point) => {
        const [x, y] = place(each, [point.x, point.y])
        return { ...point, x, y }
      }),
    ),
    frames: placed.map(({ left, right, bottom, top }) => ({ left, right, bottom, top })),
    ...(titles.length > 0 && { rowTitles: titles }),
    ...(figure.aspect !== undefined && { aspect: aspectOfAll(figure.aspect, grid) }),
  }
}

/** Width of all panels over their height, where that of the first plot of each is given. */
function aspectOfAll(aspect: number, grid: PanelGrid): number {
  const { columns, columnInches, gapInches, stackInches } = grid
  const [plotWidth, plotHeight] = [columnInches - gapInches, stackInches[0] as number]
  const [width, height] = [columns * columnInches - gapInches, heightOf(grid)]
  return (aspect * (width / plotWidth)) / (height / plotHeight)
}

/** All rows, without the foot of the last one, where the figure's own axis is. */
function heightOf({ rows, rowInches, footInches }: PanelGrid): number {
  return rows * rowInches - footInches
}

function framesOf({ plots, freeAxes = [], plotInches }: Panels, grid: PanelGrid): PlacedPanel[] {
  const { columns, rows, columnInches, rowInches, stackInches, gapInches, titleInches } = grid
  const height = heightOf(grid)
  const { length } = stackInches
  return plots.slice(0, grid.shown * length).map((panel, i) => {
    const cell = Math.floor(i / length)
    const [row, column, inStack] = [Math.floor(cell / columns), cell % columns, i % length]
    const above = stackInches
      .slice(0, inStack)
      .reduce((sum, inches) => sum + inches + STACK_GAP_INCHES, 0)
    const top = height - row * rowInches - titleInches - above
    const isLastRow = row === rows - 1
    const isLowest = cell + columns >= grid.shown
    const isFoot = inStack === length - 1
    return {
      panel,
      left: column * columnInches,
      right: (column + 1) * columnInches - gapInches,
      // Without what rounding leaves, since the lowest are known by it.
      bottom: isLastRow && isFoot ? 0 : top - (stackInches[inStack] as number),
      top,
      isLabelledBelow: isFoot && !isLastRow && (isLowest || freeAxes.includes('x')),
      isLabelledBeside: column > 0 && freeAxes.includes('y'),
      labelsPerInch: LABELS_PER_INCH[plotInches === undefined ? 'numbers' : 'rows'],
    }
  })
}

/** The vertical axes' titles by row, where they differ. */
function rowTitlesOf(firstColumn: readonly PlacedPanel[]): RowTitle[] {
  const titles = firstColumn.map(({ panel, bottom, top }) => ({
    at: (bottom + top) / 2,
    text: panel.chart.options.scales.y.title.text,
  }))
  return new Set(titles.map(({ text }) => text)).size > 1 ? titles : []
}

function outerAxis(inner: FigureAxis, max: number): FigureAxis {
  const plain = { type: 'linear', reverse: false, display: true, line: false } as const
  return { ...inner, ...plain, min: 0, max, gridLines: false }
}

/** From a panel's own coordinates to its place in the figure; beyond the axes, to their ends. */
function place(each: PlacedPanel, point: readonly [number, number]): [number, number] {
  const [x, y] = sharesOf(each.panel, point)
  return toFigure(each, [held(x), held(y)])
}

/** How far along the panel's axes a point lies: beyond them, below 0 or above 1. */
function sharesOf({ chart }: Panel, [x, y]: readonly [number, number]): [number, number] {
  const { scales } = chart.options
  return [shareOf(x, scales.x), shareOf(y, scales.y)]
}

function shareOf(value: number, axis: FigureAxis): number {
  const share = positionOf(value, axis)
  return axis.reverse ? 1 - share : share
}

function toFigure(
  { left, right, bottom, top }: PlacedPanel,
  [x, y]: readonly [number, number],
): [number, number] {
  return [left + (right - left) * x, bottom + (top - bottom) * y]
}

function held(share: number): number {
  return Math.min(1, Math.max(0, share))
}

function placeDatasets(each: PlacedPanel): FigureDataset[] {
  return each.panel.chart.data.datasets.map((dataset) => {
    const shares = dataset.data.map(({ x, y }): FigurePoint => {
      if (x === null || y === null) return { x: null, y: null }
      const [atX, atY] = sharesOf(each.panel, [x, y])
      return { x: atX, y: atY }
    })
    const { data, ...style } = within(dataset, shares)
    return {
      ...style,
      data: data.map(({ x, y }) => {
        if (x === null || y === null) return { x: null, y: null }
        const [atX, atY] = toFigure(each, [x, y])
        return { x: atX, y: atY }
      }),
    }
  })
}

/** What of a dataset lies within the panel: lines are cut, areas held, points beyond it left out. */
function within(dataset: FigureDataset, shares: FigurePoint[]): FigureDataset {
  if (shares.every(isInside)) return { ...dataset, data: shares }
  if (dataset.fill !== undefined) {
    const hold = (share: number | null) => (share === null ? null : held(share))
    return { ...dataset, data: shares.map(({ x, y }) => ({ x: hold(x), y: hold(y) })) }
  }
  const clipped = dataset.showLine
    ? clipLine(shares)
    : shares.flatMap((point, source) =>
        isInside(point) ? [{ ...point, source, towards: source }] : [],
      )
  const radii = dataset.pointRadius
  const { runs } = dataset
  return {
    ...dataset,
    data: clipped.map(({ x, y }) => ({ x, y })),
    ...(Array.isArray(radii) && {
      pointRadius: clipped.map(({ source }) => (source === undefined ? 0 : radii[source])),
    }),
    ...(runs !== undefined && {
      runs: runsOfKept(
        dataset,
        clipped.map(({ towards }) => towards),
      ),
    }),
  }
}

/** Whether a point lies within the panel, or is a gap. Rounding takes nothing off the edge. */
function isInside({ x, y }: FigurePoint): boolean {
  const isShare = (share: number) => share >= -ROUNDING && share <= 1 + ROUNDING
  return x === null || y === null || (isShare(x) && isShare(y))
}

const ROUNDING = 1e-9

function placeMark(mark: Mark, each: PlacedPanel): Mark {
  const at = (point: readonly [number, number]) => place(each, point)
  if (mark.shape === 'line') return { ...mark, points: mark.points.map(at) }
  if (mark.shape === 'text') {
    const { maxWidth, maxHeight } = mark
    const { x, y } = each.panel.chart.options.scales
    const inches = {
      x: (each.right - each.left) / (x.max - x.min),
      y: (each.top - each.bottom) / (y.max - y.min),
    }
    return {
      ...mark,
      at: at(mark.at),
      ...(maxWidth !== undefined && { maxWidth: maxWidth * inches.x }),
      ...(maxHeight !== undefined && { maxHeight: maxHeight * inches.y }),
    }
  }
  const [left, bottom] = at([mark.x[0], mark.y[0]])
  const [right, top] = at([mark.x[1], mark.y[1]])
  return { ...mark, x: [left, right], y: [bottom, top] }
}

function xTicks({ panel, left, right }: PlacedPanel): Tick[] {
  const axis = panel.chart.options.scales.x
  const letters = Math.max(...axis.fixedTicks.map(({ label }) => label.length))
  const labelInches = letters * LABEL_INCHES.letter + LABEL_INCHES.gap
  return ticksWithin([left, right], axis, Math.floor((right - left) / labelInches))
}

function yTicks({ panel, bottom, top, labelsPerInch }: PlacedPanel): Tick[] {
  const axis = panel.chart.options.scales.y
  if (!axis.display) return []
  return ticksWithin([bottom, top], axis, Math.floor(labelsPerInch * (top - bottom)))
}

/** An axis' ticks along one side of a panel, with labels at some of them. */
function ticksWithin(
  [from, to]: readonly [number, number],
  axis: FigureAxis,
  maxLabels: number,
): Tick[] {
  const placeOf = ({ value }: Tick) => from + (to - from) * shareOf(value, axis)
  const kept = new Set(labelledTicks(axis, maxLabels, placeOf))
  return axis.fixedTicks.map((tick) => ({
    value: placeOf(tick),
    label: kept.has(tick) ? tick.label : '',
  }))
}

/** A panel's title, frame, grid lines and tick labels of its own. */
function frameMarks(each: PlacedPanel): Mark[] {
  const { panel, left, right, bottom, top, isLabelledBelow, isLabelledBeside } = each
  const rows = yTicks(each).filter(({ label }) => label !== '')
  const columns = xTicks(each).filter(({ label }) => label !== '')
  return [
    ...(panel.chart.options.scales.y.gridLines ? rows : []).map(
      ({ value }): Mark => ({
        shape: 'line',
        behind: true,
        points: [
          [left, value],
          [right, value],
        ],
        colour: INK.grid,
        width: LINE_PX.axis,
      }),
    ),
    { shape: 'rect', behind: true, x: [left, right], y: [bottom, top], stroke: INK.grid },
    {
      shape: 'line',
      points: [
        [left, top],
        [left, bottom],
        [right, bottom],
      ],
      colour: INK.axis,
      width: LINE_PX.axis,
    },
    ...titleMarks(each),
    ...(isLabelledBelow ? columns : []).map(
      ({ value, label }): Mark => ({
        shape: 'text',
        at: [value, bottom],
        text: label,
        colour: INK.text,
        align: 'center',
        offset: [0, TICK_LABEL_OFFSET_PX],
      }),
    ),
    ...(isLabelledBeside ? rows : []).map(
      ({ value, label }): Mark => ({
        shape: 'text',
        at: [left, value],
        text: label,
        colour: INK.text,
        align: 'right',
        offset: [SIDE_LABEL_OFFSET_PX, 0],
      }),
    ),
  ]
}

function titleMarks({ panel: { title }, left, right, top }: PlacedPanel): Mark[] {
  if (title === '') return []
  return [
    {
      shape: 'text',
      at: [left, top],
      text: title,
      colour: INK.text,
      align: 'left',
      offset: [0, TITLE_OFFSET_PX],
      maxWidth: right - left,
      isTitle: true,
    },
  ]
}
