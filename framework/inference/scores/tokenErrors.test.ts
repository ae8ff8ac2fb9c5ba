import { expect, test } from 'vitest'
// Recorded from numpy by fixtures/recorded/tokens.py.
import recorded from '../../../fixtures/recorded/tokens.json' with { type: 'json' }
import { CodeCounts } from './codebookUsage.ts'
import { type TokenErrorSummary, TokenErrors } from './tokenErrors.ts'

const { ids, predictions, targets, codes, nTokens } = recorded

test('errors by token type and by feature are those of numpy', () => {
  const errors = new TokenErrors()
  for (let event = 0; event < ids.length / nTokens; event++) {
    errors.add(predictions, targets, ids, event, nTokens)
  }
  const found = errors.summarize()
  expect(Object.keys(found)).toEqual(expect.arrayContaining(['all', '1', '2', '3']))
  expect(Object.keys(found)).toHaveLength(4)
  for (const [type, expected] of Object.entries(recorded.errors)) {
    const { n_tokens, mse, mae, features } = found[type] as TokenErrorSummary
    expect(n_tokens).toBe(expected.n_tokens)
    expect(mse).toBeCloseTo(expected.mse, 12)
    expect(mae).toBeCloseTo(expected.mae, 12)
    for (const [name, of] of Object.entries(expected.features)) {
      expect(features[name]?.mse).toBeCloseTo(of.mse, 12)
      expect(features[name]?.mae).toBeCloseTo(of.mae, 12)
    }
  }
})

test('events without tokens have no errors', () => {
  const errors = new TokenErrors()
  errors.add([1, 1, 1, 1], [0, 0, 0, 0], [0], 0, 1)
  expect(errors.summarize()).toEqual({})
})

test('the usage of a codebook is that of numpy', () => {
  const counts = new CodeCounts()
  codes.forEach((code, token) => {
    if (ids[token] !== 0) counts.add(code)
  })
  const { perplexity, ...exact } = recorded.codebook
  const found = counts.summarize()
  expect(found).toMatchObject(exact)
  expect(found?.perplexity).toBeCloseTo(perplexity, 12)
})

test('negative codes stand for none', () => {
  const counts = new CodeCounts()
  counts.add(-1)
  expect(counts.summarize()).toBeUndefined()
})

test('codes count from zero; the highest one says how large the codebook is at least', () => {
  const counts = new CodeCounts()
  for (const code of [0, 0, 7, 3]) counts.add(code)
  expect(counts.summarize()).toEqual({
    n: 4,
    n_used: 3,
    highest_code: 7,
    perplexity: expect.closeTo(2 * 2 ** 0.5, 12),
  })
})

test('types stand in the order of their ids, whatever the order of the tokens', () => {
  const errors = new TokenErrors()
  errors.add(Array(12).fill(1), Array(12).fill(0), [10, 9, 2], 0, 3)
  expect(Object.keys(errors.summarize())).toEqual(['2', '9', '10', 'all'])
  expect(errors.summarize().all).toMatchObject({ n_tokens: 3, mse: 4, mae: 4 })
})
