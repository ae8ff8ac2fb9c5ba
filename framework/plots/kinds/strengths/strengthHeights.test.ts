import { describe, expect, test } from 'vitest'
import { strengthCurve } from '../../../testing/models/exampleStrengths.ts'
import { strengthCurves } from './strengthCurves.ts'

describe('one extreme curve', () => {
  /** From 0.5 up to 0.9, and one that rises by so much. */
  const curvesWith = (slope: number, nOthers = 5) => [
    ...Array.from({ length: nOthers }, (_, i) => strengthCurve(i % 2 ? 'vq' : 'none', 1 + i / 5)),
    strengthCurve('vq', slope),
  ]
  const of = (curves: Parameters<typeof strengthCurves>[0], more = {}) => {
    const figure = strengthCurves(curves, { title: 'Error', ...more })
    return { ...figure, y: figure.chart.options.scales.y }
  }

  test('lies beyond the axis, whose scale is that of the others, and is reported', () => {
    const { y, notes, caption } = of(curvesWith(1e9))
    expect(y).toMatchObject({ type: 'linear', max: expect.toSatisfy((max) => max < 1) })
    expect(caption).toContain('Thick lines are the mean over')
    expect(notes).toEqual([
      'Beyond the vertical axis: 1 curve, up to 2×10⁸.',
      'Beyond the vertical axis: 1 mean curve, up to 6.67×10⁷.',
      'Intervals that reach beyond the axis are cut off at its edge; those that would cover all of ' +
        'it are not drawn.',
    ])
  })

  test('leaves bands where it has not drawn them off the axis', () => {
    const { panels } = of(curvesWith(1e9))
    const edges = panels?.plots[0]?.chart.data.datasets.filter(({ fill }) => fill === false)
    // At strength 0 all have the same value; that of the other group is whole.
    expect(edges?.map(({ data }) => data.filter(({ y }) => y !== null).length)).toEqual([3, 1])
  })

  test('is on an axis that is chosen', () => {
    const { y, notes } = of(curvesWith(1e9), { scale: 'linear' })
    expect(y.max).toBeGreaterThan(2e8)
    expect(notes).toEqual([])
  })

  test('is none among three', () => {
    const { y, notes } = of(curvesWith(1e9, 2))
    expect(y.max).toBeGreaterThan(2e8)
    expect(notes).toEqual([])
  })

  test('is reported by its panel where panels have axes of their own', () => {
    const other = curvesWith(1).map((each) => ({ ...each, corruption: 'drop_tokens' }))
    const { notes, panels } = of([...curvesWith(1e9), ...other], { facetAxes: 'free' })
    expect(notes.slice(0, 2)).toEqual([
      '(additive_noise, strength) Beyond the vertical axis: 1 curve, up to 2×10⁸.',
      '(additive_noise, strength) Beyond the vertical axis: 1 mean curve, up to 6.67×10⁷.',
    ])
    const ends = panels?.plots.map(({ chart }) => chart.options.scales.y.max)
    expect(ends?.every((end) => end < 1)).toBe(true)
  })

  test('lies beyond the axis at all strengths too', () => {
    const above = strengthCurve('vq', 1).points.map((point) => ({
      ...point,
      value: point.value + 20,
    }))
    const { y, notes } = of([...curvesWith(1, 8), { ...strengthCurve('vq', 1), points: above }])
    expect(y.max).toBeLessThan(2)
    expect(notes[0]).toBe('Beyond the vertical axis: 1 curve, up to 20.7.')
  })

  test('keeps no reference line from the axis', () => {
    const { y } = of(curvesWith(1e9), { reference: { name: 'chance', value: 7 } })
    expect(y.max).toBeGreaterThan(7)
    expect(y.max).toBeLessThan(8)
  })

  test('leaves means alone on the axis of the others', () => {
    const groups = Array.from({ length: 9 }, (_, i) => `g${i}`)
    const pairs = ['noise', 'masking'].flatMap((corruption) =>
      groups.flatMap((group, i) =>
        [1 + i / 100, 2 + i / 100, i === 8 ? 1e9 : 1.5].map((slope) => ({
          ...strengthCurve(group, slope),
          corruption,
        })),
      ),
    )
    const { y, notes } = of(pairs)
    expect(y).toMatchObject({ type: 'linear', max: expect.toSatisfy((max) => max < 1) })
    expect(notes).toEqual([
      'Beyond the vertical axis: 2 mean curves, up to 6.67×10⁷.',
      'Intervals are left out: those of 9 groups would hide each other.',
    ])
  })
})

test('a line at zero that a logarithmic axis has no place for is left out, and reported', () => {
  const { notes, legend } = strengthCurves([strengthCurve('vq', 1)], {
    title: 'Error',
    scale: 'log',
    reference: { name: 'nothing', value: 0 },
  })
  expect(notes).toEqual([
    'The line "nothing" at 0 is left out: a logarithmic axis has no place for it.',
  ])
  expect(JSON.stringify(legend)).not.toContain('nothing')
})
