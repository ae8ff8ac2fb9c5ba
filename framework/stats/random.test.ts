import { expect, test } from 'vitest'
import { Random } from './random.ts'

const draw = (random: Random, n: number) => Array.from({ length: n }, () => random.uint32())

test('the same seed, stream and index give the same numbers, whatever was drawn before', () => {
  const random = new Random(42, 'noise')
  random.restart(7)
  const first = draw(random, 5)
  draw(random.restart(3), 11)
  expect(draw(random.restart(7), 5)).toEqual(first)
  expect(draw(new Random(42, 'noise').restart(7), 5)).toEqual(first)
})

test('the numbers stay the same from version to version', () => {
  expect(draw(new Random(42, 'noise'), 3)).toMatchInlineSnapshot(`
    [
      117922430,
      4209675559,
      3694272899,
    ]
  `)
})

test('seeds, streams and indices have sequences of their own', () => {
  const starts = [
    new Random(1, 'a'),
    new Random(2, 'a'),
    new Random(1 + 2 ** 32, 'a'),
    new Random(-1, 'a'),
    new Random(1, 'b'),
    new Random(1, 'a').restart(1),
  ].map((random) => draw(random, 3).join())
  expect(new Set(starts).size).toBe(starts.length)
})

test('first numbers of consecutive indices are uncorrelated and uniform', () => {
  const random = new Random(0)
  const n = 20_000
  const first = Float64Array.from({ length: n }, (_, i) => random.restart(i).uniform() - 0.5)
  const mean = first.reduce((a, b) => a + b) / n
  let lagged = 0
  for (let i = 1; i < n; i++) lagged += (first[i - 1] as number) * (first[i] as number)
  expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(1 / 12 / n))
  expect(Math.abs(lagged / n / (1 / 12))).toBeLessThan(4 / Math.sqrt(n))
})

test('normal numbers have mean 0, variance 1 and no skew', () => {
  const random = new Random(3)
  const n = 50_000
  const values = Array.from({ length: n }, () => random.normal())
  const moment = (k: number) => values.reduce((sum, v) => sum + v ** k, 0) / n
  expect(moment(1)).toBeCloseTo(0, 1)
  expect(moment(2)).toBeCloseTo(1, 1)
  expect(moment(3)).toBeCloseTo(0, 1)
  expect(Math.abs(moment(4) - 3)).toBeLessThan(0.15)
})

test('restarting forgets the spare normal number', () => {
  const random = new Random(5)
  const first = random.restart(1).normal()
  random.restart(0).normal()
  expect(random.restart(1).normal()).toBe(first)
})

test('a shuffle reaches every order equally often', () => {
  const random = new Random(9)
  const counts = new Map<string, number>()
  for (let i = 0; i < 6000; i++) {
    const items = ['a', 'b', 'c', 'fixed']
    random.shuffle(items, 3)
    counts.set(items.join(''), (counts.get(items.join('')) ?? 0) + 1)
  }
  expect(counts.size).toBe(6)
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(130)
})
