import { outlyingValues } from '../../stats/tests/outlyingValues.ts'
import { valuesOf } from './samples.ts'
import type { Units } from './units.ts'

/**
 * Whether a pair, or a value of either group where they are not paired, is further from the others than chance
 * explains: it then makes the spread, and the spread says nothing of what further units would show. For units none of
 * which diverged.
 */
export function hasOutlyingUnit({ pairs, samples }: Units): boolean {
  const groups =
    pairs.length > 0
      ? [pairs.map(({ difference }) => difference)]
      : (samples?.blocks ?? []).flatMap(({ a, b }) => [valuesOf(a), valuesOf(b)])
  return outlyingValues(groups).length > 0
}
