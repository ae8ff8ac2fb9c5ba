import type { Figure, Panel } from '../../figure.ts'
import { PX_PER_INCH, WIDTH_INCHES } from '../../theme.ts'
import { footnotesHeight } from '../plugins/footnotes.ts'
import { legendHeightBelow } from '../plugins/legend/legend.ts'
import { panelGrid } from './panelGrid.ts'
import { placePanels, type SinglePlot } from './placePanels.ts'

/** A figure as it stands on paper of a size, in CSS pixels. */
export interface ArrangedFigure {
  plot: SinglePlot
  widthPx: number
  heightPx: number
}

/** What a page holds, with a caption below it. */
const MAX_INCHES = 9
/** Left of the panels: the title and tick labels of the vertical axis. */
const SIDE_INCHES = 0.7
/** Below them: those of the horizontal axis. */
const FOOT_INCHES = 0.65
const COLOUR_BAR_INCHES = 0.6
/** Of the notes that the height of a figure has room for. */
const USUAL_NOTES_INCHES = 0.35

/**
 * Arranges a figure for a width and a height.
 *
 * @param inches of the paper; without a height, the figure takes what it needs, and at most 9 in
 */
export function arrangeFigure(
  figure: Figure,
  inches: { width: number; height?: number | undefined },
): ArrangedFigure {
  const widthPx = Math.round(inches.width * PX_PER_INCH)
  const toPx = (heightInches: number) =>
    Math.round((inches.height ?? Math.min(MAX_INCHES, heightInches)) * PX_PER_INCH)
  const legendInches = legendHeightBelow(figure, widthPx) / PX_PER_INCH
  const notesInches = footnotesHeight(figure, widthPx) / PX_PER_INCH
  const { panels } = figure
  if (panels === undefined) {
    const { height, shrinks } = figure.size
    const longNotes = Math.max(0, notesInches - USUAL_NOTES_INCHES)
    const shrinkage = shrinks ? Math.sqrt(inches.width / WIDTH_INCHES.full) : 1
    return { plot: figure, widthPx, heightPx: toPx(height * shrinkage + legendInches + longNotes) }
  }
  const aroundInches = FOOT_INCHES + legendInches + notesInches
  const grid = panelGrid(
    {
      titles: panels.plots.map(({ title }) => title),
      isFreeX: panels.freeAxes?.includes('x') ?? false,
      isFreeY: panels.freeAxes?.includes('y') ?? false,
      labelLetters: Math.max(0, ...panels.plots.map(longestLabel)),
      columns: panels.columns,
      plotInches: panels.plotInches,
      rowWeights: panels.rowWeights,
    },
    {
      plotInches: inches.width - SIDE_INCHES - (figure.colourBar ? COLOUR_BAR_INCHES : 0),
      height: {
        inches: (inches.height ?? MAX_INCHES) - aroundInches,
        isFixed: inches.height !== undefined,
      },
    },
  )
  const { length } = panels.plots
  const cut = `The first ${grid.shown} of ${length} panels are shown.`
  const noted = grid.shown < length ? { ...figure, notes: [cut, ...figure.notes] } : figure
  const rowsInches = grid.rowInches.reduce((sum, each) => sum + each, 0)
  return {
    plot: placePanels(noted, panels, grid),
    widthPx,
    heightPx: toPx(rowsInches + aroundInches),
  }
}

/** Letters of the longest tick label along the vertical axis. */
function longestLabel({ chart }: Panel): number {
  const { fixedTicks } = chart.options.scales.y
  return Math.max(0, ...fixedTicks.map(({ label }) => label.length))
}
