import { describe, expect, test } from 'vitest'
import { asksForLog, isKeptFromLog } from './logScale.ts'

const range = (n: number, at: (i: number) => number) => Array.from({ length: n }, (_, i) => at(i))
const evenly = (n: number, low: number, high: number) =>
  range(n, (i) => low + ((high - low) * i) / (n - 1))
const decades = (n: number, low: number, high: number) =>
  range(n, (i) => low * (high / low) ** (i / (n - 1)))

describe('a logarithmic axis is asked for', () => {
  test.each<[string, number[]]>([
    ['from one decade where values lie evenly on it', [10, 20, 50, 100]],
    ['by powers of two over more than a decade', [16, 32, 64, 128, 256]],
    ['by two values more than two decades apart', [0.01, 1.01]],
    ['by losses that fall to a plateau', range(100, (i) => 0.002 + 3 * Math.exp(-i / 8))],
    ['by two clusters decades apart', [1, 1.1, 1.2, 500, 510, 520]],
    ['by decades of which a few are zero', [...decades(30, 1e-4, 10), 0, 0]],
    [
      'whatever is infinite or missing',
      [...decades(9, 1, 1000), Number.NaN, Number.POSITIVE_INFINITY],
    ],
  ])('%s', (_, values) => {
    expect(asksForLog(values)).toBe(true)
  })
})

describe('a linear axis is kept', () => {
  test.each<[string, number[]]>([
    ['within less than a decade', decades(20, 1, 9)],
    ['where values lie evenly on it, over two decades', evenly(100, 1, 120)],
    ['over many decades that a single small value makes', [1e-6, ...evenly(30, 1, 2)]],
    ['by two values a decade apart', [1, 10]],
    ['by negative values', evenly(20, -1, 1000)],
    ['by many zeros', [...decades(30, 1e-4, 10), ...range(5, () => 0)]],
    ['by a zero within two decades', [...decades(30, 1, 50), 0]],
    ['by equal values', [3, 3, 3]],
    ['by a single value', [7]],
    ['by none', []],
    ['by accuracies near one', range(50, (i) => 1 - 0.95 * Math.exp(-i / 5))],
  ])('%s', (_, values) => {
    expect(asksForLog(values)).toBe(false)
  })
})

test('zeros among decades are why an axis is linear, negative halves are not', () => {
  const zeros = range(5, () => 0)
  expect(isKeptFromLog([...decades(30, 1e-4, 10), ...zeros])).toBe(true)
  expect(isKeptFromLog([...decades(30, 1e-4, 10), ...range(40, () => 0)])).toBe(true)
  expect(isKeptFromLog([...decades(30, 1e-4, 10), ...decades(30, 1e-4, 10).map((x) => -x)])).toBe(
    false,
  )
  expect(isKeptFromLog(decades(30, 1e-4, 10))).toBe(false)
})
