import type { Figure } from '../../plots/figure.ts'

export function compactFigure(figure: Figure): Figure {
  return figure
}
