import { expect, test } from 'vitest'
import { flowRows } from './flowRows.ts'

const block = (width: number, height = 10) => ({ width, height })

test('a section that fits stands in one row, its title first', () => {
  const { places, height } = flowRows([{ title: block(20), items: [block(40), block(30)] }], 200)
  expect(places).toEqual([
    {
      title: { left: 0, top: 0 },
      items: [
        { left: 32, top: 0 },
        { left: 84, top: 0 },
      ],
    },
  ])
  expect(height).toBe(10)
})

test('a section goes on in the row before it where all of it fits', () => {
  const sections = [{ items: [block(40)] }, { items: [block(40), block(40)] }]
  expect(flowRows(sections, 160).places[1]?.items).toEqual([
    { left: 64, top: 0 },
    { left: 116, top: 0 },
  ])
  expect(flowRows(sections, 150).places[1]?.items).toEqual([
    { left: 0, top: 10 },
    { left: 52, top: 10 },
  ])
})

test('a longer section has its title above its items, which stand in columns', () => {
  const { places, height } = flowRows(
    [{ title: block(20), items: [block(40), block(30), block(20), block(50)] }],
    120,
  )
  expect(places[0]).toEqual({
    title: { left: 0, top: 0 },
    items: [
      { left: 0, top: 10 },
      { left: 52, top: 10 },
      { left: 0, top: 20 },
      { left: 52, top: 20 },
    ],
  })
  expect(height).toBe(30)
})

test('items that are too wide for two columns stand below each other', () => {
  const { places } = flowRows([{ items: [block(90), block(80)] }], 100)
  expect(places[0]?.items.map(({ left, top }) => [left, top])).toEqual([
    [0, 0],
    [0, 10],
  ])
})

test('a row is as high as its highest block', () => {
  const { places, height } = flowRows([{ items: [block(80, 30)] }, { items: [block(90)] }], 100)
  expect(places[1]?.items[0]).toEqual({ left: 0, top: 30 })
  expect(height).toBe(40)
})
