import { N_FEATURES } from '../data/eventBatch.ts'
import { type Corruption, chooseShare, featuresAt, validTokens } from './corruption.ts'

/**
 * A `strength` share of the tokens, at least two, trade places in a ring: id and features move
 * together. A model that treats each token by itself does not notice.
 */
export const permutation: Corruption<'strength'> = {
  params: { strength: { default: 0.2, min: 0, max: 1 } },
  apply(event, { random, params }) {
    const { ids, features } = event
    const ring = chooseShare(validTokens(ids), params.strength, 2, random)
    const moved = ring.map((token) => ({ id: ids[token] ?? 0, features: featuresAt(event, token) }))
    ring.forEach((token, i) => {
      const from = moved[(i + 1) % moved.length]
      if (!from) return
      ids[token] = from.id
      features.set(from.features, token * N_FEATURES)
    })
  },
}
