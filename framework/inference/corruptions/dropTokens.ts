import { N_FEATURES } from '../data/eventBatch.ts'
import { type Corruption, chooseShare, validTokens } from './corruption.ts'

/**
 * A `strength` share of the tokens, at least one, is lost; one always stays. The others move up,
 * so that padding is at the end, as in the data.
 */
export const dropTokens: Corruption<'strength'> = {
  params: { strength: { default: 0.2, min: 0, max: 1 } },
  apply({ ids, features }, { random, params }) {
    const valid = validTokens(ids)
    const chosen = chooseShare(valid, params.strength, 1, random)
    const dropped = new Set(chosen.slice(0, valid.length - 1))
    let to = 0
    for (const token of valid) {
      if (dropped.has(token)) continue
      ids[to] = ids[token] as number
      features.copyWithin(to * N_FEATURES, token * N_FEATURES, (token + 1) * N_FEATURES)
      to++
    }
    ids.fill(0, to)
    features.fill(0, to * N_FEATURES)
  },
}
