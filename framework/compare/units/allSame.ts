import type { Scale } from '../groups/metricScale.ts'

const ROUNDING = 1e-13

/**
 * Whether values are the same but for rounding: what is subtracted is exact to 1e-16 of its size, and a logarithm no
 * better than to 1e-16 in all.
 */
export function isAllSame(
  values: readonly number[],
  sizes: readonly number[],
  scale: Scale,
): boolean {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const size = Math.max(...sizes.map(Math.abs), scale === 'ratio' ? 1 : 0)
  const spread = least === most ? 0 : most - least
  return values.length > 1 && Number.isFinite(spread) && spread <= ROUNDING * size
}
