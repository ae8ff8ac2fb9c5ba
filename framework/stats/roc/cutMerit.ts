import * as v from 'valibot'
import { checkArguments, checkOptions, LIST } from '../../text/checkOptions.ts'
import { type MeanInterval, meanInterval } from '../intervals/meanInterval.ts'
import { wilsonInterval } from '../intervals/wilson.ts'
import { NUMBER } from '../schemas.ts'
import type { BackgroundEfficiency } from './backgroundEfficiency.ts'

/**
 * What a cut on the score is worth:
 * - `rejection`: 1 / ε_B, how many background events there are for each that passes.
 * - `significance`: ε_S / √ε_B, by how much the cut multiplies the significance of a small signal
 *   (Gallicchio et al., JHEP 04 (2011) 069).
 */
export type Merit = 'rejection' | 'significance'

/** Both fall as background rises. */
const MERITS: Readonly<Record<Merit, (background: number, signal: number) => number>> = {
  rejection: (background) => 1 / background,
  significance: (background, signal) => signal / Math.sqrt(background),
}

const ARGUMENTS = { models: LIST, merit: v.picklist(['rejection', 'significance']) }
const OPTIONS = { least: NUMBER, estimator: v.picklist(['mean', 'geometric']) }

/** Fewer background events than these leave ε_B with an error of a third and more. */
export const LEAST_BACKGROUND = 10

/** The merit of a cut at one signal efficiency. */
export interface MeritPoint {
  readonly signal: number
  /** Of one model, or the mean over several; NaN where too few background events are left to say. */
  readonly value: number
  readonly low: number
  readonly high: number
  /** The background events that it rests on; of several models, those of the one with the fewest. */
  readonly nLeft: number
}

/** The merit of cuts along the signal efficiency. */
export interface MeritCurve {
  readonly points: readonly MeritPoint[]
  /** Of the means over models; none for a single model, whose bounds are over events. */
  readonly intervals: readonly MeanInterval[]
  /**
   * The point of the largest value; undefined where none has one. As the best of many cuts on the same events it is
   * too good on average, and its bounds are those of this cut, not of the maximum.
   */
  readonly best: MeritPoint | undefined
}

export interface MeritOptions {
  /** Background events that a value must rest on. Default 10. */
  readonly least?: number
  /** Of the mean over models. Default `mean`. */
  readonly estimator?: 'mean' | 'geometric'
}

/**
 * The merit of cuts for one model, with the interval that follows from that of its background
 * efficiency; or the mean over several, with its interval over them. Where few background events are
 * left both merits grow without bound by chance alone, so that they have no value there.
 *
 * @param models at least one; all at the same signal efficiencies, and with events of both classes
 */
export function meritCurve(
  models: readonly BackgroundEfficiency[],
  merit: Merit,
  options: MeritOptions = {},
): MeritCurve {
  checkArguments('OPTION_INVALID', 'meritCurve', { models, merit }, ARGUMENTS)
  checkOptions('OPTION_INVALID', 'meritCurve', options, OPTIONS)
  const { least = LEAST_BACKGROUND, estimator = 'mean' } = options
  const worth = MERITS[merit]
  const intervals: MeanInterval[] = []
  const points = (models[0]?.signal ?? []).map((signal, i): MeritPoint => {
    const nLeft = Math.min(...models.map((model) => model.nLeft[i] as number))
    if (nLeft < least) return { signal, ...NO_VALUE, nLeft }
    const [first, second] = models
    if (first !== undefined && second === undefined) {
      const share = first.background[i] as number
      const wilson = wilsonInterval(share * first.nEffective, first.nEffective)
      const [low, high] = [first.low?.[i] ?? wilson.low, first.high?.[i] ?? wilson.high]
      return {
        signal,
        value: worth(share, signal),
        low: worth(high, signal),
        high: worth(low, signal),
        nLeft,
      }
    }
    const values = models.map(({ background }) => worth(background[i] as number, signal))
    const interval = meanInterval(values, { estimator })
    intervals.push(interval)
    return {
      signal,
      value: interval.estimate,
      // Neither merit is negative, whatever an interval of few models says.
      low: Math.max(0, interval.low),
      high: interval.high,
      nLeft,
    }
  })
  const valued = points.filter(({ value }) => Number.isFinite(value))
  return { points, intervals, best: valued.toSorted((a, b) => b.value - a.value)[0] }
}

const NO_VALUE = { value: Number.NaN, low: Number.NaN, high: Number.NaN }
