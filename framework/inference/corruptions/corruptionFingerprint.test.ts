import { expect, test } from 'vitest'
import { corrupt } from './corrupt.ts'
import { fingerprintCorruption } from './corruptionFingerprint.ts'

let factor = 2
const scale = (value: number) => value * factor

corrupt.register('scaled', {
  params: {},
  apply: ({ features }) => {
    features.set(features.map(scale))
  },
})
const scaled = { label: 'scaled', name: 'scaled', params: {} }

test('a corruption whose code and helpers stay has the same fingerprint', () => {
  expect(fingerprintCorruption(scaled)).toBe(fingerprintCorruption(scaled))
})

test('a change of something that a corruption calls changes its fingerprint', () => {
  const before = fingerprintCorruption(scaled)
  factor = 3
  expect(fingerprintCorruption(scaled)).not.toBe(before)
})

test('a corruption that only differs for globals, ids or padding has another fingerprint', () => {
  let touched: 'none' | 'globals' | 'ids' | 'padding' = 'none'
  corrupt.register('choosy', {
    params: {},
    apply: ({ ids, globals, features }) => {
      if (touched === 'globals') globals.set(globals.map((value) => 2 * value))
      if (touched === 'ids') ids.set(ids.map((id) => (id === 5 ? 4 : id)))
      if (touched === 'padding' && ids.includes(0)) features[0] = -1
    },
  })
  const choosy = { label: 'choosy', name: 'choosy', params: {} }
  const prints = (['none', 'globals', 'ids', 'padding'] as const).map((what) => {
    touched = what
    return fingerprintCorruption(choosy)
  })
  expect(new Set(prints).size).toBe(4)
})
