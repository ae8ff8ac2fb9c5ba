import type { Figure, LegendSection } from '../../figure.ts'
import { largest } from '../../parts/axes/extent.ts'
import { PX_PER_INCH } from '../../theme.ts'
import { footnotesHeight } from '../plugins/footnotes.ts'
import { canStandBeside, legendHeightBelow } from '../plugins/legend/legend.ts'

export interface PaperInches {
  readonly width: number
  /** Default: what the figure needs. */
  readonly height?: number | undefined
  /** Of the height, where it is not given. Default 9: what a page holds, with a caption below it. */
  readonly most?: number
}

/** Axes lower than this show nothing. */
const LEAST_PLOT_INCHES = { wide: 1, narrow: 0.7 }
const NO_ROOM = 'A key has no room at this height.'

/**
 * Keeps room for the axes where the paper's height is given: a legend that would take it from below stands
 * beside them, or on narrow paper gets shorter.
 *
 * @param footInches what is below the axes without the legend and the notes
 */
export function fitLegend(
  figure: Figure,
  { width, height }: PaperInches,
  footInches: number,
): Figure {
  if (height === undefined || figure.legend.length === 0) return figure
  const widthPx = Math.round(width * PX_PER_INCH)
  const plotInches = (each: Figure) =>
    height -
    footInches -
    (legendHeightBelow(each, widthPx) + footnotesHeight(each, widthPx)) / PX_PER_INCH
  if (canStandBeside(widthPx)) {
    const isLow = figure.legendSide === 'below' && plotInches(figure) < LEAST_PLOT_INCHES.wide
    return isLow ? { ...figure, legendSide: 'right' } : figure
  }
  const longest = largest(figure.legend.map(({ items }) => items.length))
  // Of one item, a section that has several would say nothing but that there are others.
  for (let most = longest; most >= Math.min(2, longest); most--) {
    const shorter = { ...figure, legend: figure.legend.map((section) => cut(section, most)) }
    if (plotInches(shorter) >= LEAST_PLOT_INCHES.narrow) return shorter
  }
  return { ...figure, legend: [], notes: [...figure.notes, NO_ROOM] }
}

function cut(section: LegendSection, most: number): LegendSection {
  const { items } = section
  if (items.length <= most) return section
  const rest = { text: '… and others', symbol: 'none', colour: '' } as const
  return { ...section, items: [...items.slice(0, most - 1), rest] }
}
