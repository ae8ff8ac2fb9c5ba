import { describe, expect, test } from 'vitest'
import { STRENGTH_OPTIONS, strengthCurve } from '../../../testing/models/exampleStrengths.ts'
import type { Figure } from '../../figure.ts'
import { strengthCurves } from './strengthCurves.ts'

describe('many groups that cover each other', () => {
  /** Two models of each of so many groups, which end within each other's ranges. */
  const pairsOf = (nGroups: number, corruptions = ['noise']) =>
    corruptions.flatMap((corruption) =>
      Array.from({ length: nGroups }, (_, i) => `g${String(i).padStart(2, '0')}`).flatMap(
        (group, i) => [
          { ...strengthCurve(group, 1 + i / 100), corruption },
          { ...strengthCurve(group, 2 + i / 100), corruption },
        ],
      ),
    )
  const titlesOf = ({ panels }: Figure) => panels?.plots.map(({ title }) => title)
  const keysOf = ({ legend }: Figure) =>
    legend.flatMap(({ items }) => items.map(({ text }) => text))

  test('have a panel each, whose title names it', () => {
    const figure = strengthCurves(pairsOf(6), STRENGTH_OPTIONS)
    expect(titlesOf(figure)).toEqual([0, 1, 2, 3, 4, 5].map((i) => `g0${i} (n = 2)`))
    expect(figure.panels?.freeAxes).toBeUndefined()
    expect(figure.chart.options.scales.x.title.text).toBe('Strength of the corruption (noise)')
    expect(keysOf(figure)).toEqual(['range (n = 2) over models', 'the other groups', 'chance'])
    expect(figure.caption).toContain(
      '; thin lines are single models. Grey behind are the means of the other groups.',
    )
  })

  test('a panel has the band and the models of its group before the means of the others', () => {
    const { panels } = strengthCurves(pairsOf(6), STRENGTH_OPTIONS)
    const drawn = panels?.plots[0]?.chart.data.datasets ?? []
    // Points, mean, the edges of the band, two models, five other means with gaps between them.
    expect(drawn.map(({ data }) => data.length)).toEqual([3, 3, 3, 3, 3 + 1 + 3, 5 * 3 + 4])
    const ends = drawn.at(-1)?.data.filter(({ x }) => x === 0.2)
    expect(ends?.map(({ y }) => y)).toEqual(
      [1, 2, 3, 4, 5].map((i) => expect.closeTo(0.5 + 0.2 * (1.5 + i / 100), 12)),
    )
  })

  test('have a row of panels each under several corruptions, of which up to eight fit a page', () => {
    const figure = strengthCurves(pairsOf(8, ['noise', 'masking']), STRENGTH_OPTIONS)
    expect(titlesOf(figure)?.slice(0, 3)).toEqual([
      'g00 (n = 2), noise',
      'g00 (n = 2), masking',
      'g01 (n = 2), noise',
    ])
    expect(figure.panels?.columns).toBe(2)
    // Those of the other corruption are not behind.
    const [first] = figure.panels?.plots ?? []
    expect(first?.chart.data.datasets.at(-1)?.data).toHaveLength(7 * 3 + 6)
  })

  test('past eight under several corruptions are means alone, which a note says', () => {
    const figure = strengthCurves(pairsOf(9, ['noise', 'masking']), STRENGTH_OPTIONS)
    expect(titlesOf(figure)).toEqual(['noise', 'masking'])
    expect(figure.notes).toEqual([
      'Intervals are left out: those of 9 groups would hide each other.',
    ])
    const [first] = figure.panels?.plots ?? []
    // Points and line of each.
    expect(first?.chart.data.datasets).toHaveLength(9 * 2)
    expect(first?.marks).toHaveLength(1)
    expect(keysOf(figure)).not.toContain('range (n = 2) over models')
    expect(figure.caption).toContain('Lines are the mean over the models of a group.')
  })

  test('share a panel where they lie apart, or where all are given the same', () => {
    const apart = pairsOf(6).map((each) => {
      const shift = 10 * Number(each.group.slice(1))
      const points = each.points.map(({ strength, value }) => ({
        ...{ strength, value: value + shift, low: value + shift, high: value + shift },
      }))
      return { ...each, points }
    })
    expect(titlesOf(strengthCurves(apart, STRENGTH_OPTIONS))).toEqual(['noise'])
    const given = pairsOf(6).map((each) => ({ ...each, facet: 'ours' }))
    expect(titlesOf(strengthCurves(given, STRENGTH_OPTIONS))).toEqual(['ours, noise'])
  })
})

test('groups whose means cover each other are named', () => {
  expect(
    strengthCurves([strengthCurve('none', 1), strengthCurve('vq', 1)], STRENGTH_OPTIONS).notes,
  ).toContain('Identical lines, of which one covers the others: none and vq.')
})
