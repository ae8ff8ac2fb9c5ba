import type { Comparison } from '../comparison.ts'
import { divergesMore } from '../findings/divergenceFinding.ts'
import { LEAST_UNITS } from '../groups/verdict.ts'
import type {
  Allowance,
  DivergedReference,
  GateOutcome,
  JudgedOn,
  RunCounts,
  Worsening,
} from './gate.ts'
import { placeText, sizeText, withoutRounding, worseOrBetter } from './gateNumbers.ts'

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
      divergedReference:
        row.unit === null
          ? undefined
          : againstReference(
              { n: nThing, nDiverged: thing },
              { n: nReference, nDiverged: reference },
              divergesMore(row),
            ),
    },
    isB === (row.better === 'lower'),
  )
}

/** @param isShown whether the numbers of runs that diverged are shown to differ */
export function againstReference(
  own: RunCounts,
  reference: RunCounts,
  isShown: boolean,
): DivergedReference | undefined {
  if (reference.nDiverged < reference.n || own.nDiverged === own.n) return undefined
  return { own, reference, isShown }
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

/** An outcome, and how far what was judged is from the limit. */
export interface JudgedWorsening extends GateOutcome {
  /** Above 0 within the limit; NaN where nothing could be judged. */
  readonly slack: number
}

/**
 * With an allowance the interval (or the mean) must lie within it: it is shown that nothing is worse by
 * more. Without one the gate fails where it is shown to be worse: where the whole interval is. Runs that diverged
 * are worse than all others: against a reference all of whose runs did, their numbers are judged.
 *
 * @param what is compared, with its reference: `loss of vq against none`
 */
export function judgeWorsening(
  { allowed, on }: { readonly allowed: Allowance | undefined; readonly on: JudgedOn },
  worsening: Worsening,
  what: string,
): JudgedWorsening {
  const { isShare, estimate, low, high, divergedReference } = worsening
  const fails = (sentence: string) => ({ holds: false, sentence, slack: Number.NaN })
  if (worsening.divergesMore) return fails(`${what}: more of its runs diverged.`)
  if (divergedReference !== undefined) {
    return againstDiverged({ allowed, on }, divergedReference, what)
  }
  if (Number.isNaN(estimate)) return fails(`${what} cannot be judged: no runs can be compared.`)
  if (allowed && allowed.isShare !== isShare) {
    return fails(
      isShare
        ? `${what} is compared by ratios: give the allowance in %.`
        : `${what} is compared by differences: give the allowance without %.`,
    )
  }
  const isOnMean = on === 'mean'
  const found = `${what} is ${worseOrBetter(worsening)}`
  if (!isOnMean && Number.isNaN(high)) {
    return fails(`${found}, over too few runs for an interval; train more, or judge it "on mean".`)
  }
  const amount = allowed?.amount ?? 0
  // Without an allowance the gate fails where the whole interval is on the worse side.
  const judged = isOnMean ? estimate : allowed === undefined ? low : high
  const holds = withoutRounding(judged) <= withoutRounding(amount)
  const place = placeText(judged, amount, isShare)
  const verdict =
    allowed !== undefined
      ? `the gate allows ${sizeText(amount, isShare)}: the ${isOnMean ? 'mean is' : 'interval ends'} ${place}`
      : isOnMean
        ? `the gate allows nothing worse: the mean is ${place}`
        : `it is ${holds ? 'not ' : ''}shown to be worse`
  return { holds, sentence: `${found}; ${verdict}.`, slack: amount - judged }
}

/** Nothing that trains is worse than what diverges; an allowance wants that shown, by Fisher's exact test. */
function againstDiverged(
  { allowed, on }: { readonly allowed: Allowance | undefined; readonly on: JudgedOn },
  { own, reference, isShown }: DivergedReference,
  what: string,
): JudgedWorsening {
  const found = `${what}: ${own.nDiverged} of its ${own.n} runs diverged, and all ${reference.n} of the reference`
  const holds = (verdict: string) => {
    return { holds: true, sentence: `${found}${verdict}.`, slack: Number.POSITIVE_INFINITY }
  }
  if (on === 'mean') return holds(', which count as the worst')
  if (isShown) return holds('; it is shown to be better')
  const isEnough = Math.min(own.n, reference.n) >= LEAST_UNITS
  if (allowed === undefined && isEnough) return holds('; it is not shown to be worse')
  const sentence = `${found}, which are too few runs to judge by; train more, or judge it "on mean".`
  return { holds: false, sentence, slack: Number.NaN }
}
