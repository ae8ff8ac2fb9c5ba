import { normalQuantile } from '../distributions/normal.ts'
import { checkLevel } from './bootstrap.ts'

/**
 * Wilson's score interval of a share (J. Am. Stat. Assoc. 22, 1927): it stays within [0, 1] and keeps
 * its coverage where the share is near 0 or 1 or the events are few.
 *
 * @param k events that have the property; need not be whole, as where counts are interpolated
 * @param n events in all; of none the interval is [0, 1]
 * @throws {ReportError} INTERVAL_OPTION_INVALID if the level is not within (0, 1)
 */
export function wilsonInterval(k: number, n: number, level = 0.95): { low: number; high: number } {
  checkLevel(level)
  if (n === 0) return { low: 0, high: 1 }
  const z2 = normalQuantile((1 + level) / 2) ** 2
  const share = k / n
  const middle = (share + z2 / (2 * n)) / (1 + z2 / n)
  const halfWidth = Math.sqrt(z2 * ((share * (1 - share)) / n + z2 / (4 * n * n))) / (1 + z2 / n)
  // Exactly 0 and 1 at the ends, without the rounding of the root.
  return {
    low: k === 0 ? 0 : Math.max(0, middle - halfWidth),
    high: k === n ? 1 : Math.min(1, middle + halfWidth),
  }
}
