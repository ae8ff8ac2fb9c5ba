import { expect, test } from 'vitest'
import {
  intervalWords,
  isPValue,
  number,
  pNumber,
  presentValues,
  pText,
  writtenValues,
} from './wording.ts'

test.each([
  [0, '0'],
  [12, '12'],
  [999_999, '999\u202f999'],
  [1_234_567, '1.2×10⁶'],
  [-12, '−12'],
  [-1234, '−1200'],
  [0.123, '0.12'],
  // Two digits would say that nothing differs.
  [1.0012, '1.001'],
])('by itself %d is written %s', (value, text) => {
  expect(number(value)).toBe(text)
})

test('values are written as in their sentence: an interval to the same decimals as its estimate', () => {
  expect(writtenValues({ ratio: 1.9, low: 1.8321, high: 1.9712, n: 12345, p: 0.0004 })).toEqual({
    ...{ ratio: '1.90', low: '1.83', high: '1.97' },
    ...{ n: '12\u202f345', p: '< 0.001' },
  })
})

test('the ends of a ratio are told from 1, those of others from 0', () => {
  const ends = { low: 0.9999, high: 1.4 }
  const [ratio, difference] = [
    writtenValues({ ratio: 1.2, ...ends }),
    writtenValues({ difference: 1.2, ...ends }),
  ]
  expect(ratio).toEqual({ ratio: '1.2000', low: '0.9999', high: '1.4000' })
  expect(difference).toEqual({ difference: '1.20', low: '1.00', high: '1.40' })
})

test('without both ends, or with nothing before them, each value is written by itself', () => {
  expect(writtenValues({ ratio: 1.9123, low: 1.8321 })).toEqual({ ratio: '1.9', low: '1.8' })
  expect(writtenValues({ ratio: 1.9123, high: 1.8321 })).toEqual({ ratio: '1.9', high: '1.8' })
  expect(writtenValues({ low: 1.8321, high: 2.4321 })).toEqual({ low: '1.8', high: '2.4' })
  expect(writtenValues({ n: 6 })).toEqual({ n: '6' })
})

test('p-values are known by their names', () => {
  expect(['p', 'exact-p', 'p-exact', 'step', 'n'].map(isPValue)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
  expect(writtenValues({ 'exact-p': 0.0004, n: 0.0004 })).toEqual({
    ...{ 'exact-p': '< 0.001', n: '0.0004' },
  })
})

test('an interval stands in brackets, and a missing one is said to be', () => {
  const ends = { estimate: 1.9, low: 1.8321, high: 1.9712 }
  expect(intervalWords(ends, 1)).toEqual({ estimate: '1.90', interval: '[1.83, 1.97]' })
  const nearOne = { estimate: 1.2, low: 0.9999, high: 1.4 }
  expect(intervalWords(nearOne, 1).interval).toBe('[0.9999, 1.4000]')
  expect(intervalWords(nearOne, 0).interval).toBe('[1.00, 1.40]')
  for (const missing of [{ low: Number.NaN }, { high: Number.NaN }]) {
    expect(intervalWords({ ...ends, ...missing }, 1)).toEqual({
      ...{ estimate: '1.9', interval: 'without an interval' },
    })
  }
})

test.each([
  [0.0009, 'p < 0.001'],
  [0.001, 'p = 0.001'],
  [0.0314, 'p = 0.03'],
  [0.1, 'p = 0.1'],
  [0.123, 'p = 0.12'],
  [0.05, 'p = 0.05'],
  // What is above or below the level of the tests does not look as if it were at it.
  [0.0504, 'p = 0.0504'],
  [0.0496, 'p = 0.0496'],
])('a p-value of %d is written %s', (p, text) => {
  expect(pText(p)).toBe(text)
  expect(pText(p)).toBe(`p ${p < 0.001 ? '' : '= '}${pNumber(p)}`)
})

test('values that are missing are left out', () => {
  expect(
    presentValues([
      ['a', 1],
      ['b', null],
      ['c', Number.NaN],
      ['d', 0],
    ]),
  ).toEqual({ a: 1, d: 0 })
})
