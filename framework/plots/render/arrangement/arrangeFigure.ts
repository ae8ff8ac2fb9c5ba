import type { Figure, FigureAxis, Panel } from '../../figure.ts'
import { largest } from '../../parts/axes/extent.ts'
import { FONT_PX, PX_PER_INCH, WIDTH_INCHES } from '../../theme.ts'
import { roomForNames } from '../axisLabels.ts'
import { colourBarHeightBelow } from '../plugins/colourBar.ts'
import { footnotesHeight } from '../plugins/footnotes.ts'
import { legendHeightBelow, legendWidthBeside } from '../plugins/legend/legend.ts'
import { fitLegend, type PaperInches } from './fitLegend.ts'
import { fitPanelRows, fitRows } from './fitRows.ts'
import { fitTitle } from './fitTitle.ts'
import { panelGrid } from './panelGrid.ts'
import { placePanels } from './placePanels.ts'
import { uncountLegend } from './recountLegend.ts'
import type { SinglePlot } from './singlePlot.ts'

/** A figure as it stands on paper of a size, in CSS pixels. */
export interface ArrangedFigure {
  readonly plot: SinglePlot
  readonly widthPx: number
  readonly heightPx: number
}

/** What a page holds, with a caption below it. */
export const MAX_INCHES = 9
/** Left of the panels: the title and tick labels of the vertical axis. */
const SIDE_INCHES = 0.7
/** Below them: those of the horizontal axis. */
const FOOT_INCHES = 0.65
const COLOUR_BAR_INCHES = 0.6
/** Of the ticks of the vertical axis, and of its title. */
const [TICK_PX, TITLE_PX] = [8, 22]
/** Of the height of the axes, that slanting names may take. */
const SLANTED_SHARE = 0.3
/** Axes above a colour bar that are lower than this rather stand beside it. */
const LEAST_ABOVE_BAR_INCHES = 1.4
/** Of the notes that the height of a figure has room for. */
const USUAL_NOTES_INCHES = 0.35

/**
 * Arranges a figure for a width and a height.
 *
 * @param inches of the paper; without a height, the figure takes what it needs, and at most `most`
 */
export function arrangeFigure(made: Figure, inches: PaperInches): ArrangedFigure {
  const widthPx = Math.round(inches.width * PX_PER_INCH)
  const figure = fitHeight(made, inches, widthPx)
  const { most = MAX_INCHES } = inches
  const toPx = (heightInches: number) =>
    Math.round((inches.height ?? Math.min(most, heightInches)) * PX_PER_INCH)
  const legendInches = legendHeightBelow(figure, widthPx) / PX_PER_INCH
  const notesInches = footnotesHeight(figure, widthPx) / PX_PER_INCH
  const barInches = colourBarHeightBelow(figure, widthPx) / PX_PER_INCH
  const aroundInches = FOOT_INCHES + barInches + legendInches + notesInches
  const arranged = (plot: SinglePlot, heightPx: number): ArrangedFigure => {
    const { x, y } = plot.chart.options.scales
    const plotHeight = heightPx - aroundInches * PX_PER_INCH
    const plotWidth = Math.min(
      plotInches * PX_PER_INCH,
      plot.aspect === undefined ? Number.POSITIVE_INFINITY : plotHeight * plot.aspect,
    )
    const scales = {
      x: fitTitle(x, plotWidth, widthBeyondSide(y, widthPx)),
      y: fitTitle(y, plotHeight, heightBeyondFoot(x, { plotWidth, plotHeight })),
    }
    return {
      plot: { ...plot, chart: { ...plot.chart, options: { scales } } },
      widthPx,
      heightPx,
    }
  }
  const { panels, aspect } = figure
  const plotInches =
    inches.width -
    SIDE_INCHES -
    (figure.colourBar && barInches === 0 ? COLOUR_BAR_INCHES : 0) -
    legendWidthBeside(figure, widthPx) / PX_PER_INCH
  if (panels === undefined) {
    const { height, shrinks } = figure.size
    // Rows of text have the height that they need, and none to spare.
    const longNotes = Math.max(0, notesInches - (shrinks ? USUAL_NOTES_INCHES : 0))
    const shrinkage = shrinks ? Math.sqrt(inches.width / WIDTH_INCHES.full) : 1
    const needed =
      aspect === undefined
        ? height * shrinkage + longNotes
        : plotInches / aspect + FOOT_INCHES + notesInches
    const wanted = needed + barInches + legendInches
    const isTooHigh = inches.height === undefined && wanted > most
    return arranged(isTooHigh ? fitRows(figure, most - aroundInches) : figure, toPx(wanted))
  }
  const stacked = panels.stack?.length ?? 1
  const grid = panelGrid(
    {
      titles: panels.plots.filter((_, i) => i % stacked === 0).map(({ title }) => title),
      isFreeX: panels.freeAxes?.includes('x') ?? false,
      isFreeY: panels.freeAxes?.includes('y') ?? false,
      labelLetters: Math.max(0, ...panels.plots.map(longestLabel)),
      columns: panels.columns,
      plotInches: panels.plotInches,
      sparesRows: figure.size.rows !== undefined,
      stack: panels.stack,
      aspect,
    },
    {
      plotInches,
      height: {
        inches: (inches.height ?? most) - aroundInches,
        isFixed: inches.height !== undefined,
      },
    },
  )
  const length = panels.plots.length / stacked
  const cut = `The first ${grid.shown} of ${length} panels are shown.`
  const noted =
    grid.shown < length
      ? { ...figure, legend: uncountLegend(figure.legend), notes: [cut, ...figure.notes] }
      : figure
  const [panelInches = 0] = grid.stackInches
  const fitted = fitPanelRows(noted, panels, { shown: grid.shown, plotInches: panelInches })
  return arranged(
    placePanels(fitted, fitted.panels ?? panels, grid),
    toPx(grid.rows * grid.rowInches + aroundInches),
  )
}

