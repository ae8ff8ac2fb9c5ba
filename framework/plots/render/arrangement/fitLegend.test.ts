import { expect, test } from 'vitest'
import type { Figure } from '../../figure.ts'
import { fixedAxis } from '../../parts/axes/axes.ts'
import { composeFigure } from '../../parts/composeFigure.ts'
import { fitLegend } from './fitLegend.ts'

const FOOT_INCHES = 0.65
const items = Array.from({ length: 12 }, (_, i) => ({
  text: `group ${i} (n = 4)`,
  symbol: 'line' as const,
  colour: '#000000',
}))
const figure = composeFigure({
  kind: 'test',
  x: fixedAxis('x', { title: '' }, 'linear', 0, 1),
  y: fixedAxis('y', { title: '' }, 'linear', 0, 1),
  legend: [{ title: 'Group', items }],
  caption: '',
  alt: '',
})
const below: Figure = { ...figure, legendSide: 'below' }

test('on low, wide paper a legend below the axes stands beside them', () => {
  expect(fitLegend(below, { width: 6.3, height: 2 }, FOOT_INCHES).legendSide).toBe('right')
  expect(fitLegend(below, { width: 6.3, height: 4 }, FOOT_INCHES)).toBe(below)
})

test('on low, narrow paper the legend says that there are others', () => {
  const [section] = fitLegend(figure, { width: 3, height: 2.2 }, FOOT_INCHES).legend
  const texts = section?.items.map(({ text }) => text) ?? []
  expect(texts.length).toBeLessThan(12)
  expect(texts[0]).toBe('group 0 (n = 4)')
  expect(texts.at(-1)).toBe('… and others')
})

test('where not even that has room, a note says so', () => {
  const { legend, notes } = fitLegend(figure, { width: 3, height: 1.5 }, FOOT_INCHES)
  expect(legend).toEqual([])
  expect(notes).toEqual(['A key has no room at this height.'])
})

test('a figure that takes the height it needs keeps its legend', () => {
  expect(fitLegend(below, { width: 3 }, FOOT_INCHES)).toBe(below)
})

test('a legend of several items is left out rather than cut to none', () => {
  const heights = Array.from({ length: 40 }, (_, i) => 1 + i / 20)
  const legends = heights.map(
    (height) => fitLegend(figure, { width: 3, height }, FOOT_INCHES).legend,
  )
  expect(legends.some((legend) => legend.length === 0)).toBe(true)
  for (const { items } of legends.flat()) expect(items.length).toBeGreaterThan(1)
})
