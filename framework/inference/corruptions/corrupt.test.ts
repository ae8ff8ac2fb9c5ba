import { expect, test } from 'vitest'
import { createEventBatch, type EventBatch, N_FEATURES } from '../data/eventBatch.ts'
import { corrupt, isBuiltIn } from './corrupt.ts'

const NAMES = [
  'additive_noise',
  'permutation',
  'drop_tokens',
  'swap_id_cont_pairs',
  'global_jet_scramble',
]
const N_TOKENS = 6
const SD = [100, 40, 1, 1.5]

test.each(NAMES)('%s is the same whatever the batch size', (name) => {
  const whole = corrupt(events(0, 12), { name, seed: 7, sd: SD })
  for (const size of [1, 5]) {
    for (let first = 0; first < 12; first += size) {
      const part = corrupt(events(first, Math.min(size, 12 - first)), { name, seed: 7, sd: SD })
      const width = N_TOKENS * N_FEATURES
      expect(part.features).toEqual(
        whole.features.subarray(first * width, (first + part.nEvents) * width),
      )
      expect(part.ids).toEqual(
        whole.ids.subarray(first * N_TOKENS, (first + part.nEvents) * N_TOKENS),
      )
    }
  }
})

test.each(NAMES)('%s differs from seed to seed, and changes a copy', (name) => {
  const original = events(0, 12)
  const one = corrupt(original, { name, seed: 1, sd: SD })
  expect(original).toEqual(events(0, 12))
  expect(one.features).not.toEqual(original.features)
  expect(corrupt(original, { name, seed: 2, sd: SD }).features).not.toEqual(one.features)
})

test.each(NAMES)('%s of strength 0 changes nothing', (name) => {
  expect(corrupt(events(0, 12), { name, params: { strength: 0 } })).toEqual(events(0, 12))
})

test.each(NAMES)('%s leaves padding padding, and events that are not valid as they are', (name) => {
  const batch = events(0, 2)
  batch.isValid[1] = 0
  const damaged = corrupt(batch, { name, sd: SD })
  const width = N_TOKENS * N_FEATURES
  expect(damaged.features.subarray(width)).toEqual(batch.features.subarray(width))
  damaged.ids.forEach((id, token) => {
    if (id !== 0) return
    const features = damaged.features.subarray(token * N_FEATURES, (token + 1) * N_FEATURES)
    expect(Array.from(features)).toEqual([0, 0, 0, 0])
  })
})

test.each(NAMES)('%s copes with events of no and of one token', (name) => {
  for (const nValid of [0, 1]) {
    const batch = events(0, 3)
    for (let event = 0; event < 3; event++) {
      batch.ids.fill(0, event * N_TOKENS + nValid, (event + 1) * N_TOKENS)
    }
    const damaged = corrupt(batch, { name, sd: SD })
    expect(damaged.ids).toEqual(batch.ids)
    expect(damaged.features.every(Number.isFinite)).toBe(true)
  }
})

test('a batch to write to is reused', () => {
  const into = createEventBatch({ nTokens: N_TOKENS, nGlobals: 2 }, 3)
  expect(corrupt(events(0, 3), { name: 'permutation', into })).toBe(into)
})

test("an author's own corruption is registered under a name", () => {
  corrupt.register('soften', {
    params: { strength: { default: 0.5, min: 0, max: 1 } },
    apply({ features }, { params }) {
      for (let i = 0; i < features.length; i += N_FEATURES) {
        features[i] = (features[i] ?? 0) * (1 - params.strength)
      }
    },
  })
  const original = events(0, 1)
  const softened = corrupt(original, { name: 'soften', params: { strength: 0.75 } })
  expect(softened.features[0]).toBeCloseTo((original.features[0] ?? 0) / 4, 4)
  expect(softened.features[1]).toBe(original.features[1])
})

test('a corruption that is replaced under its own name is no longer the one that ships', () => {
  expect(isBuiltIn('permutation')).toBe(true)
  corrupt.register('of_my_own', { params: {}, apply: () => {} })
  expect(isBuiltIn('of_my_own')).toBe(false)
})

test('each event is given its own numbers, none of another', () => {
  const seen: number[][] = []
  corrupt.register('witness', {
    params: {},
    apply: ({ ids, globals, features }) => {
      seen.push([ids.length, globals.length, features.length, ...globals])
    },
  })
  corrupt(events(4, 3), { name: 'witness' })
  expect(seen).toEqual([
    [6, 2, 24, 104, 0.5],
    [6, 2, 24, 105, 0.5],
    [6, 2, 24, 106, 0.5],
  ])
})

test('noise has a standard deviation of 1 for each feature where none is given', () => {
  const given = corrupt(events(0, 3), { name: 'additive_noise', sd: [1, 1, 1, 1] })
  expect(corrupt(events(0, 3), { name: 'additive_noise' })).toEqual(given)
})

