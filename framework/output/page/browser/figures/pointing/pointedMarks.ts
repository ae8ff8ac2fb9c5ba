import type { FigureDataset } from '../../../../../plots/figure.ts'
import { runAt } from '../../../../../plots/parts/runsOfPoints.ts'
import { type DrawnFigure, pixelsOf } from '../drawOnCanvas.ts'
import type { Place } from '../place.ts'
import { bandEntries, datasetEntries, markEntries } from '../view/legendEntries.ts'
import { labelledAreaAt } from './areas.ts'
import {
  bandAbout,
  type DrawnLine,
  directionOf,
  drawnLines,
  type Interval,
  intervalAbout,
  isOn,
  spanOf,
  whiskerOf,
} from './intervals.ts'
import type { Pointed } from './pointed.ts'

/** What a point, or a place on a line, of a dataset is of, with the whisker or band about it. */
export function pointOf(drawn: DrawnFigure, index: number, at: number, place: Place): Pointed {
  const dataset = drawn.plot.chart.data.datasets[index] as FigureDataset
  const run = runAt(dataset, at)
  const interval = dataset.showLine
    ? bandAbout(drawn, index, place.x)
    : intervalAbout(place, drawnLines(drawn))
  const whose = run === undefined ? { label: labelOf(drawn, index, interval) } : { run }
  return { ...place, ...whose, ...(interval && { interval }) }
}

function labelOf({ figure, plot }: DrawnFigure, index: number, interval?: Interval): string {
  const dataset = plot.chart.data.datasets[index] as FigureDataset
  if (dataset.label !== undefined) return dataset.label
  const band = dataset.showLine && interval !== undefined ? bandEntries(figure) : []
  return [...datasetEntries(figure, dataset), ...band].join('\n')
}

/**
 * What a line among the marks is: a run's, the whisker of a point, bar or box, or one that the legend names;
 * nothing where it is part of an axis.
 */
export function lineOf(
  drawn: DrawnFigure,
  line: DrawnLine,
  lines: readonly DrawnLine[],
  place: Place,
): Pointed | undefined {
  const { mark } = line
  if (mark.run !== undefined) return { ...place, run: mark.run }
  const label = markEntries(drawn.figure, mark, drawn.plot.chart.data.datasets).join('\n')
  const whisker = whiskerOf(line, lines)
  if (whisker !== undefined) {
    const interval = spanOf(whisker, lines)
    return ownerOf(drawn, whisker) ?? { ...place, label, ...(interval && { interval }) }
  }
  if (label === '') return undefined
  const along = directionOf(line)
  const values = along === undefined ? [] : ([along === 'x' ? 'y' : 'x'] as const)
  return { ...place, label, values }
}

/** The bar or box that a whisker is of, or the point that it goes through. */
export function ownerOf(drawn: DrawnFigure, whisker: DrawnLine): Pointed | undefined {
  return labelledAreaAt(drawn, whisker.places) ?? pointOn(drawn, whisker)
}

function pointOn(drawn: DrawnFigure, whisker: DrawnLine): Pointed | undefined {
  for (const [index, { showLine }] of drawn.plot.chart.data.datasets.entries()) {
    if (showLine) continue
    for (const [at, place] of pixelsOf(drawn, index).entries()) {
      if (place !== undefined && isOn(whisker, place)) return pointOf(drawn, index, at, place)
    }
  }
  return undefined
}
