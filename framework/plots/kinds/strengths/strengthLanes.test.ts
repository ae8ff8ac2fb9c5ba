import { describe, expect, test } from 'vitest'
import { STRENGTH_OPTIONS, strengthCurve } from '../../../testing/models/exampleStrengths.ts'
import type { Figure } from '../../figure.ts'
import { strengthCurves } from './strengthCurves.ts'

test('more than four groups stand side by side with whiskers, which would be mud as bands', () => {
  const groups = ['a', 'b', 'c', 'd', 'e']
  const pairs = groups.flatMap((group) => [strengthCurve(group, 1), strengthCurve(group, 1.2)])
  const { panels, legend, caption } = strengthCurves(pairs, STRENGTH_OPTIONS)
  const [panel] = panels?.plots ?? []
  const places = panel?.chart.data.datasets
    .filter(({ showLine }) => showLine)
    .map(({ data }) => data[0]?.x)
  expect(new Set(places).size).toBe(5)
  const lines = panel?.marks.filter((mark) => mark.shape === 'line') ?? []
  const whiskers = lines.filter(({ dash }) => dash === undefined)
  expect(new Set(whiskers.map(({ points }) => points[0]?.[0]))).toEqual(
    new Set(panel?.chart.data.datasets.flatMap(({ data }) => data.map(({ x }) => x))),
  )
  const { min, max } = panel?.chart.options.scales.x ?? { min: 0, max: 0 }
  expect(Math.min(...(places as number[]))).toBeGreaterThan(min)
  expect(max).toBeGreaterThan(0.2)
  expect(legend[1]?.items[0]?.text).toMatch(/^Whiskers: /)
  expect(caption).toContain('whiskers the range')
})

describe('a single strength', () => {
  const linesOf = ({ marks }: Pick<Figure, 'marks'>) =>
    marks.flatMap((mark) => (mark.shape === 'line' ? [mark.points.map(([, y]) => y)] : []))

  test('has whiskers in place of bands, and the key says so', () => {
    const { panels, legend } = strengthCurves(
      [strengthCurve('none', 1, [0.1]), strengthCurve('vq', 3, [0.1])],
      {
        title: 'AUROC',
      },
    )
    const [plot] = panels?.plots ?? []
    expect(plot && linesOf(plot)).toEqual([
      [0.58, 0.62],
      [0.78, 0.8200000000000001],
    ])
    expect(legend[1]?.items[0]?.text).toBe('Whiskers: 95 % interval over events')
  })

  test('of one group among others has a whisker beside their bands', () => {
    const { panels } = strengthCurves(
      [strengthCurve('none', 1, [0.1]), strengthCurve('vq', 2)],
      STRENGTH_OPTIONS,
    )
    const vertical = panels?.plots[0]?.chart.data.datasets.filter(
      ({ data }) => data.length === 2 && data[0]?.x === data[1]?.x,
    )
    expect(vertical?.map(({ data }) => data.map(({ y }) => y))).toEqual([[0.58, 0.62]])
  })
})
