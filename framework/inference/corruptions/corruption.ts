import type { Random } from '../../stats/random.ts'
import { N_FEATURES } from '../data/eventBatch.ts'

/** One event to be changed in place, in physical units. */
export interface CorruptibleEvent {
  /** [nTokens]; 0 is padding. */
  readonly ids: Int32Array
  readonly globals: Float32Array
  /** [nTokens, 4]: E, pT, eta, phi. */
  readonly features: Float32Array
}

export interface CorruptionContext<Param extends string = string> {
  /** Random numbers of this event alone: the same in whatever batch or process it is met. */
  readonly random: Random
  readonly params: Readonly<Record<Param, number>>
  /** Standard deviations of E, pT, eta and phi over the train split; 1 without normalisation. */
  readonly sd: readonly number[]
}

/** A parameter's default and its limits, both inclusive. */
export interface CorruptionParam {
  readonly default: number
  readonly min?: number
  readonly max?: number
}

/** A way to damage events. `strength`, where it has one, does nothing at 0. */
export interface Corruption<Param extends string = string> {
  readonly params: Readonly<Record<Param, CorruptionParam>>
  apply(event: CorruptibleEvent, context: CorruptionContext<Param>): void
}

/** Positions of the tokens that are not padding. */
export function validTokens(ids: Int32Array): number[] {
  const positions: number[] = []
  for (let token = 0; token < ids.length; token++) if (ids[token] !== 0) positions.push(token)
  return positions
}

/**
 * A random choice of `share` of the positions, in random order: rounded, but at least `atLeast`
 * where there are so many, and none at a share of 0.
 */
export function chooseShare(
  positions: readonly number[],
  share: number,
  atLeast: number,
  random: Random,
): number[] {
  if (share === 0 || positions.length < atLeast) return []
  const count = Math.max(atLeast, Math.round(share * positions.length))
  const shuffled = positions.slice()
  random.shuffle(shuffled, shuffled.length)
  return shuffled.slice(0, count)
}

/** Copies one token's features, [E, pT, eta, phi]. */
export function featuresAt({ features }: CorruptibleEvent, token: number): Float32Array {
  return features.slice(token * N_FEATURES, (token + 1) * N_FEATURES)
}
