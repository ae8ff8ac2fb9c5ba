import { describe, expect, test } from 'vitest'
import type { Figure, FigureAxis, Panels } from '../../figure.ts'
import { fixedAxis } from '../../parts/axes/axes.ts'
import {
  composeFigure,
  lineDataset,
  linesDataset,
  pointsDataset,
} from '../../parts/composeFigure.ts'
import { composePlot } from '../../parts/panels/panels.ts'
import { runAt } from '../../parts/runsOfPoints.ts'
import { arrangeFigure } from './arrangeFigure.ts'

const x = fixedAxis('x', { title: 'x' }, 'logarithmic', 1, 100)
const y = fixedAxis('y', { title: 'y' }, 'linear', 0, 10)

/** Panels with a point in the middle of each. */
function figureOf(n: number, panels: Omit<Panels, 'plots'> = {}, datasets = [middle()]): Figure {
  const plots = Array.from({ length: n }, (_, i) => ({
    title: `panel ${i}`,
    ...composePlot({ x, y, datasets }),
  }))
  return composeFigure({ kind: 'test', x, y, panels: { plots, ...panels }, caption: '', alt: '' })
}

const middle = () => pointsDataset([{ x: 10, y: 5 }], { colour: '#000000' })
const line = (...points: [number, number][]) =>
  lineDataset(
    points.map(([x, y]) => ({ x, y })),
    { colour: '#000000', width: 1 },
  )

/** Where the points of the panels stand in the arranged figure. */
const pointsOf = (figure: Figure, inches = { width: 6.3 }) =>
  arrangeFigure(figure, inches).plot.chart.data.datasets.flatMap(({ data }) => data)

const distinct = (values: (number | null)[]) => new Set(values.map((each) => each?.toFixed(6))).size

describe('the number of columns and rows', () => {
  test.each([
    [1, 6.3, 1, 1],
    [2, 6.3, 2, 1],
    [4, 6.3, 2, 2],
    [5, 6.3, 3, 2],
    [18, 6.3, 3, 6],
    [3, 4.2, 2, 2],
    [4, 3.4, 2, 2],
    [4, 3, 2, 2],
    [3, 2, 1, 3],
    [18, 12, 6, 3],
  ])('%i panels, %d in: %i columns, %i rows', (n, width, columns, rows) => {
    const points = pointsOf(figureOf(n), { width })
    expect(distinct(points.map(({ x }) => x))).toBe(columns)
    expect(distinct(points.map(({ y }) => y))).toBe(rows)
  })

  test('a height of one row takes as many panels as stand beside each other', () => {
    const points = pointsOf(figureOf(6), { width: 4.2, height: 2 } as { width: number })
    expect(distinct(points.map(({ x }) => x))).toBe(4)
    expect(distinct(points.map(({ y }) => y))).toBe(1)
  })

  test('are those that a figure asks for, where the width has room', () => {
    const figure = figureOf(8, { columns: 4 })
    expect(distinct(pointsOf(figure).map(({ x }) => x))).toBe(4)
    expect(distinct(pointsOf(figure, { width: 3 }).map(({ x }) => x))).toBe(2)
  })

  test.each([
    [4, 2],
    [9, 3],
    [16, 4],
  ])('%i squares, whose height the page limits, stand in %i columns', (n, columns) => {
    const points = pointsOf({ ...figureOf(n), aspect: 1 })
    expect(distinct(points.map(({ x }) => x))).toBe(columns)
  })

  test('leave room for the tick labels of panels with axes of their own', () => {
    const figure = figureOf(2, { freeAxes: ['y'] })
    expect(distinct(pointsOf(figure, { width: 3 }).map(({ x }) => x))).toBe(1)
    expect(distinct(pointsOf(figureOf(2), { width: 3 }).map(({ x }) => x))).toBe(2)
  })
})

test('panels go from the top left in rows', () => {
  const [first, second, , fourth] = pointsOf(figureOf(6)) as { x: number; y: number }[]
  expect(second?.x).toBeGreaterThan(first?.x as number)
  expect(second?.y).toBe(first?.y)
  expect(fourth?.x).toBe(first?.x)
  expect(fourth?.y).toBeLessThan(first?.y as number)
})

test('a point in the middle of a log axis stands in the middle of its panel', () => {
  const { plot } = arrangeFigure(figureOf(1), { width: 6.3 })
  const { x, y } = plot.chart.options.scales
  const [point] = plot.chart.data.datasets[0]?.data ?? []
  expect(point?.x).toBeCloseTo(x.max / 2, 10)
  expect(point?.y).toBeGreaterThan(y.max * 0.4)
})

