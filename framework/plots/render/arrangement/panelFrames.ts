import type { FigureAxis, Panel, Panels } from '../../figure.ts'
import { positionOf } from '../../parts/colours/colourScale.ts'
import { type PanelGrid, STACK_GAP_INCHES } from './panelGrid.ts'
import type { PanelFrame } from './singlePlot.ts'

// Where panels stand in their figure, and how their coordinates become those of the figure.

/** A panel and its frame. */
export interface PlacedPanel extends PanelFrame {
  readonly panel: Panel
  /** Whether tick labels stand below it and beside it that no axis of the figure writes. */
  readonly isLabelledBelow: boolean
  readonly isLabelledBeside: boolean
  /** Along the vertical axis. */
  readonly labelsPerInch: number
}

/** Along a vertical axis: of numbers, and of rows that are all to be named. */
const LABELS_PER_INCH = { numbers: 3, rows: 7 }

/** The panels in rows from the top left; those beyond the grid are left out. */
export function framesOf(
  { plots, freeAxes = [], plotInches }: Panels,
  grid: PanelGrid,
): PlacedPanel[] {
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

/** All rows, without the foot of the last one, where the figure's own axis is. */
export function heightOf({ rows, rowInches, footInches }: PanelGrid): number {
  return rows * rowInches - footInches
}

/** From a panel's own coordinates to its place in the figure; beyond the axes, to their ends. */
export function place(each: PlacedPanel, point: readonly [number, number]): [number, number] {
  const [x, y] = sharesOf(each.panel, point)
  return toFigure(each, [held(x), held(y)])
}

/** How far along the panel's axes a point lies: beyond them, below 0 or above 1. */
export function sharesOf({ chart }: Panel, [x, y]: readonly [number, number]): [number, number] {
  const { scales } = chart.options
  return [shareOf(x, scales.x), shareOf(y, scales.y)]
}

export function shareOf(value: number, axis: FigureAxis): number {
  const share = positionOf(value, axis)
  return axis.reverse ? 1 - share : share
}

export function toFigure(
  { left, right, bottom, top }: PlacedPanel,
  [x, y]: readonly [number, number],
): [number, number] {
  return [left + (right - left) * x, bottom + (top - bottom) * y]
}

export function held(share: number): number {
  return Math.min(1, Math.max(0, share))
}
