import { groupBy } from '../../tables/groupBy.ts'
import { coarsen } from './coarsen.ts'
import type { Design } from './design.ts'

/** Ordered parameters of more values are cut into so many classes of alike size. */
const MOST_CLASSES = 8

/**
 * The share of the variance of the metric that each parameter explains by itself, whatever the others
 * do: epsilon squared of a one-way analysis of variance (Kelley, PNAS 21, 1935), which unlike eta
 * squared is about zero for a parameter without effect. NaN where every run has a class of its own.
 */
export function marginalShares({ factors, y }: Design): number[] {
  return factors.map((factor) => {
    const { levels } = coarsen(factor, MOST_CLASSES)
    const classes = [...groupBy([...y.keys()], (run) => levels[run] as number).values()].map(
      (runs) => runs.map((run) => y[run] as number),
    )
    const total = squares(y)
    const within = classes.reduce((sum, values) => sum + squares(values), 0)
    const df = y.length - classes.length
    if (df === 0 || total === 0) return Number.NaN
    return Math.max(0, (total - within - ((classes.length - 1) * within) / df) / total)
  })
}

function squares(values: readonly number[]): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0)
}
