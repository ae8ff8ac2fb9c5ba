import { expect, test } from 'vitest'
import { parameterAxis } from './parameterAxis.ts'

function axisOf(values: readonly number[], scale?: 'linear' | 'log') {
  return parameterAxis(values, 'x', { title: 'Parameter', ...(scale && { scale }) })
}

test.each([
  [[1e-4, 1e-3, 1e-2], 'logarithmic'],
  [[16, 32, 64, 128], 'logarithmic'],
  [[0.1, 0.2, 0.3, 0.4, 0.5], 'linear'],
  [[10, 100], 'linear'],
  [[1e-4, 1e-2], 'logarithmic'],
  [[-1, 10, 100, 1000], 'linear'],
  [[0, 1e-4, 1e-3], 'logarithmic'],
  [[0, 0.1, 0.2, 0.3], 'linear'],
] as const)('%j stand on a %s axis', (values, type) => {
  expect(axisOf(values).axis.type).toBe(type)
})

test('a scale that is asked for is taken', () => {
  expect(axisOf([1e-4, 1e-3, 1e-2], 'linear').axis.type).toBe('linear')
  expect(axisOf([0.1, 0.2, 0.3], 'log').axis.type).toBe('logarithmic')
})

test('few values are the labels themselves', () => {
  expect(axisOf([16, 32, 64, 128]).axis.fixedTicks.map(({ label }) => label)).toEqual([
    '16',
    '32',
    '64',
    '128',
  ])
})

test('labels are not rounded to other values', () => {
  expect(axisOf([256, 1024]).axis.fixedTicks.map(({ label }) => label)).toEqual(['256', '1024'])
})

test('values that stand too close to the one before have no label', () => {
  expect(axisOf([0, 0.01, 1], 'linear').axis.fixedTicks.map(({ label }) => label)).toEqual([
    '0',
    '',
    '1',
  ])
})

test('zero stands beside a logarithmic axis, as a step further', () => {
  const { place, hasBreak, axis } = axisOf([0, 1e-4, 1e-3, 1e-2])
  expect(hasBreak).toBe(true)
  expect(place(0)).toBeCloseTo(1e-5, 12)
  expect(place(1e-4)).toBe(1e-4)
  expect(axis.min).toBeLessThan(1e-5)
  expect(axis.fixedTicks[0]).toMatchObject({ label: '0' })
})

test('a linear axis has a place for zero', () => {
  expect(axisOf([0, 1, 2])).toMatchObject({ hasBreak: false })
})
