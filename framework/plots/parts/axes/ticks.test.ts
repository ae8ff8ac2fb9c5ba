import { describe, expect, test } from 'vitest'
import { integerTicks, linearTicks, logTicks } from './ticks.ts'

const labels = (ticks: { label: string }[]) =>
  ticks.map(({ label }) => label).filter((label) => label !== '')

describe('linear', () => {
  test('stand at round values with the decimals of their step', () => {
    expect(labels(linearTicks(0, 0.031))).toEqual([
      '0.000',
      '0.005',
      '0.010',
      '0.015',
      '0.020',
      '0.025',
      '0.030',
    ])
  })

  test('have a real minus sign and no negative zero', () => {
    expect(labels(linearTicks(-1, 1))).toEqual(['−1.0', '−0.5', '0.0', '0.5', '1.0'])
  })

  test('write large numbers with powers of ten', () => {
    expect(labels(linearTicks(0, 2e6))).toEqual(['0', '5×10⁵', '1×10⁶', '1.5×10⁶', '2×10⁶'])
  })

  test('with powers of ten have as many digits as tell them apart', () => {
    expect(labels(linearTicks(12_345_000, 12_401_000))).toEqual([
      '1.235×10⁷',
      '1.236×10⁷',
      '1.237×10⁷',
      '1.238×10⁷',
      '1.239×10⁷',
      '1.24×10⁷',
    ])
    expect(labels(linearTicks(1e6, 1e6 + 60))).toEqual([
      '1×10⁶',
      '1.00001×10⁶',
      '1.00002×10⁶',
      '1.00003×10⁶',
      '1.00004×10⁶',
      '1.00005×10⁶',
      '1.00006×10⁶',
    ])
    expect(labels(linearTicks(1e-7, 1.009e-7)).slice(0, 2)).toEqual(['1×10⁻⁷', '1.002×10⁻⁷'])
    expect(labels(linearTicks(-1.0002e6, -1e6)).at(-2)).toBe('−1.00005×10⁶')
  })
})

test('of whole numbers have no fractions', () => {
  expect(labels(integerTicks(0, 3))).toEqual(['0', '1', '2', '3'])
})

describe('logarithmic', () => {
  test('stand at 1 to 9 times every power of ten, which alone is labelled', () => {
    const ticks = logTicks(0.001, 10)
    expect(labels(ticks)).toEqual(['0.001', '0.01', '0.1', '1', '10'])
    expect(ticks).toHaveLength(4 * 9 + 1)
  })

  test('label every second power of ten, and drop minor ticks, where there are many', () => {
    expect(labels(logTicks(1e-3, 1e6))).toEqual(['10⁻³', '10⁻¹', '10¹', '10³', '10⁵'])
  })

  test('label 1, 2 and 5 over about a decade', () => {
    expect(labels(logTicks(0.9, 12))).toEqual(['1', '2', '5', '10'])
  })

  test('are linear where the axis holds less than two of these', () => {
    expect(labels(logTicks(2.1, 2.9)).length).toBeGreaterThan(1)
  })
})
