import { expect, test } from 'vitest'
import { freeCorner } from './panelAreas.ts'

test.each([
  ['an upper one where the line runs through the lower one', (x: number) => x ** 4, 'left', 1],
  ['a lower one where the line runs above', (x: number) => 1 - (1 - x) ** 4, 'right', undefined],
])('numbers stand in %s', (_, line, corner, top) => {
  expect(freeCorner('right', [line], 1)).toEqual({ corner, ...(top && { top }) })
})

test('of two lines the one in the way counts', () => {
  const low = (x: number) => x / 10
  expect(freeCorner('right', [() => 0.5, low], 2)).toEqual({ corner: 'left', top: 1 })
})

test('where a line ends it is not in the way', () => {
  const short = (x: number) => (x < 0.15 ? 0 : Number.NaN)
  expect(freeCorner('right', [short], 1)).toEqual({ corner: 'right' })
})
