import { expect, test } from 'vitest'
import { flowRows } from './flowRows.ts'

const block = (width: number, height = 10) => ({ width, height })

test('blocks stand side by side, and a row ends where the next one has no room', () => {
  const { places, height } = flowRows([[block(40), block(40), block(40)]], 100)
  expect(places).toEqual([
    [
      { left: 0, top: 0 },
      { left: 52, top: 0 },
      { left: 0, top: 10 },
    ],
  ])
  expect(height).toBe(20)
})

test('a section goes on in the row before it where all of it fits', () => {
  const { places, height } = flowRows([[block(40)], [block(40), block(40)]], 200)
  expect(places[1]).toEqual([
    { left: 64, top: 0 },
    { left: 116, top: 0 },
  ])
  expect(height).toBe(10)
})

test('a section that would be broken begins a row', () => {
  const { places } = flowRows([[block(40)], [block(40), block(40)]], 150)
  expect(places[1]).toEqual([
    { left: 0, top: 10 },
    { left: 52, top: 10 },
  ])
})

test('a row is as high as its highest block', () => {
  const { places, height } = flowRows([[block(80, 30), block(10)], [block(90)]], 100)
  expect(places[1]?.[0]).toEqual({ left: 0, top: 30 })
  expect(height).toBe(40)
})