test.each(['baseline', 'labels'])('the name %s, which results use, is refused', (name) => {
  expect(() => corrupt.register(name, { params: {}, apply: () => {} })).toThrow(
    expect.objectContaining({
      code: 'CORRUPTION_NAME',
      message: `A corruption cannot be called "${name}": results use that name.`,
    }),
  )
})

test.each([[''], [7]])('a corruption must have a name, and %o is none', (name) => {
  expect(() => corrupt.register(name as string, { params: {}, apply: () => {} })).toThrow(
    expect.objectContaining({
      code: 'CORRUPTION_NAME',
      message: 'corrupt.register: the first argument must be the name of the corruption.',
    }),
  )
})

test('what a corruption does must be a function', () => {
  const register = () => corrupt.register('mine', { params: {}, apply: 'noise' } as never)
  expect(register).toThrow(/"apply".*expected a function that changes an event/)
})

test('everything that is wrong with a corruption is said, one thing per line', () => {
  const register = () => corrupt.register('mine', { apply: 1 } as never)
  expect(register).toThrow(/\n/)
})

test.each([
  [undefined, /"mine": its key/],
  [{ params: {} }, /"mine": its key "apply" is missing/],
  [{ apply: () => {} }, /its key "params" is missing/],
  [{ params: { strength: 0.1 }, apply: () => {} }, /its key "params.strength" is 0.1/],
  [{ params: {}, aply: () => {}, apply: () => {} }, /"aply" is not known. Did you mean "apply"/],
  [
    { params: { strength: { default: 0.5, min: 0, maks: 1 } }, apply: () => {} },
    /^(?!.*"params\.strength\.min").*"params\.strength\.maks" is not known\. Known here: default, min, max\./,
  ],
  [
    { params: { strength: { default: 0.5, min: 0, max: -1 } }, apply: () => {} },
    /params\.strength.*expected a default from min to max/,
  ],
])('what is not a corruption is refused where it is registered: %o', (corruption, why) => {
  const register = () => corrupt.register('mine', corruption as never)
  expect(register).toThrow(why)
  expect(register).toThrow(expect.objectContaining({ code: 'CORRUPTION_INVALID' }))
})

test('an unknown name is refused with the known ones', () => {
  expect(() => corrupt(events(0, 1), { name: 'additve_noise' })).toThrow(
    expect.objectContaining({
      code: 'CORRUPTION_UNKNOWN',
      message: expect.stringMatching(
        /no corruption "additve_noise"\. Did you mean "additive_noise"\? There are: additive_noise, permutation/,
      ),
    }),
  )
})

test('a corruption without parameters says so when one is given', () => {
  corrupt.register('bare', { params: {}, apply: () => {} })
  expect(() => corrupt(events(0, 1), { name: 'bare', params: { x: 1 } })).toThrow(
    'Corruption bare has no parameter "x". It has: none.',
  )
})

test('the limits of a parameter are allowed values', () => {
  for (const strength of [0, 1]) {
    expect(() => corrupt(events(0, 1), { name: 'drop_tokens', params: { strength } })).not.toThrow()
  }
})

test.each([
  [
    'additive_noise',
    { strengh: 1 },
    /no parameter "strengh"\. Did you mean "strength"\? It has: strength, eta_max/,
  ],
  ['additive_noise', { strength: -1 }, /strength=-1 .*of at least 0/],
  ['drop_tokens', { strength: 1.5 }, /from 0 to 1/],
  ['drop_tokens', { strength: Number.NaN }, /from 0 to 1/],
  ['drop_tokens', { ['__proto__']: 1 }, /no parameter "__proto__"/],
])('%s refuses %o', (name, params, why) => {
  const attempt = () => corrupt(events(0, 1), { name, params })
  expect(attempt).toThrow(expect.objectContaining({ code: 'CORRUPTION_PARAM' }))
  expect(attempt).toThrow(why)
})

/** Made-up events: event i has 2 to 5 tokens of ids 1, 1, 2, 3, 4. */
function events(first: number, count: number): EventBatch {
  const batch = createEventBatch({ nTokens: N_TOKENS, nGlobals: 2 }, count)
  batch.firstEvent = first
  batch.nEvents = count
  batch.isValid.fill(1)
  for (let slot = 0; slot < count; slot++) {
    const event = first + slot
    batch.globals.set([100 + event, 0.5], slot * 2)
    for (let token = 0; token < 2 + (event % 4); token++) {
      const pt = 30 + 10 * token + event
      const eta = 0.5 * token - 1
      const energy = Math.hypot(pt * Math.cosh(eta), 5)
      batch.ids[slot * N_TOKENS + token] = [1, 1, 2, 3, 4][token] as number
      batch.features.set(
        [energy, pt, eta, 0.3 * token - 0.1 * event],
        (slot * N_TOKENS + token) * N_FEATURES,
      )
    }
  }
  return batch
}
