import { createCanvas } from '@napi-rs/canvas'
import { Chart } from 'chart.js/auto'
import { expect, test } from 'vitest'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { scatter } from '../../kinds/runs/scatter.ts'
import { fixedAxis } from '../../parts/axes/axes.ts'
import { composeFigure, lineDataset, pointsDataset } from '../../parts/composeFigure.ts'
import { arrangeFigure } from '../arrangement/arrangeFigure.ts'
import { hydrate } from '../hydrate.ts'

const COLOUR = '#ff0000'

/** A plot of the dataset, and whether there is red around a place on the page. */
function draw(dataset: ReturnType<typeof pointsDataset>) {
  const figure = composeFigure({
    kind: 'test',
    x: fixedAxis('x', { title: '' }, 'linear', 0, 10),
    y: fixedAxis('y', { title: '' }, 'linear', 0, 10),
    datasets: [dataset],
    caption: '',
    alt: '',
  })
  const canvas = createCanvas(300, 240)
  const chart = new Chart(canvas as never, hydrate(figure))
  const area = chart.chartArea
  const { data, width } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  chart.destroy()
  const isRed = (x: number, y: number) => {
    const at = 4 * (Math.round(y) * width + Math.round(x))
    const [r = 0, g = 0, , alpha = 0] = data.subarray(at, at + 4)
    return alpha > 0 && r > 200 && g < 100
  }
  return { area, isRed }
}

/** Whether there is red at the middle of the sides of the plot: top, right, bottom, left. */
function sidesMarked(dataset: ReturnType<typeof pointsDataset>): boolean[] {
  const { area, isRed } = draw(dataset)
  const { left, right, top, bottom } = area
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2]
  const inside = 4
  const sides: [number, number][] = [
    [middleX, top + inside],
    [right - inside, middleY],
    [middleX, bottom - inside],
    [left + inside, middleY],
  ]
  return sides.map(([x, y]) => isRed(x, y))
}

test('a point beyond an axis is an arrow at its edge', () => {
  const at = (x: number, y: number) => sidesMarked(pointsDataset([{ x, y }], { colour: COLOUR }))
  expect(at(5, 1e9)).toEqual([true, false, false, false])
  expect(at(1e9, 5)).toEqual([false, true, false, false])
  expect(at(5, -1)).toEqual([false, false, true, false])
  expect(at(-1, 5)).toEqual([false, false, false, true])
})

test('a mean beyond an axis has its marker there, inside of the head of the arrow', () => {
  const isRedBesideShaft = (isMiddle?: true) => {
    const look = { colour: COLOUR, radius: 10, ...(isMiddle && { isMiddle }) }
    const { area, isRed } = draw(pointsDataset([{ x: 5, y: 1e9 }], look))
    return isRed((area.left + area.right) / 2 + 6, area.top + 15)
  }
  expect(isRedBesideShaft(true)).toBe(true)
  expect(isRedBesideShaft()).toBe(false)
})

test('a point within the axes is not', () => {
  expect(sidesMarked(pointsDataset([{ x: 5, y: 5 }], { colour: COLOUR }))).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('a line leaves the plot without one', () => {
  const line = lineDataset([{ x: 5, y: 1e9 }], { colour: COLOUR, width: 1 })
  expect(sidesMarked(line)).toEqual([false, false, false, false])
})

test('a point beyond the axes of its panel is told to the plot, at the edge of the panel', () => {
  const runs = runsOf(
    [1, 2, 3, 4, 5, 6, 7, 1e9].map((loss, i) => ({ loss, seed: i, encoder: i < 4 ? 'a' : 'b' })),
  )
  const figure = scatter(runs, { x: 'seed', y: 'loss', group: null, facet: 'encoder' })
  const { plot } = arrangeFigure(figure, { width: 6.3 })
  expect(plot.beyond).toEqual([
    { x: expect.any(Number), y: expect.any(Number), colour: '#2d78e6', towards: 'up' },
  ])
  expect(plot.beyond?.[0]?.y).toBeLessThanOrEqual(plot.chart.options.scales.y.max)
})
