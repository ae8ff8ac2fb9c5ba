import type { Figure } from '../../../../../plots/figure.ts'
import { plotsOf } from '../../../../../plots/parts/panels/panels.ts'
import { runAt } from '../../../../../plots/parts/runsOfPoints.ts'
import type { Range } from './figureView.ts'

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
