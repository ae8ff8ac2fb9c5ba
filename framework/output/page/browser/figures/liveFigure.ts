import type { Figure } from '../../../../plots/figure.ts'
import { type LiveFigureOptions, MountedFigure } from './mountedFigure.ts'
import type { FigureState } from './view/figureView.ts'
import type { RunSelection } from './view/selectRuns.ts'

export type { FigureState, LiveFigureOptions, RunSelection }

/** A figure on a page. */
export interface LiveFigure {
  /** Highlights and hides runs; those that the figure does not have are none of its business. */
  select(selection: RunSelection): void
  /** Shows the figure as a state has it that `onState` told before. */
  restore(state: FigureState): void
  /** Takes the figure off the page. */
  destroy(): void
}

/**
 * Draws a figure in its place on a page, as wide as that and with the very code that prints it, once it comes
 * near the window, and lets a reader look into it: name runs, zoom, switch scales and entries of the legend.
 *
 * The font is to be declared on the page as the family `SourceSans`, in the weights 400 and 600.
 */
export function mountFigure(
  place: HTMLElement,
  figure: Figure,
  options: LiveFigureOptions,
): LiveFigure {
  const mounted = new MountedFigure(place, figure, options)
  return {
    select: (selection) => mounted.select(selection),
    restore: (state) => mounted.restore(state),
    destroy: () => mounted.destroy(),
  }
}
