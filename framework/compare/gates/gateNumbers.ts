import { formatEstimate } from '../../text/numbers/intervalFormat.ts'
import { formatNumber } from '../../text/numbers/numberFormat.ts'
import type { Worsening } from './gate.ts'

/** Without the digits that only a sum of doubles has: the mean of six 6.1 is 6.1000000000000005. */
export function withoutRounding(value: number): number {
  return Number(value.toPrecision(12))
}

/** A limit as it was written: all its digits, without those that only the computer sees. */
export function exactNumber(value: number): string {
  return formatNumber(withoutRounding(value), { digits: 12 })
}

/** An allowance: `10 %` of a share of 0.1. */
export function sizeText(amount: number, isShare: boolean): string {
  return isShare ? `${exactNumber(100 * amount)} %` : exactNumber(amount)
}

/** How far a number is from a limit: `0.005 above it`. */
export function placeText(value: number, limit: number, isShare = false): string {
  const distance = Math.abs(value - limit)
  if (withoutRounding(value) === withoutRounding(limit)) return 'exactly at it'
  const number = formatNumber((isShare ? 100 : 1) * distance, { digits: 2 })
  const size = isShare ? `${number} percentage ${number === '1' ? 'point' : 'points'}` : number
  return `${size} ${value > limit ? 'above' : 'below'} it`
}

const NO_DIFFERENCE = 'neither better nor worse'

/**
 * `worse by 12 % (95 % interval 8 to 16 %)`, and where the interval has both: `better by 3 % (95 % interval from
 * 9 % better to 3 % worse)`. No difference, as far as digits are shown, is `neither better nor worse`.
 */
export function worseOrBetter({ isShare, estimate, low, high }: Worsening): string {
  const unit = isShare ? ' %' : ''
  const factor = isShare ? 100 : 1
  const isWorse = estimate >= 0
  const sign = isWorse ? factor : -factor
  const word = isWorse ? 'worse' : 'better'
  if (Number.isNaN(high)) {
    if (withoutRounding(1 + estimate) === 1) return NO_DIFFERENCE
    return `${word} by ${formatNumber(sign * estimate, { digits: 2 })}${unit}`
  }
  const ends = [sign * low, sign * high].sort((a, b) => a - b) as [number, number]
  const texts = formatEstimate(
    { estimate: sign * estimate, low: ends[0], high: ends[1] },
    { digits: 3 },
  )
  const other = isWorse ? 'better' : 'worse'
  const interval =
    ends[0] < 0
      ? `from ${texts.low.replace('−', '')}${unit} ${other} to ${texts.high}${unit} ${word}`
      : `${texts.low} to ${texts.high}${unit}`
  const found = /[1-9]/.test(texts.estimate) ? `${word} by ${texts.estimate}${unit}` : NO_DIFFERENCE
  return `${found} (95 % interval ${interval})`
}
