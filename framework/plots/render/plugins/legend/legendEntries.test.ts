import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { inColumns, standingEntries } from './legendEntries.ts'

const items = Array.from({ length: 12 }, (_, i) => ({
  ...{ text: `group ${i} (n = 3)`, symbol: 'line' as const, colour: '#000000' },
}))
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
