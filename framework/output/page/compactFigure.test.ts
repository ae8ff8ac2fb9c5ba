import { describe, expect, test } from 'vitest'
import type { Figure, FigureDataset } from '../../plots/figure.ts'
import { fixedAxis } from '../../plots/parts/axes/axes.ts'
import { composeFigure, lineDataset, pointsDataset } from '../../plots/parts/composeFigure.ts'
import { compactFigure } from './compactFigure.ts'

const COLOUR = '#123456'

function figureOf(datasets: FigureDataset[], type: 'linear' | 'logarithmic' = 'linear'): Figure {
  return composeFigure({
    kind: 'test',
    x: fixedAxis('x', { title: '' }, 'linear', 0, 100),
    y: fixedAxis('y', { title: '' }, type, type === 'linear' ? 0 : 0.001, 1),
    datasets,
    caption: '',
    alt: '',
  })
}

const lineOf = (n: number, y: (i: number) => number) =>
  lineDataset(
    Array.from({ length: n }, (_, i) => ({ x: (100 * i) / (n - 1), y: y(i) })),
    { colour: COLOUR, width: 1 },
  )
const compactData = (figure: Figure) =>
  compactFigure(figure).chart.data.datasets.map(({ data }) => data)

describe('numbers are rounded to a tenth of a pixel at 12 in', () => {
  test('on a linear axis to decimals', () => {
    const points = pointsDataset([{ x: 100 / 3, y: 2 / 3 }], { colour: COLOUR })
    // 100 / 12 000 is 0.0083; the height has fewer pixels.
    expect(compactData(figureOf([points]))).toEqual([[{ x: 33.333, y: 0.6667 }]])
  })

  test('on a linear axis far below its top to three digits, unless values have both signs or are many', () => {
    const points = pointsDataset([{ x: 100, y: 1 / 7000 }], { colour: COLOUR })
    expect(compactData(figureOf([points]))).toEqual([[{ x: 100, y: 0.000143 }]])
    const both = pointsDataset(
      [
        { x: 100, y: 1 / 7000 },
        { x: 100, y: -0.5 },
      ],
      { colour: COLOUR },
    )
    expect(compactData(figureOf([both]))[0]?.[0]).toEqual({ x: 100, y: 0.0001 })
    const many = Array.from({ length: 101 }, () => lineOf(200, () => 1 / 7000))
    expect(compactData(figureOf(many))[0]?.at(-1)).toEqual({ x: 100, y: 0.0001 })
  })

  test('on a logarithmic axis to digits', () => {
    const points = pointsDataset([{ x: 1, y: 1 / 300 }], { colour: COLOUR })
    expect(compactData(figureOf([points], 'logarithmic'))).toEqual([[{ x: 1, y: 0.003333 }]])
  })

  test('with those beyond an axis to a few digits', () => {
    const points = pointsDataset([{ x: 1, y: 3.14159265e12 }], { colour: COLOUR })
    expect(compactData(figureOf([points]))).toEqual([[{ x: 1, y: 3.1416e12 }]])
  })

  test('in marks and names too', () => {
    const figure: Figure = {
      ...figureOf([]),
      marks: [
        { shape: 'rect', x: [0, 100 / 3], y: [0, 2 / 3], fill: COLOUR },
        { shape: 'line', points: [[100 / 3, 2 / 3]], colour: COLOUR, width: 10 / 9 },
      ],
      labels: [{ x: 100 / 3, y: 2 / 3, text: 'a', colour: COLOUR }],
    }
    const { marks, labels } = compactFigure(figure)
    expect(marks).toMatchObject([
      { x: [0, 33.333], y: [0, 0.6667] },
      { points: [[33.333, 0.6667]], width: 1.11 },
    ])
    expect(labels).toMatchObject([{ x: 33.333, y: 0.6667 }])
  })
})

describe('points of long lines', () => {
  test('that lie on the line between others are left out', () => {
    const [data] = compactData(figureOf([lineOf(1001, (i) => Math.abs(i - 500) / 1000)]))
    expect(data).toEqual([
      { x: 0, y: 0.5 },
      { x: 50, y: 0 },
      { x: 100, y: 0.5 },
    ])
  })

  test('stay where they are seen', () => {
    const [data] = compactData(figureOf([lineOf(1001, (i) => (i === 333 ? 0.505 : 0.5))]))
    expect(data).toContainEqual({ x: 33.3, y: 0.505 })
  })

  test('stay in short lines, whose every value counts', () => {
    const [data] = compactData(figureOf([lineOf(100, () => 0.5)]))
    expect(data).toHaveLength(100)
  })

  test('keep their gaps and their runs', () => {
    const { data, ...style } = lineOf(1001, () => 0.5)
    data[500] = { x: null, y: null }
    const dataset = {
      ...style,
      data,
      runs: [
        [0, 'a'],
        [501, 'b'],
      ] as [number, string][],
    }
    const [line] = compactFigure(figureOf([dataset])).chart.data.datasets
    expect(line).toMatchObject({
      data: [{ x: 0 }, { x: 49.9 }, { x: null, y: null }, { x: 50.1 }, { x: 100 }],
      runs: [
        [0, 'a'],
        [3, 'b'],
      ],
    })
  })
})

describe('hundreds of thousands of points', () => {
  const many = 300_000

  test('that lie on each other are few, without a word', () => {
    const points = pointsDataset(
      Array.from({ length: many }, (_, i) => ({ x: i % 100, y: 0.5 })),
      { colour: COLOUR },
    )
    const { chart, notes } = compactFigure(figureOf([points]))
    expect(chart.data.datasets[0]?.data).toHaveLength(100)
    expect(notes).toEqual([])
  })

  test('all over the plot are thinned, which a note tells', () => {
    const golden = (i: number, by: number) => (i * by) % 1
    const points = pointsDataset(
      Array.from({ length: many }, (_, i) => ({
        x: 100 * golden(i, 0.754877666),
        y: golden(i, 0.569840296),
      })),
      { colour: COLOUR },
    )
    const { chart, notes } = compactFigure(figureOf([points]))
    expect(chart.data.datasets[0]?.data.length).toBeLessThanOrEqual(40_000)
    expect(chart.data.datasets[0]?.data.length).toBeGreaterThan(10_000)
    expect(notes).toEqual([
      'On this page, only 40000 points of each line or marker are drawn; the printed figure has all.',
    ])
  })

  test('of one line keep its extremes', () => {
    const noise = lineOf(many, (i) => (i === 177_777 ? 0.99 : 0.3 + 0.2 * ((i * 0.618034) % 1)))
    const [data = []] = compactData(figureOf([noise]))
    expect(data.length).toBeLessThanOrEqual(40_000)
    expect(Math.max(...data.map(({ y }) => y ?? 0))).toBe(0.99)
  })
})
