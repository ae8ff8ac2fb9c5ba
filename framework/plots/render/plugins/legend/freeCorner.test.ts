import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import type { Figure, FigurePoint } from '../../../figure.ts'
import { fixedAxis } from '../../../parts/axes/axes.ts'
import {
  bandDatasets,
  composeFigure,
  lineDataset,
  pointsDataset,
} from '../../../parts/composeFigure.ts'
import { freeCorner } from './freeCorner.ts'

const size = {
  width: 630,
  height: 370,
  ctx: createCanvas(10, 10).getContext('2d'),
}
const legend = { width: 150, height: 80 }

/** On axes from 0 to 1. */
function figureOf(parts: Partial<Pick<Figure, 'marks' | 'labels'>> & { points?: FigurePoint[] }) {
  return composeFigure({
    kind: 'scatter',
    x: fixedAxis('x', { title: 'x' }, 'linear', 0, 1),
    y: fixedAxis('y', { title: 'y' }, 'linear', 0, 1),
    datasets: [pointsDataset(parts.points ?? [], { colour: '#000000' })],
    marks: parts.marks ?? [],
    labels: parts.labels ?? [],
    caption: '',
    alt: '',
  })
}

const corners = {
  topRight: { x: 0.9, y: 0.9 },
  bottomRight: { x: 0.9, y: 0.1 },
  topLeft: { x: 0.1, y: 0.9 },
  bottomLeft: { x: 0.1, y: 0.1 },
}
const { topRight, bottomRight, topLeft, bottomLeft } = corners

test.each([
  ['top right', []],
  ['bottom right', [topRight]],
  ['top left', [topRight, bottomRight]],
  ['bottom left', [topRight, bottomRight, topLeft]],
  [undefined, [topRight, bottomRight, topLeft, bottomLeft]],
])('the first corner without a point is %s', (corner, points) => {
  expect(freeCorner(figureOf({ points }), size, legend)).toBe(corner)
})

test('a line that only passes through a corner takes it', () => {
  const figure = figureOf({})
  const line = [
    { x: 0.5, y: 1 },
    { x: 1, y: 0.6 },
  ]
  figure.chart.data.datasets = [lineDataset(line, { colour: '#000000', width: 1 })]
  expect(freeCorner(figure, size, legend)).toBe('bottom right')
})

test('a band that covers a corner with no edge in it takes it', () => {
  const figure = figureOf({})
  const xs = [0, 0.5, 0.75, 1]
  figure.chart.data.datasets = bandDatasets(
    xs.map((x) => ({ x, y: 0.5 })),
    xs.map((x) => ({ x, y: 1.5 })),
    '#000000',
  )
  expect(freeCorner(figure, size, legend)).toBe('bottom right')
})

test('bars and reference lines take corners too', () => {
  const marks: Figure['marks'] = [
    { shape: 'rect', x: [0.8, 1], y: [0, 0.95], fill: '#000000' },
    {
      shape: 'line',
      points: [
        [0, 0.9],
        [0.3, 0.9],
      ],
      colour: '#000000',
      width: 1,
    },
  ]
  expect(freeCorner(figureOf({ marks }), size, legend)).toBe('bottom left')
})

test('there is none for a legend of half the axes, nor beside names of points', () => {
  expect(freeCorner(figureOf({}), size, { width: 400, height: 80 })).toBeUndefined()
  const labels = [{ x: 0.1, y: 0.1, text: 'run 1', colour: '#000000' }]
  expect(freeCorner(figureOf({ labels }), size, legend)).toBeUndefined()
})

test('a square has its legend in the room beside it', () => {
  expect(freeCorner({ ...figureOf({}), aspect: 1 }, size, legend)).toBeUndefined()
})
