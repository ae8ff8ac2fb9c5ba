import { createCanvas } from '@napi-rs/canvas'
import { Chart } from 'chart.js/auto'
import { expect, test } from 'vitest'
import { fixedAxis } from '../../../parts/axes/axes.ts'
import { composeFigure, pointsDataset } from '../../../parts/composeFigure.ts'
import { hydrate } from '../../hydrate.ts'

/** How many of the names of points there is no room for. */
function nUnnamed(...points: { x: number; y: number }[]): number {
  const figure = composeFigure({
    kind: 'test',
    x: fixedAxis('x', { title: '' }, 'linear', 0, 10),
    y: fixedAxis('y', { title: '' }, 'linear', 0, 10),
    datasets: [pointsDataset(points, { colour: '#155c9d' })],
    labels: points.map((point, i) => ({ ...point, text: `run ${i}`, colour: '#155c9d' })),
    caption: '',
    alt: '',
  })
  let unnamed = 0
  const onUnwritten = (what: string, n: number) => {
    if (what === 'names') unnamed = n
  }
  new Chart(createCanvas(300, 240) as never, hydrate(figure, { onUnwritten })).destroy()
  return unnamed
}

test('points beyond an axis have their names at its edge', () => {
  expect(nUnnamed({ x: 5, y: 5 }, { x: 5, y: 1e9 }, { x: -3, y: 5 })).toBe(0)
})

test('names for which there is no room are counted', () => {
  const crowd = Array.from({ length: 200 }, () => ({ x: 5, y: 5 }))
  expect(nUnnamed(...crowd)).toBeGreaterThan(100)
})
