import type { Figure, FigureAxis, FigureDataset, Mark } from '../../../plots/figure.ts'

/** A {@link Figure} as JSON of a quarter of its size, for the inside of a page. */
export interface PackedFigure
  extends Omit<Figure, 'chart' | 'marks' | 'labels' | 'panels'>,
    PackedPlot {
  readonly panels?: Omit<NonNullable<Figure['panels']>, 'plots'> & {
    readonly plots: readonly (PackedPlot & { readonly title: string })[]
  }
  /** Runs that the page's list does not have. */
  readonly otherRuns: readonly string[]
}

export interface PackedPlot {
  readonly axes: { readonly x: FigureAxis; readonly y: FigureAxis }
  readonly datasets: readonly PackedDataset[]
  readonly marks: readonly (Mark | PackedRects)[]
  readonly labels: Figure['labels']
}

export interface PackedDataset {
  readonly style: Omit<FigureDataset, 'data' | 'runs'>
  readonly x: string
  readonly y: string
  /** From which points on, and the places of the runs in their list. */
  readonly runs?: readonly [from: string, run: string]
}

/** Rectangles that look alike, one after the other. */
export interface PackedRects {
  readonly shape: 'rects'
  readonly style: Omit<Extract<Mark, { shape: 'rect' }>, 'x' | 'y' | 'run' | 'label' | 'shape'>
  /** Left, right, bottom and top ends. */
  readonly ends: readonly [string, string, string, string]
  readonly runs: string
  readonly labels?: readonly (string | null)[]
}
