import { N_FEATURES } from '../data/eventBatch.ts'
import { energyOf, massSquared } from '../data/kinematics.ts'
import { type Corruption, chooseShare, featuresAt, validTokens } from './corruption.ts'

/**
 * A `strength` share of the event's jets, at least two, trade directions (eta, phi) in a ring,
 * each keeping its pT and mass; E follows. Every jet stays possible, but the event as a whole no
 * longer balances, so only a model that sees the event as a whole can notice.
 */
export const globalJetScramble: Corruption<'strength' | 'last_jet_id'> = {
  params: {
    strength: { default: 1, min: 0, max: 1 },
    /** Ids from 1 to this one are jets: 1 light, 2 from a b quark. */
    last_jet_id: { default: 2, min: 1 },
  },
  apply(event, { random, params }) {
    const { ids, features } = event
    const jets = validTokens(ids).filter((token) => (ids[token] ?? 0) <= params.last_jet_id)
    const ring = chooseShare(jets, params.strength, 2, random)
    const before = ring.map((token) => featuresAt(event, token))
    ring.forEach((token, i) => {
      const [energy = 0, pt = 0, oldEta = 0] = before[i] ?? []
      const [, , eta = 0, phi = 0] = before[(i + 1) % ring.length] ?? []
      features.set(
        [energyOf(massSquared(energy, pt, oldEta), pt, eta), pt, eta, phi],
        token * N_FEATURES,
      )
    })
  },
}
