import { expect, test } from 'vitest'
import type { Figure } from '../../figure.ts'
import { categoryAxis, fixedAxis } from '../../parts/axes/axes.ts'
import { composeFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { referenceThrough } from '../../parts/reference.ts'
import { fitRows } from './fitRows.ts'

const NAMES = ['a: mean', 'a1', 'a2', 'b: mean', 'b1', 'b2']
const figure = composeFigure({
  kind: 'test',
  x: fixedAxis('x', { title: '' }, 'linear', 0, 1),
  y: categoryAxis(NAMES, 'y', { title: '', reverse: true }),
  datasets: NAMES.map((_, y) => pointsDataset([{ x: y / 10, y }], { colour: '#000000' })),
  marks: [
    ...NAMES.map((_, y) => ({
      shape: 'rect' as const,
      x: [0, 1] as [number, number],
      y: [y - 0.5, y + 0.5] as [number, number],
    })),
    referenceThrough(0.5, NAMES.length),
  ],
  shrinks: false,
  rows: { noun: 'row', first: [0, 3] },
  caption: '',
  alt: '',
})

const namesOf = ({ chart }: Figure) =>
  chart.options.scales.y.fixedTicks.map(({ value, label }) => `${value} ${label}`)

test('rows that a height has no room for are left out and counted, those that matter last', () => {
  const low = fitRows(figure, 0.65)
  expect(namesOf(low)).toEqual(['0 a: mean', '1 a1', '2 a2', '3 b: mean'])
  expect(low.chart.options.scales.y.max).toBe(3.5)
  expect(low.notes).toEqual(['Not drawn: 2 rows that the height has no room for.'])
  expect(namesOf(fitRows(figure, 0.35))).toEqual(['0 a: mean', '1 b: mean'])
})

test('what stands at a row moves with it, and a line through all rows ends with the last', () => {
  const { chart, marks } = fitRows(figure, 0.35)
  expect(chart.data.datasets.flatMap(({ data }) => data)).toEqual([
    { x: 0, y: 0 },
    { x: 0.3, y: 1 },
  ])
  expect(marks.map((mark) => (mark.shape === 'rect' ? mark.y : mark))).toEqual([
    [-0.5, 0.5],
    [0.5, 1.5],
    expect.objectContaining({
      points: [
        [0.5, -0.5],
        [0.5, 1.5],
      ],
    }),
  ])
})

test('a height that has room changes nothing, and nor does any for rows that may not be left out', () => {
  expect(fitRows(figure, 2)).toBe(figure)
  const { rows: _, ...size } = figure.size
  expect(fitRows({ ...figure, size }, 0.35).chart).toBe(figure.chart)
})
