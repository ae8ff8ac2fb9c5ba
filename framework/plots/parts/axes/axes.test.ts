import { describe, expect, test } from 'vitest'
import { axis, categoryAxis, isDrawable } from './axes.ts'

const typeOf = (values: number[], scale?: 'auto' | 'linear' | 'log') =>
  axis(values, 'y', { title: '', ...(scale && { scale }) }).type

describe('scale', () => {
  test('is logarithmic when positive values span more than two decades', () => {
    expect(typeOf([0.01, 1.01])).toBe('logarithmic')
    expect(typeOf([0.01, 1])).toBe('linear')
    expect(typeOf([0, 1e6])).toBe('linear')
  })

  test('can be chosen', () => {
    expect(typeOf([1, 2], 'log')).toBe('logarithmic')
    expect(typeOf([1e-6, 1], 'linear')).toBe('linear')
  })

  test('stays linear where nothing is above zero, whatever is chosen', () => {
    expect(typeOf([-1, 0], 'log')).toBe('linear')
  })
})

describe('limits', () => {
  test('hold all finite values with a margin', () => {
    const { min, max } = axis([0, 100, Number.NaN, Number.POSITIVE_INFINITY], 'x', { title: '' })
    expect([min, max]).toEqual([-4, 104])
  })

  test('begin at zero where asked for', () => {
    expect(axis([5, 6], 'x', { title: '', fromZero: true }).min).toBe(0)
  })

  test('leave room above nothing but zeros', () => {
    const { min, max } = axis([0, 0], 'y', { title: '', fromZero: true })
    expect([min, max]).toEqual([0, 1])
  })

  test('leave room around a single value', () => {
    const { min, max } = axis([5], 'x', { title: '' })
    expect(min).toBeLessThan(5)
    expect(max).toBeGreaterThan(5)
  })
})

test('names every n-th category where all would overlap', () => {
  const names = Array.from({ length: 130 }, (_, i) => `run ${i}`)
  const { fixedTicks } = categoryAxis(names, 'y', { title: '' })
  expect(fixedTicks.slice(0, 4).map(({ label }) => label)).toEqual(['run 0', '', '', 'run 3'])
})

test('has no place for zero on a log axis, nor for infinities on any', () => {
  expect(isDrawable(0, { type: 'logarithmic' })).toBe(false)
  expect(isDrawable(0, { type: 'linear' })).toBe(true)
  expect(isDrawable(Number.POSITIVE_INFINITY, { type: 'linear' })).toBe(false)
})
