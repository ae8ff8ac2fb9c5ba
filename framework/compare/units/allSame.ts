import { areSame } from '../../stats/tests/studentTest.ts'
import type { Scale } from '../groups/metricScale.ts'

/**
 * Whether values are the same but for rounding: what is subtracted is exact to 1e-16 of its size, and a logarithm no
 * better than to 1e-16 in all.
 */
export function isAllSame(
  values: readonly number[],
  sizes: readonly number[],
  scale: Scale,
): boolean {
  const [first] = values
  const size = Math.max(...sizes.map(Math.abs), scale === 'ratio' ? 1 : 0)
  return values.length > 1 && (values.every((value) => value === first) || areSame(values, size))
}