/** What a given height has room for: a shorter legend, fewer rows. */
function fitHeight(made: Figure, inches: PaperInches, widthPx: number): Figure {
  if (inches.height === undefined) return made
  const barred = fitColourBar(made, inches.height, widthPx)
  const barInches = colourBarHeightBelow(barred, widthPx) / PX_PER_INCH
  const keyed = fitLegend(barred, inches, FOOT_INCHES + barInches)
  const around =
    FOOT_INCHES +
    (legendHeightBelow(keyed, widthPx) + footnotesHeight(keyed, widthPx)) / PX_PER_INCH
  return fitRows(keyed, inches.height - around)
}

/** A colour bar below the axes moves beside them where it would take their height. */
function fitColourBar(figure: Figure, height: number, widthPx: number): Figure {
  const { colourBar } = figure
  const barInches = colourBarHeightBelow(figure, widthPx) / PX_PER_INCH
  if (colourBar === undefined || barInches === 0) return figure
  const below =
    (legendHeightBelow(figure, widthPx) + footnotesHeight(figure, widthPx)) / PX_PER_INCH
  return height - FOOT_INCHES - barInches - below < LEAST_ABOVE_BAR_INCHES
    ? { ...figure, colourBar: { ...colourBar, side: 'right' } }
    : figure
}

/** What long names beside the vertical axis take of the width, besides that which is left for numbers. */
function widthBeyondSide({ fixedTicks, title }: FigureAxis, widthPx: number): number {
  const longest = Math.max(0, largest(fixedTicks.map(({ label }) => widthOf(label))))
  const left = SIDE_INCHES * PX_PER_INCH - TICK_PX - (title.text === '' ? 0 : TITLE_PX)
  return Math.max(0, Math.min(longest, roomForNames(widthPx)) - left)
}

/** What names below the horizontal axis take of the height, where they do not fit beside each other. */
function heightBeyondFoot(
  { fixedTicks }: FigureAxis,
  { plotWidth, plotHeight }: { plotWidth: number; plotHeight: number },
): number {
  const together = fixedTicks.reduce((sum, { label }) => sum + widthOf(label), 0)
  return together > plotWidth ? plotHeight * SLANTED_SHARE : 0
}

function widthOf(label: string): number {
  return label.length * FONT_PX.tick * 0.5
}

/** Letters of the longest tick label along the vertical axis. */
function longestLabel({ chart }: Panel): number {
  const { fixedTicks } = chart.options.scales.y
  return Math.max(0, largest(fixedTicks.map(({ label }) => label.length)))
}
