import { describe, expect, test } from 'vitest'
import { STRENGTH_OPTIONS, strengthCurve } from '../../../testing/models/exampleStrengths.ts'
import type { Figure } from '../../figure.ts'
import { strengthCurves } from './strengthCurves.ts'

type Point = ReturnType<typeof strengthCurve>['points'][number]

describe('where a model has no further values', () => {
  const STRENGTHS = [0, 0.1, 0.2, 0.3]
  /** Models of a group, each with its number of values. */
  const models = (lengths: readonly number[], group = 'vq') =>
    lengths.map((length, i) => {
      const { points, ...named } = strengthCurve(group, 1 + i, STRENGTHS)
      const broken = { value: Number.POSITIVE_INFINITY, low: Number.NaN, high: Number.NaN }
      return {
        ...named,
        name: `${group}-${i}`,
        points: points.map((point, at) => (at < length ? point : { ...point, ...broken })),
      }
    })
  const linesOf = (figure: Figure) => {
    const datasets = figure.panels?.plots[0]?.chart.data.datasets ?? []
    return datasets
      .filter(({ showLine, fill }) => showLine && fill === undefined)
      .map(({ data }) => data.map(({ x, y }) => (y === null ? null : [x, Number(y.toFixed(6))])))
  }
  const fewerOf = ({ notes }: Figure) => notes.filter((note) => note.startsWith('Fewer'))
  const FEWER = 'Fewer models stand behind a mean, or there is none, where some have no value: '

  test('the mean breaks, and goes on as that of those that are left', () => {
    const [mean] = linesOf(strengthCurves(models([4, 4, 2]), STRENGTH_OPTIONS))
    expect(mean).toEqual([[0, 0.5], [0.1, 0.7], null, [0.2, 0.8], [0.3, 0.95]])
  })

  test('a note names the model and the strength', () => {
    expect(
      fewerOf(strengthCurves([...models([4, 4, 2]), ...models([4, 4], 'none')], STRENGTH_OPTIONS)),
    ).toEqual([`${FEWER}vq from 0.2 without "vq-2" (strength).`])
  })

  test('the mean ends where only one is left, whose line goes on', () => {
    const figure = strengthCurves(models([4, 2]), STRENGTH_OPTIONS)
    const [mean, single] = linesOf(figure)
    expect(mean).toEqual([
      [0, 0.5],
      [0.1, 0.65],
    ])
    expect(single?.slice(0, 4).at(-1)).toEqual([0.3, 0.8])
    expect(fewerOf(figure)).toEqual([`${FEWER}vq from 0.2 without "vq-1" (strength).`])
  })

  test('a band breaks with its mean, and a strength by itself has a whisker', () => {
    const { panels } = strengthCurves(models([4, 4, 3]), STRENGTH_OPTIONS)
    const datasets = panels?.plots[0]?.chart.data.datasets ?? []
    const [low, high] = datasets.filter(({ fill }) => fill !== undefined)
    const gaps = [low, high].map((edge) => edge?.data.findIndex(({ y }) => y === null))
    expect(gaps).toEqual([3, 3])
    const whisker = datasets.find(({ data }) => data.length === 2 && data[0]?.x === data[1]?.x)
    expect(whisker?.data).toEqual([
      { x: 0.3, y: expect.closeTo(0.8, 12) },
      { x: 0.3, y: expect.closeTo(1.1, 12) },
    ])
  })

  test('the means of groups side by side break too', () => {
    const groups = ['a', 'b', 'c', 'd'].flatMap((group) => models([4, 4], group))
    const figure = strengthCurves([...groups, ...models([4, 4, 2])], STRENGTH_OPTIONS)
    expect(figure.caption).toContain('side by side')
    const broken = linesOf(figure).map((line) => line.indexOf(null))
    expect(broken).toEqual([-1, -1, -1, -1, 2])
  })

  test('names are listed by strength, with the corruption where there are several', () => {
    const other = models([0, 4, 4], 'none').map((each) => ({ ...each, corruption: 'drop_tokens' }))
    expect(
      fewerOf(strengthCurves([...models([2, 4, 3, 4, 2]), ...other], STRENGTH_OPTIONS)),
    ).toEqual([
      `${FEWER}vq from 0.2 without "vq-0" and "vq-4", from 0.3 without "vq-2" (additive_noise, strength), ` +
        'none from 0 without "none-0" (drop_tokens).',
    ])
  })

  test('models without names are counted', () => {
    const nameless = models([4, 4, 2]).map(({ name: _, ...each }) => each)
    expect(fewerOf(strengthCurves(nameless, STRENGTH_OPTIONS))).toEqual([
      `${FEWER}vq from 0.2 without 1 of 3 models (strength).`,
    ])
  })

  test('all are named where all models of a group end together', () => {
    expect(fewerOf(strengthCurves(models([2, 2]), STRENGTH_OPTIONS))).toEqual([
      `${FEWER}vq from 0.2 without "vq-0" and "vq-1" (strength).`,
    ])
  })
})

describe('where a model has no value, though it has further ones', () => {
  const holed = { ...strengthCurve('vq', 2), name: 'holed' }
  const [first, second, third] = holed.points as [Point, Point, Point]
  const curves = [
    { ...holed, points: [first, { ...second, value: Number.NaN }, third] },
    { ...strengthCurve('vq', 1), name: 'whole' },
  ]

  test('its line breaks, and the mean has no value there', () => {
    const { panels } = strengthCurves(curves, STRENGTH_OPTIONS)
    const lines = panels?.plots[0]?.chart.data.datasets.filter(({ showLine }) => showLine) ?? []
    expect(lines[0]?.data.map(({ y }) => y)).toEqual([0.5, null, expect.closeTo(0.8, 12)])
    expect(
      lines
        .at(-1)
        ?.data.slice(0, 3)
        .map(({ y }) => y),
    ).toEqual([0.5, null, 0.9])
  })

  test('a note names it', () => {
    expect(strengthCurves(curves, STRENGTH_OPTIONS).notes).toContainEqual(
      expect.stringMatching(/: vq at 0\.1 without "holed" \(strength\)\.$/),
    )
  })
})

test('a model that was not run at a strength is interpolated along its line, on a log axis too', () => {
  const point = (strength: number, value: number) => ({ strength, value, low: value, high: value })
  const named = { corruption: 'noise', group: 'vq' }
  const { panels, notes } = strengthCurves(
    [
      { ...named, points: [point(0.001, 1), point(0.1, 3)] },
      { ...named, points: [point(0.001, 1), point(0.01, 4), point(0.1, 3)] },
    ],
    { title: 'Error' },
  )
  const [plot] = panels?.plots ?? []
  expect(plot?.chart.options.scales.x.type).toBe('logarithmic')
  // Half way from 0.001 to 0.1 the first model's line is at 2.
  expect(plot?.chart.data.datasets[0]?.data.map(({ x, y }) => [x, y])).toEqual([
    [0.001, 1],
    [0.01, 3],
    [0.1, 3],
  ])
  expect(notes).toEqual([])
})
