import type { Figure } from '../../../../../plots/figure.ts'
import { plotsOf } from '../../../../../plots/parts/panels/panels.ts'
import { runAt } from '../../../../../plots/parts/runsOfPoints.ts'
import type { Range } from './figureView.ts'

/** Of an axis from 0 to 1: what is nearer to a tick is said to be at it. */
const SAME_PLACE = 0.005

/** Whether a figure has parallel vertical axes, at 0, 1, 2, …, on which ranges are brushed. */
export function isBrushed({ kind }: Figure): boolean {
  return kind === 'parallelCoordinates'
}

/** How many axes a figure to brush has. */
export function nAxes(figure: Figure): number {
  const { min, max } = (plotsOf(figure)[0] ?? figure).chart.options.scales.x
  return Math.round(max - min)
}

/** The runs whose lines go through all brushed ranges. */
export function brushedRuns(figure: Figure, brushes: ReadonlyMap<number, Range>): string[] {
  if (brushes.size === 0) return []
  const passed = new Map<string, Set<number>>()
  for (const { chart } of plotsOf(figure)) {
    for (const dataset of chart.data.datasets) {
      for (const [at, { x, y }] of dataset.data.entries()) {
        const range = x === null ? undefined : brushes.get(x)
        const run = runAt(dataset, at)
        if (x === null || y === null || range === undefined || run === undefined) continue
        if (y < range[0] || y > range[1]) continue
        passed.set(run, (passed.get(run) ?? new Set()).add(x))
      }
    }
  }
  return [...passed].flatMap(([run, axes]) => (axes.size === brushes.size ? [run] : []))
}

/**
 * The places at which a range of an axis may begin and end when keys move them: between the crossings of
 * lines that are next to each other, and at the ends of the axis; from the bottom up.
 */
export function stopsOf(figure: Figure, axis: number): number[] {
  const plots = plotsOf(figure)
  const { min, max } = (plots[0] ?? figure).chart.options.scales.y
  const crossings = new Set<number>()
  for (const { chart } of plots) {
    for (const { data } of chart.data.datasets) {
      for (const { x, y } of data) if (x === axis && y !== null) crossings.add(y)
    }
  }
  const places = [...crossings].sort((a, b) => a - b)
  const between = places.slice(1).map((place, at) => (place + (places[at] as number)) / 2)
  return [min, ...between, max]
}

/** A place of an axis in the words of its ticks: `16`, `between 16 and 32`, `below 8`. */
export function describePlace(figure: Figure, axis: number, place: number): string {
  const { marks } = plotsOf(figure)[0] ?? figure
  const ticks = marks
    .flatMap((mark) =>
      mark.shape === 'text' && Math.floor(mark.at[0]) === axis
        ? [{ value: mark.at[1], text: mark.text }]
        : [],
    )
    .toSorted((a, b) => a.value - b.value)
  const same = ticks.find(({ value }) => Math.abs(value - place) < SAME_PLACE)
  if (same !== undefined) return same.text
  const below = ticks.findLast(({ value }) => value < place)
  const above = ticks.find(({ value }) => value > place)
  if (below && above) return `between ${below.text} and ${above.text}`
  if (below) return `above ${below.text}`
  return above ? `below ${above.text}` : ''
}
