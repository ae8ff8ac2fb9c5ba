import type { Figure, FigureDataset, Mark, Plot } from '../../../plots/figure.ts'
import { readNumbers } from './numberText.ts'
import type { PackedDataset, PackedFigure, PackedPlot, PackedRects } from './packedFigure.ts'

/**
 * The figure that `packFigure` packed.
 *
 * @param runs the same names as there
 */
export function unpackFigure(packed: PackedFigure, runs: readonly string[]): Figure {
  const { axes, datasets, marks, labels, panels, otherRuns, ...rest } = packed
  const all = [...runs, ...otherRuns]
  const runAt = (place: number | null) => (place === null ? '' : (all[place] ?? ''))
  return {
    ...rest,
    ...unpackPlot({ axes, datasets, marks, labels }, runAt),
    ...(panels && {
      panels: {
        ...panels,
        plots: panels.plots.map(({ title, ...plot }) => ({ title, ...unpackPlot(plot, runAt) })),
      },
    }),
  }
}

type RunAt = (place: number | null) => string

function unpackPlot({ axes, datasets, marks, labels }: PackedPlot, runAt: RunAt): Plot {
  return {
    chart: {
      type: 'scatter',
      data: { datasets: datasets.map((dataset) => unpackDataset(dataset, runAt)) },
      options: { scales: axes },
    },
    marks: marks.flatMap((mark) => (mark.shape === 'rects' ? unpackRects(mark, runAt) : [mark])),
    labels,
  }
}

function unpackDataset({ style, x, y, runs }: PackedDataset, runAt: RunAt): FigureDataset {
  const ys = readNumbers(y)
  const data = readNumbers(x).map((value, at) => ({ x: value, y: ys[at] ?? null }))
  if (runs === undefined) return { ...style, data }
  const places = readNumbers(runs[1])
  return {
    ...style,
    data,
    runs: readNumbers(runs[0]).map((from, at) => [from ?? 0, runAt(places[at] ?? null)]),
  }
}

function unpackRects({ style, ends, runs, labels }: PackedRects, runAt: RunAt): Mark[] {
  const [left = [], right = [], bottom = [], top = []] = ends.map(readNumbers)
  return readNumbers(runs).map((place, at) => ({
    ...style,
    shape: 'rect',
    x: [left[at] ?? 0, right[at] ?? 0],
    y: [bottom[at] ?? 0, top[at] ?? 0],
    ...(place !== null && { run: runAt(place) }),
    ...labelAt(labels?.[at]),
  }))
}

function labelAt(label: string | null = null): { label?: string } {
  return label === null ? {} : { label }
}
