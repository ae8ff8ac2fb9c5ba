import type { Figure, FigureDataset, Mark, Plot } from '../../../plots/figure.ts'
import { writeNumbers } from './numberText.ts'
import type { PackedDataset, PackedFigure, PackedPlot, PackedRects } from './packedFigure.ts'

/** Fewer are shorter as they are. */
const LEAST_RECTS = 4

type Rect = Extract<Mark, { shape: 'rect' }>

/**
 * The figure as a page holds it, from which `unpackFigure` makes it again.
 *
 * @param figure of {@link compactFigure}: numbers of few digits make short texts
 * @param runs the names of all runs, which the page has anyway
 */
export function packFigure(figure: Figure, runs: readonly string[]): PackedFigure {
  const places = new Map(runs.map((run, place) => [run, place]))
  const otherRuns: string[] = []
  const placeOf = (run: string) => {
    const place = places.get(run) ?? runs.length + otherRuns.push(run) - 1
    places.set(run, place)
    return place
  }
  const { chart, marks, labels, panels, ...rest } = figure
  return {
    ...rest,
    ...packPlot({ chart, marks, labels }, placeOf),
    ...(panels && {
      panels: {
        ...panels,
        plots: panels.plots.map(({ title, ...plot }) => ({ title, ...packPlot(plot, placeOf) })),
      },
    }),
    otherRuns,
  }
}

function packPlot({ chart, marks, labels }: Plot, placeOf: (run: string) => number): PackedPlot {
  return {
    axes: chart.options.scales,
    datasets: chart.data.datasets.map((dataset) => packDataset(dataset, placeOf)),
    marks: packMarks(marks, placeOf),
    labels,
  }
}

function packDataset(
  { data, runs, ...style }: FigureDataset,
  placeOf: (run: string) => number,
): PackedDataset {
  return {
    style,
    x: writeNumbers(data.map(({ x }) => x)),
    y: writeNumbers(data.map(({ y }) => y)),
    ...(runs && {
      runs: [
        writeNumbers(runs.map(([from]) => from)),
        writeNumbers(runs.map(([, run]) => placeOf(run))),
      ],
    }),
  }
}

function packMarks(
  marks: readonly Mark[],
  placeOf: (run: string) => number,
): (Mark | PackedRects)[] {
  const packed: (Mark | PackedRects)[] = []
  let alike: Rect[] = []
  const close = () => {
    if (alike.length < LEAST_RECTS) packed.push(...alike)
    else packed.push(packRects(alike, placeOf))
    alike = []
  }
  for (const mark of marks) {
    if (mark.shape !== 'rect') {
      close()
      packed.push(mark)
      continue
    }
    if (alike[0] !== undefined && lookOf(alike[0]) !== lookOf(mark)) close()
    alike.push(mark)
  }
  close()
  return packed
}

function packRects(rects: readonly Rect[], placeOf: (run: string) => number): PackedRects {
  const { x: _, y: __, run: ___, shape: ____, label: _____, ...style } = rects[0] as Rect
  const ends = (direction: 'x' | 'y', end: 0 | 1) =>
    writeNumbers(rects.map((rect) => rect[direction][end]))
  return {
    shape: 'rects',
    style,
    ends: [ends('x', 0), ends('x', 1), ends('y', 0), ends('y', 1)],
    runs: writeNumbers(rects.map(({ run }) => (run === undefined ? null : placeOf(run)))),
    ...(rects.some(({ label }) => label !== undefined) && {
      labels: rects.map(({ label }) => label ?? null),
    }),
  }
}

function lookOf({ x: _, y: __, run: ___, label: ____, ...style }: Rect): string {
  return JSON.stringify(style)
}
