import { expect, test } from 'vitest'
import { expandStrategies } from './strategies.ts'

test('a corruption alone is called by its name and has its defaults', () => {
  expect(expandStrategies([{ name: 'drop_tokens', params: {} }])).toEqual([
    { label: 'drop_tokens', name: 'drop_tokens', params: { strength: 0.2 } },
  ])
})

test('a list becomes one strategy a value', () => {
  const strategies = expandStrategies([
    { name: 'additive_noise', params: { strength: [0.1, 0.5], eta_max: 5 } },
  ])
  expect(strategies).toEqual([
    {
      label: 'additive_noise(strength=0.1, eta_max=5)',
      name: 'additive_noise',
      params: { strength: 0.1, eta_max: 5 },
      swept: 'strength',
    },
    {
      label: 'additive_noise(strength=0.5, eta_max=5)',
      name: 'additive_noise',
      params: { strength: 0.5, eta_max: 5 },
      swept: 'strength',
    },
  ])
})

test('two lists in one corruption are refused', () => {
  const config = { name: 'additive_noise', params: { strength: [1, 2], eta_max: [3, 4] } }
  expect(() => expandStrategies([config])).toThrow(/lists for strength and eta_max/)
})

test('the same strategy twice is refused', () => {
  const config = { name: 'permutation', params: { strength: 0.3 } }
  expect(() => expandStrategies([config, config])).toThrow(/"permutation\(strength=0.3\)" twice/)
})
