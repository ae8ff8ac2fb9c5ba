import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import * as face from '../../../../../index.ts'
import { PACKAGE_ROOT } from '../../../../../packageRoot.ts'
import type { Figure } from '../../../../../plots/figure.ts'
import { fixedAxis } from '../../../../../plots/parts/axes/axes.ts'
import { composeFigure, pointsDataset } from '../../../../../plots/parts/composeFigure.ts'
import { plotsOf } from '../../../../../plots/parts/panels/panels.ts'
import { INK } from '../../../../../plots/theme.ts'
import { galleryData } from '../../../../../testing/gallery/galleryData.ts'
import { evaluateExample, galleryExamples } from '../../../../../testing/gallery/galleryExamples.ts'
import { entryKey, isEntryOfMarks, withoutEntries } from './legendEntries.ts'

const page = readFileSync(path.join(PACKAGE_ROOT, 'docs/figures.md'), 'utf8')
const names = { ...face, ...(await galleryData()) }
const figures = galleryExamples(page).map((example) => evaluateExample(example, names))

const entriesOf = ({ legend }: Figure) =>
  legend.flatMap(({ items }, section) =>
    items.flatMap(({ symbol, text }, item) => (symbol === 'none' ? [] : [{ section, item, text }])),
  )
/** How many datasets and marks are drawn. */
const size = (figure: Figure) =>
  plotsOf(figure).reduce((n, { chart, marks }) => n + chart.data.datasets.length + marks.length, 0)
const figureOf = (kind: string) => figures.find((each) => each.kind === kind) as Figure

const withLegend = figures.filter((figure) => entriesOf(figure).length > 0)

test.each(withLegend.map((figure) => [figure.kind, figure] as const))(
  'every entry of %s stands for something, and takes it away',
  (_, figure) => {
    for (const { text, ...entry } of entriesOf(figure)) {
      expect([text, isEntryOfMarks(figure, entry)]).toEqual([text, true])
      const without = withoutEntries(figure, new Set([entryKey(entry)]))
      expect(size(without)).toBeLessThan(size(figure))
    }
  },
)

test('a group goes in all its colours, and the others stay', () => {
  const { legend, chart } = withoutEntries(figureOf('paretoFront'), new Set(['0.0']))
  const colours = chart.data.datasets.map(({ pointBackgroundColor }) =>
    String(pointBackgroundColor).slice(0, 7),
  )
  const [, ...others] = legend[0]?.items.map(({ colour }) => colour) ?? []
  expect(new Set(colours)).toEqual(new Set(others))
})

describe('a dash', () => {
  const curves = figureOf('lossVsTime')
  const dashes = (figure: Figure) =>
    new Set(figure.chart.data.datasets.map(({ borderDash }) => String(borderDash ?? 'edge')))

  test('takes its lines away with their bands', () => {
    const bands = (figure: Figure) =>
      figure.chart.data.datasets.filter(({ fill }) => fill === '-1').length
    const without = withoutEntries(curves, new Set(['1.1']))
    expect(dashes(curves)).toContain('6,3')
    expect(dashes(without)).not.toContain('6,3')
    expect(bands(without)).toBe(bands(curves) / 2)
  })
})

test('the entry of means takes away diamonds and their whiskers, and leaves the runs', () => {
  const figure = figureOf('strip')
  const without = withoutEntries(figure, new Set(['1.0']))
  expect(without.marks).toEqual([])
  expect(without.chart.data.datasets.every(({ pointStyle }) => pointStyle !== 'rectRot')).toBe(true)
  expect(without.chart.data.datasets.length).toBe(6)
})

test('entries of one marker take away the points of their own colour, filled or hollow', () => {
  const point = (y: number, colour: string, fill = colour) => ({
    ...pointsDataset([{ x: 0, y }], { colour }),
    pointBackgroundColor: fill,
    pointBorderColor: colour,
  })
  const item = { symbol: 'point', colour: INK.muted } as const
  const figure: Figure = composeFigure({
    kind: 'test',
    x: fixedAxis('x', { title: 'x' }, 'linear', 0, 10),
    y: fixedAxis('y', { title: 'y' }, 'linear', 0, 10),
    datasets: [point(1, '#155c9d'), point(2, INK.muted), point(3, INK.muted, INK.paper)],
    legend: [
      {
        title: '',
        items: [
          { ...item, text: 'equal' },
          { ...item, text: 'undecided', isHollow: true },
        ],
      },
    ],
    caption: '',
    alt: 'Points.',
  })
  const heights = (entry: string) =>
    withoutEntries(figure, new Set([entry])).chart.data.datasets.map(({ data }) => data[0]?.y)
  expect(heights('0.0')).toEqual([1, 3])
  expect(heights('0.1')).toEqual([1, 2])
})

test('names of points go with their points', () => {
  const figure = figureOf('scatter')
  const without = withoutEntries(figure, new Set(['0.0']))
  expect(without.labels.length).toBe(figure.labels.length - 6)
})

test('what is not in the legend takes nothing away', () => {
  const figure = figureOf('scatter')
  expect(withoutEntries(figure, new Set(['7.7', '0-3', 'x']))).toBe(figure)
})
