import type { Figure } from '../../plots/figure.ts'

/** The figure as a page holds it. */
export function compactFigure(figure: Figure): Figure {
  return figure
}
