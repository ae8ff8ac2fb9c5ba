import { expect, test } from 'vitest'
import { Random } from '../../stats/random.ts'
import { N_FEATURES } from '../data/eventBatch.ts'
import { energyOf, massSquared } from '../data/kinematics.ts'
import { additiveNoise } from './additiveNoise.ts'
import type { CorruptibleEvent, Corruption } from './corruption.ts'
import { dropTokens } from './dropTokens.ts'
import { globalJetScramble } from './globalJetScramble.ts'
import { permutation } from './permutation.ts'
import { swapIdContPairs } from './swapIdContPairs.ts'

const SD = [195, 43, 0.97, 1.33]

test('noise keeps every token possible: pT and E positive, |eta| and phi in range, mass kept', () => {
  for (let seed = 0; seed < 200; seed++) {
    const before = event([1, 2, 3, 4])
    const { features } = apply(
      additiveNoise,
      event([1, 2, 3, 4]),
      { strength: 3, eta_max: 4.5 },
      seed,
    )
    tokens(features).forEach(([energy, pt, eta, phi], i) => {
      expect(pt).toBeGreaterThanOrEqual(0)
      expect(Math.abs(eta)).toBeLessThanOrEqual(4.5)
      expect(Math.abs(phi)).toBeLessThanOrEqual(Math.fround(Math.PI))
      const [oldEnergy, oldPt, oldEta] = tokens(before.features)[i] as Token
      const mass2 = massSquared(oldEnergy, oldPt, oldEta)
      expect(energy / energyOf(mass2, pt, eta)).toBeCloseTo(1, 5)
    })
  }
})

test.each([
  ['pT', 1],
  ['eta', 2],
  ['phi', 3],
])('noise on %s is as wide as its strength times the standard deviation of the data', (_, at) => {
  const before = event([1]).features[at] as number
  const shifts = Array.from({ length: 2000 }, (_, seed) => {
    const { features } = apply(additiveNoise, event([1]), { strength: 0.1, eta_max: 4.5 }, seed)
    return (features[at] as number) - before
  })
  const rms = Math.sqrt(shifts.reduce((sum, shift) => sum + shift ** 2, 0) / shifts.length)
  expect(rms / (0.1 * (SD[at] as number))).toBeCloseTo(1, 1)
})

test('noise is added to each of pT, eta and phi, drawn in this order, token after token', () => {
  const strength = 0.01
  const { features } = apply(additiveNoise, event([1, 2]), { strength, eta_max: 4.5 }, 5)
  const before = tokens(event([1, 2]).features)
  const random = new Random(5)
  for (const [token, [, pt, eta, phi]] of tokens(features).entries()) {
    for (const [at, value] of [pt, eta, phi].entries()) {
      const drawn = strength * (SD[at + 1] as number) * random.normal()
      expect(value).toBeCloseTo((before[token]?.[at + 1] as number) + drawn, 4)
    }
  }
})

test('what noise carries beyond the end of the detector stays at that end', () => {
  const etas = Array.from({ length: 50 }, (_, seed) => {
    const { features } = apply(additiveNoise, event([1]), { strength: 1e4, eta_max: 2.5 }, seed)
    return features[2] as number
  })
  expect(new Set(etas)).toEqual(new Set([-2.5, 2.5]))
})

test('permutation moves whole tokens: the event holds the same ones in another order', () => {
  const before = event([1, 2, 3, 4, 5])
  const after = apply(permutation, event([1, 2, 3, 4, 5]), { strength: 1 })
  expect(whole(after)).not.toEqual(whole(before))
  expect(whole(after).toSorted()).toEqual(whole(before).toSorted())
})

test('permutation moves at least two tokens, and its share of many', () => {
  const moved = (strength: number) => {
    const before = whole(event(LONG))
    return whole(apply(permutation, event(LONG), { strength })).filter((t, i) => t !== before[i])
      .length
  }
  expect(moved(0.01)).toBe(2)
  expect(moved(0.4)).toBe(4)
  expect(moved(1)).toBe(10)
})

