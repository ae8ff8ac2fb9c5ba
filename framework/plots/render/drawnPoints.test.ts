import { createCanvas } from '@napi-rs/canvas'
import { Chart } from 'chart.js/auto'
import { expect, test } from 'vitest'
import type { FigureDataset, FigurePoint } from '../figure.ts'
import { fixedAxis } from '../parts/axes/axes.ts'
import { composeFigure, joinLines, lineDataset, pointsDataset } from '../parts/composeFigure.ts'
import { hydrate } from './hydrate.ts'

const INK = { colour: '#ff0000', width: 2 }

test('draws every point of joined lines of one point each, away from zero', () => {
  const alone = [5, 10, 15, 20, 25].map((y) => [{ x: 4, y }])
  expect(drawnPoints([3.5, 4.5], lineDataset(joinLines(alone), INK))).toEqual(alone.flat())
  const negative = alone.map(([point]) => [{ x: -4, y: point?.y ?? 0 }])
  expect(drawnPoints([-4.5, -3.5], lineDataset(joinLines(negative), INK))).toEqual(negative.flat())
})

test('draws both ends of joined lines on an axis that does not hold zero', () => {
  const lines = [5, 10, 15, 20].map((y) => [
    { x: 101, y },
    { x: 109, y },
  ])
  const drawn = lineDataset(joinLines(lines), INK)
  expect(drawnPoints([100, 110], drawn)).toEqual(lines.flat())
})

test('draws the points within the axes whatever the order, also beside some that are beyond them', () => {
  const at = (x: number, i: number) => ({ x, y: 5 + 5 * i })
  const points = [8, 0.5, 2, 5].map(at)
  const within = points.filter(({ x }) => x >= 1)
  expect(drawnPoints([1, 10], pointsDataset(points, INK))).toEqual(within)
})

/** The points of a dataset around which there is ink, on axes with these ends and those of 0 and 30. */
function drawnPoints([min, max]: [number, number], dataset: FigureDataset): FigurePoint[] {
  const figure = composeFigure({
    kind: 'test',
    x: fixedAxis('x', { title: '' }, 'linear', min, max),
    y: fixedAxis('y', { title: '' }, 'linear', 0, 30),
    datasets: [dataset],
    caption: '',
    alt: '',
  })
  const canvas = createCanvas(300, 240)
  const chart = new Chart(canvas as never, hydrate(figure))
  const isDrawn = ({ x, y }: FigurePoint) => {
    if (x === null || y === null) return false
    const [left, top] = [chart.scales.x, chart.scales.y].map((scale, i) =>
      Math.round(scale?.getPixelForValue(i === 0 ? x : y) ?? Number.NaN),
    ) as [number, number]
    const { data } = canvas.getContext('2d').getImageData(left - 1, top - 1, 3, 3)
    return data.some((red, i) => i % 4 === 0 && red > 200 && (data[i + 1] ?? 255) < 100)
  }
  const drawn = dataset.data.filter(isDrawn)
  chart.destroy()
  return drawn
}
