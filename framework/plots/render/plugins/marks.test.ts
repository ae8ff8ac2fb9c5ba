import { createCanvas } from '@napi-rs/canvas'
import { Chart } from 'chart.js/auto'
import { expect, test } from 'vitest'
import type { Mark } from '../../figure.ts'
import { fixedAxis } from '../../parts/axes/axes.ts'
import { composeFigure } from '../../parts/composeFigure.ts'
import { hydrate } from '../hydrate.ts'

/** Whether the upper border of a box up to a value is seen within the plot, whose axis ends at 10. */
function hasUpperBorder(top: number): boolean {
  const figure = composeFigure({
    kind: 'test',
    x: fixedAxis('x', { title: '' }, 'linear', 0, 10),
    y: fixedAxis('y', { title: '' }, 'linear', 0, 10),
    marks: [{ shape: 'rect', x: [2, 8], y: [2, top], stroke: '#ff0000' }],
    caption: '',
    alt: '',
  })
  const canvas = createCanvas(300, 240)
  const chart = new Chart(canvas as never, hydrate(figure))
  const { left, right, top: from, bottom } = chart.chartArea
  const middle = Math.round((left + right) / 2)
  const upperHalf = canvas.getContext('2d').getImageData(middle, from, 1, (bottom - from) / 2).data
  chart.destroy()
  return upperHalf.some((value, i) => i % 4 === 1 && value < 150)
}

test('a box that goes on beyond the axis is open there', () => {
  expect(hasUpperBorder(9)).toBe(true)
  expect(hasUpperBorder(1e9)).toBe(false)
})

test('a number at the end of an axis stays on the page', () => {
  const figure = composeFigure({
    kind: 'test',
    x: fixedAxis('x', { title: '' }, 'linear', 0, 10),
    y: fixedAxis('y', { title: '' }, 'linear', 0, 10),
    marks: [{ shape: 'text', at: [10, 5], text: '1234567890', colour: '#ff0000', align: 'center' }],
    caption: '',
    alt: '',
  })
  const canvas = createCanvas(300, 240)
  const context = canvas.getContext('2d')
  const ends: number[] = []
  const { fillText } = context
  context.fillText = (text, x, y) => {
    if (text === '1234567890') ends.push(x + context.measureText(text).width / 2)
    fillText.call(context, text, x, y)
  }
  new Chart(canvas as never, hydrate(figure)).destroy()
  expect(ends[0]).toBeLessThanOrEqual(300)
  expect(ends[0]).toBeGreaterThan(290)
})

/** How many numbers of a row of cells, each with a width, are told to have no room. */
function unwritten(...widths: number[]) {
  const told = new Map<string, number>()
  const figure = composeFigure({
    kind: 'test',
    x: fixedAxis('x', { title: '' }, 'linear', 0, 10),
    y: fixedAxis('y', { title: '' }, 'linear', 0, 10),
    marks: widths.map((maxWidth) => ({
      ...{ shape: 'text', at: [5, 5], text: '0.00929\nn = 4', shorter: ['0.00929'] },
      ...{ colour: '#000000', align: 'center', maxWidth },
    })),
    caption: '',
    alt: '',
  })
  const onUnwritten = (what: string, n: number) => told.set(what, n)
  new Chart(createCanvas(300, 240) as never, hydrate(figure, { onUnwritten })).destroy()
  return told.get('numbers')
}

test('numbers in cells that are too narrow are counted', () => {
  expect(unwritten(0.5)).toBe(1)
  expect(unwritten(9)).toBe(0)
  expect(unwritten(9, 9, 0.5)).toBe(1)
})

test('numbers of runs that have no room are counted', () => {
  const told = new Map<string, number>()
  const figure = composeFigure({
    kind: 'test',
    x: fixedAxis('x', { title: '' }, 'linear', 0, 10),
    y: fixedAxis('y', { title: '' }, 'linear', 0, 10),
    marks: [9, 0.1, 0.1].map(
      (maxWidth, i): Mark => ({
        ...{
          shape: 'text',
          at: [5, 5],
          text: 'n = 4',
          colour: '#000000',
          align: 'center',
          maxWidth,
        },
        optional: i === 2 ? true : 'counted',
      }),
    ),
    caption: '',
    alt: '',
  })
  const onUnwritten = (what: string, n: number) => told.set(what, n)
  new Chart(createCanvas(300, 240) as never, hydrate(figure, { onUnwritten })).destroy()
  expect(told.get('counts')).toBe(1)
})

test('where most cells are too narrow, none has a number', () => {
  expect(unwritten(9, 0.5, 0.5)).toBe(3)
})
