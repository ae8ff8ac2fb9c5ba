import { N_FEATURES } from '../data/eventBatch.ts'
import { type Corruption, chooseShare, featuresAt, validTokens } from './corruption.ts'

/**
 * A `strength` share of the tokens, at least two, is paired up, and the two of a pair swap their
 * features while their ids stay: an electron with a jet's momentum. Tokens of the same id are not
 * paired, since that would only reorder them.
 */
export const swapIdContPairs: Corruption<'strength'> = {
  params: { strength: { default: 0.5, min: 0, max: 1 } },
  apply(event, { random, params }) {
    const { ids, features } = event
    const waiting = chooseShare(validTokens(ids), params.strength, 2, random)
    while (waiting.length > 1) {
      const first = waiting.pop() as number
      const partner = waiting.findIndex((token) => ids[token] !== ids[first])
      if (partner < 0) continue
      const [second] = waiting.splice(partner, 1) as [number]
      const kept = featuresAt(event, first)
      features.set(featuresAt(event, second), first * N_FEATURES)
      features.set(kept, second * N_FEATURES)
    }
  },
}
