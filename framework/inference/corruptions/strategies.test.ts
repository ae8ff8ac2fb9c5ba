import { expect, test } from 'vitest'
import { corrupt } from './corrupt.ts'
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
  expect(() => expandStrategies([config])).toThrow(
    expect.objectContaining({
      code: 'CORRUPTION_PARAM',
      message:
        'Corruption additive_noise has lists for strength and eta_max: one parameter at a time may hold a list.',
    }),
  )
})

test('the same strategy twice is refused', () => {
  const config = { name: 'permutation', params: { strength: 0.3 } }
  expect(() => expandStrategies([config, config])).toThrow(
    expect.objectContaining({
      code: 'CORRUPTION_PARAM',
      message: expect.stringContaining('"permutation(strength=0.3)" twice'),
    }),
  )
})

test('a corruption that occurs repeatedly is told apart by the parameters that were set', () => {
  const strategies = expandStrategies([
    { name: 'permutation', params: {} },
    { name: 'permutation', params: { strength: 0.5 } },
    { name: 'drop_tokens', params: { strength: 0.5 } },
  ])
  expect(strategies.map(({ label }) => label)).toEqual([
    'permutation',
    'permutation(strength=0.5)',
    'drop_tokens',
  ])
})

test.each([
  [
    { name: 'drop_tokens', strength: 0.5 },
    'has a key "strength". Parameters belong under params: {name: drop_tokens, params: {strength: …}}.',
  ],
  [
    { name: 'additive_noise', eta_mx: 3 },
    'has a key "eta_mx". Did you mean "eta_max"? ' +
      'Parameters belong under params: {name: additive_noise, params: {eta_max: …}}.',
  ],
  [
    { name: 'drop_tokens', xyz: 3 },
    'has a key "xyz". Parameters belong under params: {name: drop_tokens, params: {strength: …}}.',
  ],
])('a parameter beside the name is refused, with where it belongs: %o', (config, why) => {
  const expand = () => expandStrategies([{ params: {}, ...config }])
  expect(expand).toThrow(
    expect.objectContaining({
      code: 'CORRUPTION_PARAM',
      message: `inference.corruption_strategies: the entry of ${config.name} ${why}`,
    }),
  )
})

test('where a corruption has no parameters, advice names one as an example', () => {
  corrupt.register('unparametrized', { params: {}, apply: () => {} })
  const config = { name: 'unparametrized', params: {}, level: 2 }
  expect(() => expandStrategies([config])).toThrow(/params: \{strength: …\}\}\.$/)
})
