import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import * as face from '../../../../../index.ts'
import { PACKAGE_ROOT } from '../../../../../packageRoot.ts'
import type { Figure } from '../../../../../plots/figure.ts'
import { plotsOf } from '../../../../../plots/parts/panels/panels.ts'
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

test('names of points go with their points', () => {
  const figure = figureOf('scatter')
  const without = withoutEntries(figure, new Set(['0.0']))
  expect(without.labels.length).toBe(figure.labels.length - 6)
})

test('what is not in the legend takes nothing away', () => {
  const figure = figureOf('scatter')
  expect(withoutEntries(figure, new Set(['7.7', '0-3', 'x']))).toBe(figure)
})
