import { describe, expect, test } from 'vitest'
import type { FigureAxis } from '../../figure.ts'
import { dataAxis, isBeyond } from './dataAxis.ts'

const range = <T>(n: number, at: (i: number) => T) => Array.from({ length: n }, (_, i) => at(i))
const of = (values: number[], options = {}) =>
  dataAxis(
    values.map((value) => [value]),
    'y',
    { title: '', noun: 'run', ...options },
  )
/** 1.0, 1.1, … 2.6 */
const seventeen = range(17, (i) => 1 + i / 10)

test('one diverged run among 18 lies beyond a linear axis of the others, and is reported', () => {
  const { axis, notes } = of([...seventeen, 3.1e9])
  expect(axis).toMatchObject({ type: 'linear', min: 1 - 0.064, max: 2.6 + 0.064 })
  expect(notes).toEqual(['Beyond the vertical axis: 1 run, at 3.1×10⁹.'])
})

test('one diverged run lies beyond an axis from zero, which stays linear', () => {
  const { axis, notes } = of([...seventeen, 3.1e9], { fromZero: true })
  expect(axis).toMatchObject({ type: 'linear', min: 0, max: 2.6 * 1.04 })
  expect(notes).toEqual(['Beyond the vertical axis: 1 run, at 3.1×10⁹.'])
})

test('ends of intervals follow from the axis that the items have', () => {
  const types: string[] = []
  const { axis } = of([...seventeen, 3.1e9], {
    intervalEnds: ({ type, max }: FigureAxis) => {
      types.push(type)
      return [2 * max]
    },
  })
  expect(types).toEqual(['linear'])
  expect(axis.max).toBeCloseTo(2 * 2.664 * 1.04 - 0.04)
})

test('two diverged runs are reported with how far they are', () => {
  expect(of([...seventeen, 3.1e9, 4e7]).notes).toEqual([
    'Beyond the vertical axis: 2 runs, up to 3.1×10⁹.',
  ])
  expect(of([...seventeen, -3e9, 4e7]).notes).toEqual([
    'Beyond the vertical axis: 2 runs, down to −3×10⁹ and up to 4×10⁷.',
  ])
})

test('values of many decades with one far beyond keep their logarithmic axis', () => {
  const { axis, notes } = of([...range(17, (i) => 10 ** (i / 8)), 1e30])
  expect(axis.type).toBe('logarithmic')
  expect(axis.max).toBeLessThan(200)
  expect(notes).toEqual(['Beyond the vertical axis: 1 run, at 1×10³⁰.'])
})

test('values of some decades with one next to zero have a logarithmic axis', () => {
  const { axis, notes } = of([...range(25, (i) => 10 ** (i / 8)), 1e-20])
  expect(axis.type).toBe('logarithmic')
  expect(axis.min).toBeGreaterThan(0.1)
  expect(notes).toEqual(['Beyond the vertical axis: 1 run, at 1×10⁻²⁰.'])
})

describe('nothing lies beyond the axis', () => {
  const holdsAll = (values: number[], options = {}) => {
    const { axis, notes } = of(values, options)
    expect(values.filter((value) => isBeyond(value, axis))).toEqual([])
    expect(notes).toEqual([])
    return axis
  }

  test.each<[string, number[]]>([
    ['of equal values', range(18, () => 4)],
    ['of values equal but for one', [...range(17, () => 4), 5]],
    ['of two clusters', [...range(9, (i) => i), ...range(9, (i) => 1000 + i)]],
    ['of two values', [1, 1e9]],
    ['of three values', [1, 1.1, 1e9]],
    ['of negative values', range(18, (i) => -10 - i)],
    ['of an exponential tail', range(200, (i) => -Math.log(1 - (i + 0.5) / 200) - 0.5)],
    ['of a group that a logarithmic axis can show', [...seventeen, 30]],
    ['of a third that is far off', [...range(12, (i) => 1 + i / 10), ...range(6, () => 1e9)]],
  ])('%s', (_, values) => {
    holdsAll(values)
  })

  test('whose scale is chosen', () => {
    expect(holdsAll([...seventeen, 3e9], { scale: 'linear' }).max).toBeGreaterThan(3e9)
    expect(holdsAll([...seventeen, 3e9], { scale: 'log' }).type).toBe('logarithmic')
  })

  test('from zero that shows all lengths', () => {
    expect(
      holdsAll([...seventeen.map((value) => value + 9), 25], { fromZero: true }),
    ).toMatchObject({
      type: 'linear',
      min: 0,
    })
  })
})

test('a reference line is within the axis, however far', () => {
  expect(of([...seventeen, 3e9], { holding: [40] }).axis.max).toBeGreaterThan(40)
})

test('one epoch of a run beyond the axis makes it a run beyond, and its other values count', () => {
  const curves = range(18, (run) => range(10, (epoch) => 2 + run / 10 - epoch / 10))
  ;(curves[0] as number[])[3] = 1e8
  const { axis, notes } = dataAxis(curves, 'y', { title: '', noun: 'run' })
  expect([axis.min < 1.1, axis.max < 4]).toEqual([true, true])
  expect(notes).toEqual(['Beyond the vertical axis: 1 run, at 1×10⁸.'])
})

test('the ends of one curve are no group, those of two are', () => {
  const curves = range(18, (run) => range(10, (epoch) => 2 + run / 10 - epoch / 10))
  const far = (offset: number) => range(10, (epoch) => 100 + offset - epoch / 10)
  const of = (items: number[][]) => dataAxis(items, 'y', { title: '', noun: 'run' })
  expect(of([...curves, far(0)]).notes).toEqual(['Beyond the vertical axis: 1 run, up to 100.'])
  expect(of([...curves, far(0), far(1)]).axis.max).toBeGreaterThan(101)
})

test('what lies beyond an axis of powers of ten has one too', () => {
  const losses = range(18, (run) => 2e-6 * (1 + run / 100))
  expect(of([...losses, 0.05]).notes).toEqual(['Beyond the vertical axis: 1 run, at 5×10⁻².'])
})

test('what every run goes through is within the axis, however short', () => {
  const curves = range(18, (run) => range(100, (epoch) => (epoch === 0 ? 900 : 1) + run / 1000))
  expect(dataAxis(curves, 'y', { title: '', noun: 'run' }).axis.max).toBeGreaterThan(900)
})

test('a few zeros among decades have no place on the axis, many keep it linear, which is reported', () => {
  const decades = range(30, (i) => 10 ** (i / 6))
  expect(of([...decades, 0]).axis.type).toBe('logarithmic')
  const { axis, notes } = of([...decades, 0, 0, 0, 0, 0])
  expect(axis.type).toBe('linear')
  expect(notes).toEqual([
    'The vertical axis is linear: 5 of 35 values are not above zero, which a logarithmic axis cannot show.',
  ])
})
