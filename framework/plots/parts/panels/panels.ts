import type {
  Figure,
  FigureAxis,
  FigureDataset,
  Mark,
  Panel,
  Plot,
  PointLabel,
} from '../../figure.ts'
import { INK } from '../../theme.ts'

export interface PlotParts {
  readonly x: FigureAxis
  readonly y: FigureAxis
  /** The first is drawn last, on top of the others. */
  readonly datasets?: FigureDataset[] | undefined
  readonly marks?: Mark[] | undefined
  readonly labels?: PointLabel[] | undefined
}

/** A plot of its parts, with nothing drawn where a part is left out. */
export function composePlot({ x, y, datasets = [], marks = [], labels = [] }: PlotParts): Plot {
  return {
    chart: { type: 'scatter', data: { datasets }, options: { scales: { x, y } } },
    marks,
    labels,
  }
}

/** A panel that says that there is nothing to draw. */
export function emptyPanel(title: string, axes: Pick<PlotParts, 'x' | 'y'>): Panel {
  const text: Mark = {
    shape: 'text',
    at: [middleOf(axes.x), middleOf(axes.y)],
    text: 'nothing to draw',
    colour: INK.muted,
    align: 'center',
  }
  return { title, ...composePlot({ ...axes, marks: [text] }) }
}

function middleOf({ type, min, max }: FigureAxis): number {
  return type === 'logarithmic' ? Math.sqrt(min * max) : (min + max) / 2
}

/** The plots of a figure, by themselves or in panels. */
export function plotsOf(figure: Figure): readonly Plot[] {
  return figure.panels?.plots ?? [figure]
}
