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
