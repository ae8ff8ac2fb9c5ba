import { wilsonInterval } from '../intervals/wilson.ts'

/** Of fewer expected events the chance that there are none is more than 0.025: -log(0.025). */
const LEAST_EXPECTED = 3.7

/** Shares of a class. */
export interface CutRange {
  readonly low: number
  readonly high: number
}

/**
 * The range of what a cut that is to keep this share of a class may keep of all such events: Wilson's interval; to 0
 * or 1 where so few of the `n` events lie beyond the cut that it may as well stand beyond all of them.
 */
export function cutRange(share: number, n: number): CutRange {
  const { low, high } = wilsonInterval(share * n, n)
  return {
    low: share * n < LEAST_EXPECTED ? 0 : low,
    high: (1 - share) * n < LEAST_EXPECTED ? 1 : high,
  }
}

/**
 * The 95 % interval of the share of one class that passes a cut which keeps a given share of the other. Both classes
 * are samples: Wilson's interval of the share, and how far it moves over the range of the cut, as the legs of a
 * right angle (Donner and Zou, Stat. Methods Med. Res. 21, 2012, for independent parts).
 *
 * @param share passes the cut, of `n` events
 * @param range of the cut, from `cutRange`
 * @param atEnds what passes at the ends of the range
 */
export function cutInterval(share: number, n: number, range: CutRange, atEnds: CutRange): CutRange {
  const own = wilsonInterval(share * n, n)
  const least = range.low === 0 ? 0 : atEnds.low
  const most = range.high === 1 ? 1 : atEnds.high
  return {
    low: Math.max(0, share - Math.hypot(share - own.low, share - least)),
    high: Math.min(1, share + Math.hypot(own.high - share, most - share)),
  }
}
