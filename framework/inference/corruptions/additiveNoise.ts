import { N_FEATURES } from '../data/eventBatch.ts'
import { energyOf, massSquared, wrapPhi } from '../data/kinematics.ts'
import type { Corruption } from './corruption.ts'

/**
 * Gaussian noise on pT, eta and phi of every token, `strength` standard deviations of the train
 * split wide. pT is reflected at 0, |eta| cut at `eta_max`, phi wrapped; E follows from them and
 * the token's mass, which stays.
 */
export const additiveNoise: Corruption<'strength' | 'eta_max'> = {
  params: {
    strength: { default: 0.1, min: 0 },
    // Where calorimeters end, and so does the data.
    eta_max: { default: 4.5, min: 0 },
  },
  apply({ ids, features }, { random, params, sd }) {
    const { strength, eta_max: etaMax } = params
    if (strength === 0) return
    const noise = (feature: number) => strength * (sd[feature] as number) * random.normal()
    for (let token = 0; token < ids.length; token++) {
      if (ids[token] === 0) continue
      const at = token * N_FEATURES
      const [energy = 0, pt = 0, eta = 0, phi = 0] = features.subarray(at, at + N_FEATURES)
      const noisyPt = Math.abs(pt + noise(1))
      const noisyEta = Math.max(-etaMax, Math.min(etaMax, eta + noise(2)))
      features[at] = energyOf(massSquared(energy, pt, eta), noisyPt, noisyEta)
      features[at + 1] = noisyPt
      features[at + 2] = noisyEta
      features[at + 3] = wrapPhi(phi + noise(3))
    }
  },
}
