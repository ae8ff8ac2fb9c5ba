import { formatNumber } from '../../text/numberFormat.ts'
import type { Comparison } from '../comparison.ts'
import type { Allowance, GateOutcome, JudgedOn } from './gate.ts'

/** How much worse one thing is than its reference: above 0 is worse. */
export interface Worsening {
  /** Of a ratio the share above the reference (0.1: 10 % worse); else the difference. */
  readonly isShare: boolean
  readonly estimate: number
  /** NaN without an interval. */
  readonly low: number
  readonly high: number
  /** More of its runs diverged than of the reference's. */
  readonly divergesMore: boolean
}

/** @param isB whether the thing is b of the row, and a its reference */
export function worseningOf(row: Comparison, isB: boolean): Worsening {
  const isShare = row.ratio !== null
  const [estimate, low, high] = isShare
    ? [row.ratio, row.ratioLow, row.ratioHigh]
    : [row.difference, row.differenceLow, row.differenceHigh]
  const [nThing, nReference] = isB ? [row.nB, row.nA] : [row.nA, row.nB]
  const [thing, reference] = isB
    ? [row.nDivergedB, row.nDivergedA]
    : [row.nDivergedA, row.nDivergedB]
  return orient(
    {
      isShare,
      estimate: estimate ?? Number.NaN,
      low: low ?? Number.NaN,
      high: high ?? Number.NaN,
      divergesMore: thing / nThing > reference / nReference,
    },
    isB === (row.better === 'lower'),
  )
}

/** @param isUp whether greater values of thing over reference are worse */
export function orient(ofThing: Worsening, isUp: boolean): Worsening {
  const { isShare, estimate, low, high } = ofThing
  const turn = (value: number) => (isShare ? 1 / value : -value)
  const ends: [number, number] = isUp ? [low, high] : [turn(high), turn(low)]
  const zero = isShare ? 1 : 0
  return {
    ...ofThing,
    estimate: (isUp ? estimate : turn(estimate)) - zero,
    low: ends[0] - zero,
    high: ends[1] - zero,
  }
}

/**
 * With an allowance the interval (or the mean) must lie within it: it is shown that nothing is worse by
 * more. Without one the gate fails where it is shown to be worse: where the whole interval is.
 */
export function judgeWorsening(
  { allowed, on }: { readonly allowed: Allowance | undefined; readonly on: JudgedOn },
  worsening: Worsening,
  what: string,
): GateOutcome {
  const { isShare, estimate, low, high, divergesMore } = worsening
  const number = (value: number) =>
    isShare ? `${formatNumber(100 * value, { digits: 2 })} %` : formatNumber(value)
  const interval = Number.isNaN(high) ? '' : ` [${number(low)}, ${number(high)}]`
  const found = `${what} is worse by ${number(estimate)}${interval}`
  if (divergesMore) return { holds: false, sentence: `${what}: more of its runs diverged.` }
  if (Number.isNaN(estimate)) {
    return { holds: false, sentence: `${what} cannot be told: no runs can be compared.` }
  }
  if (allowed && allowed.isShare !== isShare) {
    const sentence = isShare
      ? `${what} is compared by ratios: give the allowance in %.`
      : `${what} is compared by differences: give the allowance without %.`
    return { holds: false, sentence }
  }
  const limit = allowed === undefined ? '' : `; the gate allows ${number(allowed.amount)}`
  if (on === 'mean')
    return { holds: estimate <= (allowed?.amount ?? 0), sentence: `${found}${limit}.` }
  if (Number.isNaN(high)) {
    return {
      holds: false,
      sentence: `${found}, over too few runs for an interval; train more, or judge it "on mean".`,
    }
  }
  const holds = allowed === undefined ? low <= 0 : high <= allowed.amount
  return { holds, sentence: `${found}${limit}.` }
}
