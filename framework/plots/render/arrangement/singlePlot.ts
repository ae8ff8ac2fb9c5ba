import type { Figure } from '../../figure.ts'
import type { BeyondPoint } from '../../parts/beyondPoints.ts'

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
  /** The edges of the row, in the figure's coordinates. */
  readonly bottom: number
  readonly top: number
  readonly text: string
}
