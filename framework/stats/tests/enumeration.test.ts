import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { fisherExactTest } from './fisherExact.ts'
import { mannWhitneyTest, probabilityOfImprovement } from './mannWhitney.ts'
import { signedRanks } from './signedRanks.ts'

// Every rearrangement, one by one, for samples small enough.

/** All ways to choose `size` of `n` places. */
function choices(n: number, size: number): number[][] {
  if (size === 0) return [[]]
  if (n < size) return []
  return [...choices(n - 1, size), ...choices(n - 1, size - 1).map((rest) => [...rest, n - 1])]
}

/** Pairs that x wins, ties half. */
function wins(x: readonly number[], y: readonly number[]): number {
  let sum = 0
  for (const a of x) for (const b of y) sum += a > b ? 1 : a === b ? 0.5 : 0
  return sum
}

test('Mann-Whitney, with ties and infinities', () => {
  const random = new Random(1)
  for (let trial = 0; trial < 40; trial++) {
    const [nx, ny] = [1 + random.integer(4), 1 + random.integer(4)]
    const draw = () => (random.integer(6) === 0 ? Number.POSITIVE_INFINITY : random.integer(4))
    const all = Array.from({ length: nx + ny }, draw)
    const [x, y] = [all.slice(0, nx), all.slice(nx)]
    const distance = (places: readonly number[]) => {
      const others = all.filter((_, i) => !places.includes(i))
      const chosen = places.map((i) => all[i] as number)
      return Math.abs(wins(chosen, others) - (nx * ny) / 2)
    }
    const observed = distance([...x.keys()])
    const splits = choices(nx + ny, nx)
    const hits = splits.filter((places) => distance(places) >= observed - 1e-9).length
    expect(mannWhitneyTest(x, y).pValue).toBeCloseTo(hits / splits.length, 12)
    expect(probabilityOfImprovement(x, y)).toBeCloseTo(1 - wins(x, y) / (nx * ny), 12)
  }
})

test("Fisher's test: all ways to share the hits out", () => {
  const [nA, nB, hits] = [5, 4, 4]
  const ways = choices(nA + nB, hits).map((places) => places.filter((i) => i < nA).length)
  const countOf = (inA: number) => ways.filter((each) => each === inA).length
  for (let hitsA = 0; hitsA <= hits; hitsA++) {
    const asRare = ways.filter((each) => countOf(each) <= countOf(hitsA)).length
    expect(fisherExactTest(hitsA, nA, hits - hitsA, nB)).toBeCloseTo(asRare / ways.length, 12)
  }
})

test('signed ranks: sizes share mid-ranks, zero has none, infinities share the highest', () => {
  expect(signedRanks([0.3, -0.1, 0.2])).toEqual([6, -2, 4])
  expect(signedRanks([1, -1, 0])).toEqual([3, -3, 0])
  const [infinity, minusInfinity] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  expect(signedRanks([infinity, 5, minusInfinity, 0])).toEqual([5, 2, -5, 0])
})
