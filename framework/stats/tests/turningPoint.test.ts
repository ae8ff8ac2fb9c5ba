import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import type { Stratum } from './rankedStrata.ts'
import { type TurningPoint, turningPoint, turningRange } from './turningPoint.ts'

const SEVEN = [1, 2, 3, 4, 5, 6, 7]
const NINE = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Of this curve at these places. */
const curve = (x: readonly number[], height: (x: number) => number) => [{ x, y: x.map(height) }]

describe('a turning point', () => {
  test('of a valley is its lowest place, with all falling before it and rising after it', () => {
    expect(turningPoint(curve(SEVEN, (x) => (x - 4) ** 2))).toMatchObject({
      kind: 'lowest',
      at: 4,
      below: { estimate: expect.closeTo(-1, 12), n: 4 },
      above: { estimate: expect.closeTo(1, 12), n: 4 },
    })
  })

  test('of a hill is its highest place', () => {
    expect(turningPoint(curve(SEVEN, (x) => -((x - 4) ** 2)))).toMatchObject({
      kind: 'highest',
      at: 4,
      below: { estimate: expect.closeTo(1, 12) },
      above: { estimate: expect.closeTo(-1, 12) },
    })
  })

  test('is a value of x, not a rank', () => {
    const x = [0.001, 0.01, 0.1, 1, 10]
    const y = [5, 3, 1, 2, 4]
    expect(turningPoint([{ x, y }])?.at).toBe(0.1)
  })

  // Least squares on the ranks (numpy.polyfit): the parabola is lowest at 7, a cubic at 6.
  test('is that of a parabola for seven values of x', () => {
    expect(turningPoint([{ x: SEVEN, y: [6, 7, 5, 4, 2, 1, 3] }])?.at).toBe(7)
  })

  // Here the parabola is lowest at 8, the cubic at 7.
  test('is that of a cubic from eight values of x on', () => {
    const x = [...SEVEN, 8]
    expect(turningPoint([{ x, y: [8, 7, 6, 5, 4, 2, 1, 3] }])?.at).toBe(7)
  })

  test('is shared by strata, whose levels count for nothing', () => {
    const strata = [
      { x: SEVEN, y: [7, 5, 3, 1, 2, 4, 6] },
      { x: SEVEN, y: [107, 105, 103, 101, 102, 104, 106] },
    ]
    expect(turningPoint(strata)).toMatchObject({
      at: 4,
      below: { estimate: expect.closeTo(-1, 12), n: 8 },
      above: { estimate: expect.closeTo(1, 12), n: 8 },
    })
  })

  test('does not lie in a stratum in which nothing varies', () => {
    const strata = [{ x: [20, 20, 20], y: [1, 2, 3] }, ...curve(SEVEN, (x) => (x - 4) ** 2)]
    expect(turningPoint(strata)?.at).toBe(4)
  })

  test('needs three values of x', () => {
    expect(turningPoint([{ x: [1, 1, 2, 2], y: [1, 2, 3, 4] }])).toBeUndefined()
  })
})

describe('the range of a turning point', () => {
  /** Three values at each place, with noise. */
  const noisy = (sign: number, noise: number, seed = 1) => {
    const random = new Random(seed)
    const x = [...NINE, ...NINE, ...NINE]
    return [{ x, y: x.map((each) => sign * (each - 4) ** 2 + noise * random.normal()) }]
  }
  const pointOf = (strata: readonly Stratum[]): TurningPoint => {
    const point = turningPoint(strata)
    if (point === undefined) throw new Error('The curve has no turning point.')
    return point
  }

  test('is narrow where the curve is clear', () => {
    const strata = noisy(1, 0.01)
    expect(pointOf(strata)).toMatchObject({ kind: 'lowest', at: 4 })
    expect(turningRange(strata, pointOf(strata))).toEqual({ low: 3, high: 5 })
  })

  test('leaves out the rarest places on either side', () => {
    // Of 199 samples fewer than 2.5 % turn beyond 7.
    const strata = noisy(1, 10)
    expect(turningRange(strata, pointOf(strata))).toEqual({ low: 1, high: 7 })
  })

  test('is of the extreme that is asked for: a hill is lowest at its far end', () => {
    const strata = noisy(-1, 0.01)
    const range = turningRange(strata, { ...pointOf(strata), kind: 'lowest', at: 9 })
    expect(range).toEqual({ low: 8, high: 9 })
  })

  test('holds the turning point itself, also where no sample turns there', () => {
    const strata = noisy(1, 0.01)
    const point = pointOf(strata)
    expect(turningRange(strata, { ...point, at: 8 })).toEqual({ low: 3, high: 8 })
    expect(turningRange(strata, { ...point, at: 1 })).toEqual({ low: 1, high: 5 })
  })

  test('is the same for the same seed, which is 0 by default', () => {
    const strata = noisy(1, 30)
    const point = pointOf(strata)
    expect(turningRange(strata, point)).toEqual(turningRange(strata, point, 0))
    expect(turningRange(strata, point)).not.toEqual(turningRange(strata, point, 1))
  })

  test('is the point alone where no sample turns', () => {
    const { below, above } = pointOf(noisy(1, 1))
    const flat = [{ x: [1, 1, 2, 2], y: [1, 2, 3, 4] }]
    expect(turningRange(flat, { kind: 'lowest', at: 1, below, above })).toEqual({ low: 1, high: 1 })
  })

  test('draws pairs of x and y together', () => {
    // Every value of x has its own y: whatever is drawn lies on the valley.
    const strata = curve(NINE, (x) => (x - 5) ** 2)
    const { low, high } = turningRange(strata, pointOf(strata))
    expect(low).toBeGreaterThanOrEqual(3)
    expect(high).toBeLessThanOrEqual(7)
  })

  test('holds the true one, and is wide where noise hides it', { tags: ['simulation'] }, () => {
    const widthAt = (noise: number) => {
      const random = new Random(1)
      const x = Array.from({ length: 61 }, (_, i) => i)
      const strata = curve(x, (each) => -(((each - 30) / 10) ** 2) + noise * random.normal())
      const { low, high } = turningRange(strata, pointOf(strata))
      expect(low).toBeLessThanOrEqual(30)
      expect(high).toBeGreaterThanOrEqual(30)
      return high - low
    }
    expect(widthAt(4)).toBeGreaterThan(1.3 * widthAt(0.5))
  })
})
