import { expect, test } from 'vitest'
import { rememberQuantiles } from './rememberQuantiles.ts'

test('each value is worked out once, however many are asked for in between', () => {
  const asked: string[] = []
  const remembered = rememberQuantiles((probability, df) => {
    asked.push(`${probability} ${df}`)
    return probability * df
  })
  const ask = () => [remembered(0.5, 2), remembered(0.5, 3), remembered(0.9, 2)]
  expect(ask()).toEqual([1, 1.5, 1.8])
  expect(ask()).toEqual([1, 1.5, 1.8])
  expect(asked).toEqual(['0.5 2', '0.5 3', '0.9 2'])
})

test('what it remembers has an end, after which the values are the same', () => {
  let calls = 0
  const remembered = rememberQuantiles((probability, df) => {
    calls++
    return probability + df
  })
  const askMany = (ask: (i: number) => number, more: number) => {
    for (let i = 0; i < 10_000 + more; i++) expect(ask(i)).toBe(i + 0.5)
  }
  askMany((i) => remembered(0.5, i), 1)
  expect(calls).toBe(10_001)
  // The last one stands in a table that was begun anew.
  expect([remembered(0.5, 10_000), remembered(0.5, 0)]).toEqual([10_000.5, 0.5])
  expect(calls).toBe(10_002)
})

test('probabilities beyond the ten thousandth are worked out, and not remembered', () => {
  let calls = 0
  const remembered = rememberQuantiles((probability) => {
    calls++
    return probability
  })
  for (let i = 0; i <= 10_000; i++) remembered(i, 1)
  expect(calls).toBe(10_001)
  expect([remembered(9999, 1), remembered(10_000, 1)]).toEqual([9999, 10_000])
  expect(calls).toBe(10_002)
})