test('a line that leaves its panel ends at the edge and goes on where it comes back', () => {
  const { plot } = arrangeFigure(figureOf(1, {}, [line([1, 5], [10, 15], [100, 5])]), {
    width: 6.3,
  })
  const data = plot.chart.data.datasets[0]?.data ?? []
  const top = Math.max(...data.map(({ y }) => y ?? 0))
  expect(data.map(({ y }) => (y === null ? null : y === top ? 'edge' : 'inside'))).toEqual([
    'inside',
    'edge',
    null,
    'edge',
    'inside',
  ])
  const { max } = plot.chart.options.scales.x
  expect(data[1]?.x).toBeCloseTo(max * 0.25, 10)
  expect(data[3]?.x).toBeCloseTo(max * 0.75, 10)
})

test('points beyond the axes of a panel are not drawn in its neighbour', () => {
  const beyond = pointsDataset(
    [
      { x: 1000, y: 5 },
      { x: 10, y: 5 },
    ],
    { colour: '#000000' },
  )
  expect(pointsOf(figureOf(2, {}, [beyond]))).toHaveLength(2)
})

test('panels above a short last row have tick labels below themselves', () => {
  const { plot } = arrangeFigure(figureOf(5), { width: 6.3 })
  const { max, fixedTicks } = plot.chart.options.scales.x
  const labels = plot.marks.flatMap((mark) =>
    mark.shape === 'text' && !mark.text.startsWith('panel')
      ? [[mark.at[0] > max / 2, mark.text]]
      : [],
  )
  expect(labels).toEqual([
    [true, '1'],
    [true, '10'],
    [true, '100'],
  ])
  expect(fixedTicks.every(({ value }) => value < (max * 2) / 3)).toBe(true)
})

test('where few labels fit along a vertical axis, the last one is written if that leaves few others out', () => {
  const unit = fixedAxis('y', { title: 'y' }, 'linear', 0, 1)
  const figure = figureOf(9)
  for (const { chart } of figure.panels?.plots ?? []) chart.options.scales.y = unit
  const { plot } = arrangeFigure(figure, { width: 3, height: 4 })
  const labels = plot.chart.options.scales.y.fixedTicks.map(({ label }) => label)
  expect(labels.filter((label) => label !== '').slice(0, 2)).toEqual(['0.0', '1.0'])
})

/** The labels along the vertical axis of one of the low panels of a figure. */
function labelsOfLowPanel(axis: FigureAxis): string[] {
  const figure = figureOf(24)
  for (const { chart } of figure.panels?.plots ?? []) chart.options.scales.y = axis
  const { plot } = arrangeFigure(figure, { width: 3.2 })
  const labels = plot.chart.options.scales.y.fixedTicks.map(({ label }) => label)
  return labels.slice(0, axis.fixedTicks.length).filter((label) => label !== '')
}

test.each([
  [0, 0.17, ['0.00', '0.15']],
  [0, 1.1, ['0.0', '1.0']],
])('low panels have two labels at least along an axis from %d to %d', (min, max, labels) => {
  expect(labelsOfLowPanel(fixedAxis('y', { title: 'y' }, 'linear', min, max))).toEqual(labels)
})

test('low panels have no second label where it would touch the first', () => {
  const axis = fixedAxis('y', { title: 'y' }, 'linear', 0, 1)
  const near = [0.5, 0.55].map((value) => ({ value, label: String(value) }))
  expect(labelsOfLowPanel({ ...axis, fixedTicks: near })).toEqual(['0.5'])
})

test('along a low logarithmic axis the power of ten is one of the labels', () => {
  expect(labelsOfLowPanel(fixedAxis('y', { title: 'y' }, 'logarithmic', 0.4, 2.5))).toEqual([
    '0.5',
    '1',
  ])
})

test('panels with horizontal axes of their own all have tick labels', () => {
  const { plot } = arrangeFigure(figureOf(6, { freeAxes: ['x'] }), { width: 6.3 })
  const texts = plot.marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : []))
  expect(texts.filter((text) => text === '100')).toHaveLength(3)
  const inAxis = plot.chart.options.scales.x.fixedTicks.filter(({ label }) => label === '100')
  expect(inAxis).toHaveLength(3)
})

