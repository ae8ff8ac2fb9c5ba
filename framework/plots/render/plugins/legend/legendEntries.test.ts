import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import type { LegendItem } from '../../../figure.ts'
import { surface } from '../../surface.ts'
import { flowingEntries, flowingHeight, inColumns, standingEntries } from './legendEntries.ts'

const items = Array.from({ length: 12 }, (_, i) => ({
  ...{ text: `group ${i} (n = 3)`, symbol: 'line' as const, colour: '#000000' },
}))
surface()
const context = createCanvas(1, 1).getContext('2d')
const standing = standingEntries(context as never, [{ title: 'Tokenizer', items }], 200)

test('a key that is higher than the figure goes on in another column', () => {
  const columns = inColumns(standing, 120)
  const lefts = [...new Set(columns.map(({ left }) => left))]
  expect(lefts).toHaveLength(2)
  expect(Math.max(...columns.map(({ top, height }) => top + height))).toBeLessThanOrEqual(120)
  const [second] = columns.filter(({ left }) => left > 0)
  expect(second?.top).toBe(0)
  expect(second?.targets).toMatchObject([{ left: second?.left, top: 0 }])
  const widest = Math.max(...columns.filter(({ left }) => left === 0).map(({ width }) => width))
  expect(lefts[1]).toBeGreaterThan(widest)
})

test('one that fits stays as it is', () => {
  expect(inColumns(standing, 1000)).toEqual(standing)
})

/** How many pixels of an entry are red, which only its symbol is. */
function redPixels(item: Pick<LegendItem, 'symbol'> & Partial<LegendItem>): number {
  const canvas = createCanvas(200, 40)
  const drawn = canvas.getContext('2d') as never as CanvasRenderingContext2D
  const sections = [{ title: '', items: [{ text: 'vq', colour: '#ff0000', ...item }] }]
  for (const { draw, left, top } of standingEntries(drawn, sections, 200)) draw(drawn, left, top)
  const { data } = drawn.getImageData(0, 0, 200, 40)
  const isRed = (at: number) => (data[at] ?? 0) > 200 && (data[at + 1] ?? 255) < 80 && data[at + 3]
  return Array.from({ length: data.length / 4 }, (_, i) => 4 * i).filter(isRed).length
}

test.each(['line', 'box', 'band', 'point'] as const)('an entry has its symbol: a %s', (symbol) => {
  expect(redPixels({ symbol })).toBeGreaterThan(8)
})

test('symbols look different: a box is larger than a line, dashes are less than a line', () => {
  const line = redPixels({ symbol: 'line' })
  expect(redPixels({ symbol: 'box' })).toBeGreaterThan(line)
  expect(redPixels({ symbol: 'line', dash: [2, 4] })).toBeLessThan(line)
  expect(redPixels({ symbol: 'point', isHollow: true })).toBeLessThan(
    redPixels({ symbol: 'point' }),
  )
})

test('an entry without a symbol is its text alone', () => {
  expect(redPixels({ symbol: 'none' })).toBe(0)
})

test('the height that a key is thought to take counts the lines of long entries', () => {
  const long = {
    ...items[0],
    text: 'a_rather_long_name_of_a_group (n = 200, median 0.203)',
  } as LegendItem
  const legend = [{ title: 'Tokenizer', items: Array.from({ length: 8 }, () => long) }]
  const entries = flowingEntries(context as never, legend, 180)
  const drawn = Math.max(...entries.map(({ top, height }) => top + height))
  expect(flowingHeight(legend, 180)).toBeGreaterThanOrEqual(drawn)
  expect(flowingHeight(legend, 180)).toBeLessThan(1.3 * drawn)
})
