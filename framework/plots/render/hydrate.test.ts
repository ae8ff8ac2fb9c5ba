import { createCanvas } from '@napi-rs/canvas'
import { Chart, type Scale } from 'chart.js/auto'
import { expect, test } from 'vitest'
import { runsOf } from '../../testing/exampleRuns.ts'
import { metricGrid } from '../kinds/runs/metricGrid.ts'
import { categoryAxis, fixedAxis } from '../parts/axes/axes.ts'
import { composeFigure } from '../parts/composeFigure.ts'
import { FONT_PX, font } from '../theme.ts'
import { hydrate } from './hydrate.ts'

test('gives names along the vertical axis room beside the title of the axis', () => {
  const name = 'a name of 24 letters ...'
  const grid = metricGrid(runsOf([{ tokenizer: name, seed: 42, loss: 1 }]), {
    x: 'seed',
    y: 'tokenizer',
    value: 'loss',
  })
  const canvas = createCanvas(300, 240)
  const chart = new Chart(canvas as never, hydrate(grid))
  const { width = 0, ticks = [] } = chart.scales.y ?? {}
  chart.ctx.font = font(FONT_PX.tick)
  const label = String(ticks[0]?.label)
  expect(label).toMatch(/^a na.*\.\.\.$/)
  expect(width).toBeGreaterThan(chart.ctx.measureText(label).width + FONT_PX.title)
  chart.destroy()
})

test('a title in two lines lies beside the numbers of the vertical axis', () => {
  const widthWith = (title: string) => {
    const figure = composeFigure({
      kind: 'test',
      x: fixedAxis('x', { title: '' }, 'linear', 0, 1),
      y: fixedAxis('y', { title }, 'linear', 0, 1),
      caption: '',
      alt: '',
    })
    const canvas = createCanvas(110, 240)
    const chart = new Chart(canvas as never, hydrate(figure))
    const { width = 0 } = chart.scales.y ?? {}
    chart.destroy()
    return width
  }
  expect(widthWith('True positive\nrate')).toBeGreaterThanOrEqual(
    widthWith('True positive') + FONT_PX.title * 1.2 - 1,
  )
})

test('axes end where the figure says, not at ticks of Chart.js', () => {
  const figure = composeFigure({
    kind: 'test',
    x: fixedAxis('x', { title: '' }, 'linear', 0.123, 1.07),
    y: fixedAxis('y', { title: '' }, 'logarithmic', 0.745, 145.8),
    caption: '',
    alt: '',
  })
  const chart = new Chart(createCanvas(300, 240) as never, hydrate(figure))
  expect(chart.scales.x).toMatchObject({ min: 0.123, max: 1.07 })
  expect(chart.scales.y).toMatchObject({ min: 0.745, max: 145.8 })
  chart.destroy()
})

test('names that would touch slant, though their outer ones stand inside the ends of the axis', () => {
  const names = ['x (n = 11)', 'y (n = 3)', 'z (n = 11)']
  const ctx = createCanvas(1, 1).getContext('2d')
  ctx.font = font(FONT_PX.tick)
  const nameWidth = ctx.measureText(names[0] as string).width
  const verticalAxis = 35
  const rotationAt = (width: number) => {
    const figure = composeFigure({
      kind: 'test',
      x: categoryAxis(names, 'x', { title: '' }),
      y: fixedAxis('y', { title: '' }, 'linear', 0, 1),
      caption: '',
      alt: '',
    })
    const chart = new Chart(createCanvas(width, 200) as never, hydrate(figure))
    const { labelRotation } = chart.scales.x as Scale
    chart.destroy()
    return labelRotation ?? 0
  }
  expect(rotationAt(2.6 * nameWidth + verticalAxis)).toBeGreaterThan(20)
  expect(rotationAt(4 * nameWidth + verticalAxis)).toBe(0)
})