test('dropped tokens leave no gap', () => {
  const before = whole(event(LONG))
  const after = apply(dropTokens, event(LONG), { strength: 0.3 })
  const kept = whole(after).filter((token) => !token.startsWith('0:'))
  expect(kept).toHaveLength(7)
  expect(kept).toEqual(before.filter((token) => kept.includes(token)))
  expect(Array.from(after.ids.subarray(7))).toEqual([0, 0, 0])
  expect(after.features.subarray(7 * N_FEATURES).every((value) => value === 0)).toBe(true)
})

test('one token stays, even when all should go', () => {
  const { ids } = apply(dropTokens, event(LONG), { strength: 1 })
  expect(ids.filter((id) => id !== 0)).toHaveLength(1)
})

test('swapped pairs keep the ids in place and differ in id', () => {
  const ids = [1, 1, 1, 2]
  const before = event(ids)
  const after = apply(swapIdContPairs, event(ids), { strength: 1 })
  expect(after.ids).toEqual(before.ids)
  const changed = tokens(after.features).flatMap((features, token) =>
    features.join() === tokens(before.features)[token]?.join() ? [] : [token],
  )
  expect(changed).toHaveLength(2)
  expect(changed).toContain(3)
})

test('swapped tokens have exactly the features of each other', () => {
  const before = tokens(event([0, 1, 2]).features)
  const after = tokens(apply(swapIdContPairs, event([0, 1, 2]), { strength: 1 }).features)
  expect(after).toEqual([before[0], before[2], before[1]])
})

test('tokens that all have the same id have nothing to swap', () => {
  expect(apply(swapIdContPairs, event([1, 1, 1]), { strength: 1 })).toEqual(event([1, 1, 1]))
})

test('scrambled jets trade directions, keep pT and mass, and leave leptons alone', () => {
  const ids = [1, 1, 2, 3, 4]
  const before = tokens(event(ids).features)
  const after = tokens(
    apply(globalJetScramble, event(ids), { strength: 1, last_jet_id: 2 }).features,
  )
  expect(after.slice(3)).toEqual(before.slice(3))
  const directions = (all: Token[]) => all.slice(0, 3).map(([, , eta, phi]) => `${eta} ${phi}`)
  expect(directions(after)).not.toEqual(directions(before))
  expect(directions(after).toSorted()).toEqual(directions(before).toSorted())
  after.slice(0, 3).forEach(([energy, pt, eta], i) => {
    const [oldEnergy, oldPt, oldEta] = before[i] as Token
    expect(pt).toBe(oldPt)
    expect(massSquared(energy, pt, eta)).toBeCloseTo(massSquared(oldEnergy, oldPt, oldEta), 0)
  })
})

type Token = [energy: number, pt: number, eta: number, phi: number]

const LONG = [1, 2, 3, 4, 5, 6, 7, 1, 2, 3]

function event(ids: readonly number[]): CorruptibleEvent {
  const features = ids.flatMap((_, i) => {
    const [pt, eta] = [50 + 5 * i, 0.4 * i - 1]
    return [energyOf(10 ** 2, pt, eta), pt, eta, 0.5 * i - 2]
  })
  return {
    ids: Int32Array.from(ids),
    globals: new Float32Array([100, 0]),
    features: Float32Array.from(features),
  }
}

function apply(
  corruption: Corruption,
  target: CorruptibleEvent,
  params: Record<string, number>,
  seed = 3,
): CorruptibleEvent {
  corruption.apply(target, { random: new Random(seed), params, sd: SD })
  return target
}

function tokens(features: Float32Array): Token[] {
  return Array.from(
    { length: features.length / N_FEATURES },
    (_, i) => Array.from(features.subarray(i * N_FEATURES, (i + 1) * N_FEATURES)) as Token,
  )
}

function whole({ ids, features }: CorruptibleEvent): string[] {
  return tokens(features).map((token, i) => `${ids[i]}:${token.join()}`)
}
