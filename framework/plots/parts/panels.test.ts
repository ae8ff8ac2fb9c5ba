import { describe, expect, it, test } from 'vitest'
import { fixedAxis } from './axes.ts'
import { layOutPanels } from './panels.ts'

const x = fixedAxis('x', { title: 'x' }, 'logarithmic', 1, 100)
const y = fixedAxis('y', { title: 'y' }, 'linear', 0, 10)
const titles = (n: number) => Array.from({ length: n }, (_, i) => `panel ${i}`)

describe('the number of columns and rows', () => {
  test.each([
    [1, 1, 1],
    [2, 2, 1],
    [4, 2, 2],
    [5, 3, 2],
    [18, 3, 6],
  ])('%i panels: %i columns, %i rows', (n, columns, rows) => {
    const panels = layOutPanels(titles(n), { x: [x], y })
    expect(Math.ceil(panels.x.max)).toBe(columns)
    expect(panels.y.max).toBe(rows)
  })

  it('is one row where each panel has an axis of its own', () => {
    expect(layOutPanels(titles(4), { x: [x, x, x, x], y }).y.max).toBe(1)
  })
})

it('places the first panel at the top left, logarithms included', () => {
  const panels = layOutPanels(titles(6), { x: [x], y })
  expect(panels.place(0, { x: 1, y: 0 })).toEqual({ x: 0, y: 1 })
  expect(panels.place(4, { x: 10, y: 0 })).toEqual({ x: panels.middle(4)[0], y: 0 })
})

it('keeps what is beyond the axes within the panel', () => {
  const panels = layOutPanels(titles(6), { x: [x], y })
  expect(panels.place(3, { x: 0.1, y: -5 })).toEqual({ x: 0, y: 0 })
})

it('keeps gaps', () => {
  const panels = layOutPanels(titles(2), { x: [x], y })
  expect(panels.place(1, { x: null, y: null })).toEqual({ x: null, y: null })
})

it('labels ticks below the panels above a short last row', () => {
  const { marks, ...panels } = layOutPanels(titles(5), { x: [x], y })
  const labels = marks.flatMap((mark) =>
    mark.shape === 'text' && !mark.text.startsWith('panel') ? [[mark.at[0] >= 2, mark.text]] : [],
  )
  expect(labels).toEqual([
    [true, '1'],
    [true, '10'],
    [true, '100'],
  ])
  expect(panels.x.fixedTicks.every(({ value }) => value < 2)).toBe(true)
})

it('has fewer columns and labels in narrow figures, in rows that fit a page', () => {
  const panels = layOutPanels(titles(24), { x: [x], y }, { room: 'narrow' })
  expect(Math.ceil(panels.x.max)).toBe(2)
  expect(panels.x.fixedTicks.filter(({ label }) => label !== '')).toHaveLength(4)
  expect(panels.height).toBeLessThan(8.3)
})