test('rows of panels whose vertical axes are about something else have titles each', () => {
  const figure = figureOf(2, { columns: 1, stack: [3, 1] })
  const [upper, lower] = figure.panels?.plots ?? []
  if (lower) lower.chart.options.scales.y = { ...y, title: { display: true, text: 'ratio' } }
  const { plot } = arrangeFigure(figure, { width: 6.3 })
  expect(plot.rowTitles?.map(({ text }) => text)).toEqual(['y', 'ratio'])
  expect(plot.chart.options.scales.y.title.display).toBe(false)
  expect(upper?.chart.options.scales.y.title.text).toBe('y')
  const { max } = plot.chart.options.scales.y
  const [first, second] = plot.rowTitles ?? []
  expect(first?.top).toBeGreaterThan(max * 0.9)
  expect(first?.bottom).toBeGreaterThan(second?.top ?? max)
  expect(second?.bottom).toBe(0)
})

describe('height', () => {
  test.each([2, 3, 4.2, 6.3, 12])('at most 9 in for 24 panels at %d in', (width) => {
    expect(arrangeFigure(figureOf(24), { width }).heightPx).toBeLessThanOrEqual(900)
  })

  test('panels that a page has no room for are counted', () => {
    const { plot } = arrangeFigure(figureOf(24), { width: 2 })
    expect(plot.notes).toEqual(['The first 10 of 24 panels are shown.'])
  })

  test('their runs are not counted in the key', () => {
    const items = [{ text: 'vq (n = 24)', symbol: 'point', colour: '#000000' } as const]
    const figure = { ...figureOf(24), legend: [{ title: '', items }] }
    const textsAt = (width: number) =>
      arrangeFigure(figure, { width }).plot.legend.flatMap((each) =>
        each.items.map(({ text }) => text),
      )
    expect(textsAt(2)).toEqual(['vq'])
    expect(textsAt(6.3)).toEqual(['vq (n = 24)'])
  })

  test('is what is asked for', () => {
    const figure = figureOf(4)
    expect(arrangeFigure(figure, { width: 6.3, height: 2.5 }).heightPx).toBe(250)
    expect(arrangeFigure(figure, { width: 6.3, height: 8 }).heightPx).toBe(800)
  })
})

test('names of points stay within their panel', () => {
  const figure = figureOf(2)
  figure.panels?.plots[1]?.labels.push({ x: 10, y: 5, text: 'job1', colour: '#000000' })
  const { labels, chart } = arrangeFigure(figure, { width: 6.3 }).plot
  const { max } = chart.options.scales.x
  expect(labels[0]?.within?.x[0]).toBeGreaterThan(max / 2)
  expect(labels[0]?.within?.x[1]).toBeCloseTo(max, 10)
})

test('rows of text have the height that they ask for, and all of their names', () => {
  const names = Array.from({ length: 12 }, (_, value) => ({ value, label: `model ${value}` }))
  const figure = figureOf(2, { columns: 1, plotInches: 2.5 })
  for (const { chart } of figure.panels?.plots ?? []) {
    chart.options.scales.y = { ...y, min: -0.5, max: 11.5, fixedTicks: names }
  }
  const { plot, heightPx } = arrangeFigure(figure, { width: 3 })
  expect(plot.chart.options.scales.y.fixedTicks.map(({ label }) => label)).not.toContain('')
  expect(heightPx).toBeGreaterThan(500)
})

test('a line that is cut at the edge of its panel stays that of its run', () => {
  const lines = linesDataset(
    [
      { run: 'a', points: [1, 10, 100].map((at) => ({ x: at, y: 5 })) },
      { run: 'b', points: [20, -20, 20].map((y, i) => ({ x: 2 + i, y })) },
    ],
    { colour: '#000000', width: 1 },
  )
  const [placed] = arrangeFigure(figureOf(2, {}, [lines]), { width: 6.3 }).plot.chart.data.datasets
  const ofRun = (run: string) =>
    placed?.data.filter(({ y }, at) => y !== null && runAt(placed, at) === run).length
  expect([ofRun('a'), ofRun('b')]).toEqual([3, 4])
})

test('titles have two lines where plots of one form are narrower than their column', () => {
  const gapOf = (title: string) => {
    const { panels, ...figure } = figureOf(10)
    const plots = panels?.plots.map((plot, i) => ({ ...plot, title: `${title} ${i}` })) ?? []
    const { plot } = arrangeFigure({ ...figure, aspect: 1, panels: { plots } }, { width: 2 })
    const [first, second] = plot.frames ?? []
    return (first?.bottom ?? 0) - (second?.top ?? 0)
  }
  expect(gapOf('vq')).toBeCloseTo(0.2, 6)
  expect(gapOf('variant (n = 3)')).toBeCloseTo(0.33, 6)
})
