import type { SourceRun } from '../../sources/source.ts'
import { paramsKey } from './paramsKey.ts'

/** Whether two records have the same parameters and the same values, at least one; times of logging do not matter. */
export function isSameRecord(one: SourceRun, other: SourceRun): boolean {
  return (
    one.metrics.size > 0 &&
    one.metrics.size === other.metrics.size &&
    paramsKey(one.params) === paramsKey(other.params) &&
    [...one.metrics].every(([name, { step, value }]) => {
      const series = other.metrics.get(name)
      return series !== undefined && areEqual(value, series.value) && areEqual(step, series.step)
    })
  )
}

function areEqual(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, at) => Object.is(value, b[at]))
}
