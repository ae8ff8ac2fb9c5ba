import { describe, expect, test } from 'vitest'
import type { Figure, Mark, Plot } from '../../../../../plots/figure.ts'
import { bars } from '../../../../../plots/kinds/groups/bars.ts'
import { scatter } from '../../../../../plots/kinds/runs/scatter.ts'
import { timeline } from '../../../../../plots/kinds/runs/timeline.ts'
import { categoryAxis, fixedAxis } from '../../../../../plots/parts/axes/axes.ts'
import {
  composeFigure,
  lineDataset,
  pointsDataset,
} from '../../../../../plots/parts/composeFigure.ts'
import { exampleRuns, runsOf } from '../../../../../testing/exampleRuns.ts'
import { type FigureView, PRINTED, readState, writeState } from './figureView.ts'
import { mayRescale } from './viewAxis.ts'
import { viewFigure } from './viewFigure.ts'

const STYLE = { colour: '#123456', width: 1 }
const diagonal: Mark = {
  shape: 'line',
  points: [
    [0, 0],
    [10, 10],
  ],
  colour: '#000000',
  width: 1,
}

function figureOf(parts: Partial<Parameters<typeof composeFigure>[0]> = {}): Figure {
  return composeFigure({
    kind: 'test',
    x: fixedAxis('x', { title: 'x' }, 'linear', 0, 10),
    y: fixedAxis('y', { title: 'y' }, 'linear', 0, 10),
    caption: '',
    alt: '',
    ...parts,
  })
}

const zoomed = (
  zoom: FigureView['zoom'] extends ReadonlyMap<infer K, infer V> ? [K, V][] : never,
) => ({
  ...PRINTED,
  zoom: new Map(zoom),
})
const scaled = (direction: 'x' | 'y', scale: 'linear' | 'logarithmic') => ({
  ...PRINTED,
  scales: new Map([[direction, scale]]),
})
const axesOf = ({ chart }: Plot) => chart.options.scales
const labelsOf = (figure: Figure, direction: 'x' | 'y') =>
  axesOf(figure)
    [direction].fixedTicks.map(({ label }) => label)
    .filter(Boolean)

test('without a view, the figure is the printed one itself', () => {
  const figure = figureOf()
  expect(viewFigure(figure, PRINTED)).toBe(figure)
})

describe('a part of an axis', () => {
  test('has the ticks that a printed axis of it would have', () => {
    const shown = viewFigure(figureOf(), zoomed([['x', [2, 3]]]))
    expect(axesOf(shown).x).toMatchObject({ min: 2, max: 3 })
    expect(labelsOf(shown, 'x')).toEqual(['2.0', '2.2', '2.4', '2.6', '2.8', '3.0'])
    expect(axesOf(shown).y).toMatchObject({ min: 0, max: 10 })
  })

  test('is held within the printed axis, and all of it is as printed', () => {
    expect(axesOf(viewFigure(figureOf(), zoomed([['x', [-5, 4]]]))).x).toMatchObject({
      min: 0,
      max: 4,
    })
    const figure = figureOf()
    expect(axesOf(viewFigure(figure, zoomed([['x', [-5, 40]]]))).x).toBe(axesOf(figure).x)
  })

  test('of whole numbers has whole numbers', () => {
    const epochs = fixedAxis('x', { title: '', integers: true }, 'linear', 0, 100)
    expect(labelsOf(viewFigure(figureOf({ x: epochs }), zoomed([['x', [3, 6]]])), 'x')).toEqual([
      '3',
      '4',
      '5',
      '6',
    ])
  })

  test('of many names has those that the whole axis has no room for', () => {
    const names = Array.from({ length: 100 }, (_, i) => `run ${i}`)
    const y = categoryAxis(names, 'y', { title: '' })
    expect(labelsOf(figureOf({ y }), 'y')).not.toContain('run 1')
    expect(labelsOf(viewFigure(figureOf({ y }), zoomed([['y', [-0.5, 2.5]]])), 'y')).toEqual([
      'run 0',
      'run 1',
      'run 2',
    ])
  })

  test('of a timeline of many runs names them', () => {
    const runs = runsOf(
      Array.from({ length: 50 }, (_, i) => ({
        run_dir: `run_${i}`,
        started_at: new Date(1e12 + i * 1e6).toISOString(),
        duration_s: 100,
      })),
    )
    const shown = viewFigure(timeline(runs), zoomed([['y', [9.5, 11.5]]]))
    expect(labelsOf(shown, 'y')).toEqual(['10', '11'])
  })

  test('of a panel with axes of its own leaves the other panels alone', () => {
    const figure = scatter(exampleRuns, {
      x: 'seed',
      y: 'loss.total_best',
      facet: 'tokenizer',
      facetAxes: 'free y',
    })
    const [first, second] = figure.panels?.plots ?? []
    const { min = 0, max = 0 } = first ? axesOf(first).y : {}
    const shown = viewFigure(figure, zoomed([['y0', [min, (min + max) / 2]]]))
    expect(axesOf(shown.panels?.plots[0] as Plot).y.max).toBe((min + max) / 2)
    expect(shown.panels?.plots[1]).toEqual(second)
  })

  test('that panels share is that of all', () => {
    const figure = scatter(exampleRuns, { x: 'seed', y: 'loss.total_best', facet: 'tokenizer' })
    const shown = viewFigure(figure, zoomed([['x', [42, 42.5]]]))
    const ends = shown.panels?.plots.map((plot) => axesOf(plot).x.max)
    expect(ends).toEqual(figure.panels?.plots.map(() => 42.5))
    expect(axesOf(shown).x.title.text).toBe(axesOf(figure).x.title.text)
  })
})

describe('what lies beside a part', () => {
  const part = zoomed([
    ['x', [4, 6]],
    ['y', [4, 6]],
  ])

  test('is left out where it is a point, without an arrow, and runs stay with their points', () => {
    const points = pointsDataset(
      [
        { x: 1, y: 1 },
        { x: 5, y: 5 },
      ],
      { colour: '#123456', runs: ['a', 'b'] },
    )
    const shown = viewFigure(figureOf({ datasets: [points] }), part)
    expect(shown.chart.data.datasets[0]).toMatchObject({ data: [{ x: 5, y: 5 }], runs: [[0, 'b']] })
  })

  test('keeps its arrow where it lies beyond an end of the printed axis that is shown', () => {
    const points = pointsDataset([{ x: 5, y: 1e9 }], { colour: '#123456' })
    const figure = figureOf({ datasets: [points] })
    const nOf = (view: FigureView) => viewFigure(figure, view).chart.data.datasets[0]?.data.length
    expect(nOf(zoomed([['y', [5, 10]]]))).toBe(1)
    expect(nOf(zoomed([['y', [5, 9]]]))).toBe(0)
  })

  test('is cut off lines, which keep their slope', () => {
    const { marks } = viewFigure(figureOf({ marks: [diagonal] }), zoomed([['x', [4, 6]]]))
    expect(marks).toEqual([
      {
        ...diagonal,
        points: [
          [4, 4],
          [6, 6],
        ],
      },
    ])
  })

  test('is left out where it is a bar, a text or a name', () => {
    const text = { shape: 'text', text: 'a', colour: '#000000', align: 'left' } as const
    const shown = viewFigure(
      figureOf({
        marks: [
          { shape: 'rect', x: [0, 1], y: [0, 1], fill: '#000000' },
          { ...text, at: [1, 1] },
          { ...text, at: [5, -1e300] },
        ],
        labels: [{ x: 1, y: 1, text: 'a', colour: '#000000' }],
      }),
      part,
    )
    // What is held at the foot of the axis still is.
    expect(shown.marks).toEqual([{ ...text, at: [5, -1e300] }])
    expect(shown.labels).toEqual([])
  })
})

describe('the other scale', () => {
  const line = lineDataset(
    [
      { x: 1, y: 0.01 },
      { x: 2, y: 5 },
    ],
    STYLE,
  )

  test('holds the values of the printed axis, with its ticks', () => {
    const shown = viewFigure(figureOf({ datasets: [line] }), scaled('y', 'logarithmic'))
    const { type, min, max } = axesOf(shown).y
    expect(type).toBe('logarithmic')
    expect(min).toBeGreaterThan(0.005)
    expect(min).toBeLessThan(0.01)
    expect(max).toBeGreaterThan(5)
    expect(labelsOf(shown, 'y')).toEqual(['0.01', '0.1', '1'])
  })

  test('is there for numbers above zero, not for names, bars from zero or a zero beside the axis', () => {
    const can = (figure: Figure) => [mayRescale(figure, 'x'), mayRescale(figure, 'y')]
    expect(can(figureOf({ datasets: [line] }))).toEqual([true, true])
    expect(can(bars(exampleRuns, { value: 'loss.total_best', scale: 'linear' }))).toEqual([
      false,
      false,
    ])
    const negative = lineDataset([{ x: 1, y: -1 }], STYLE)
    expect(can(figureOf({ datasets: [negative] }))).toEqual([true, false])
  })

  test('leaves gaps in lines where a logarithmic axis has no place for a value', () => {
    const values = Array.from({ length: 20 }, (_, i) => ({ x: i, y: i + 1 }))
    const figure = figureOf({ datasets: [lineDataset(values, STYLE)] })
    const [dataset] = viewFigure(figure, scaled('x', 'logarithmic')).chart.data.datasets
    expect(dataset?.data.slice(0, 2)).toEqual([
      { x: null, y: null },
      { x: 1, y: 2 },
    ])
  })
})

describe('a state', () => {
  test('is read as it was written', () => {
    const view: FigureView = {
      zoom: new Map([
        ['x', [1, 2]],
        ['y3', [0, 1]],
      ]),
      scales: new Map([['y', 'linear']]),
      off: new Set(['0.1']),
      brushes: new Map([[2, [0.1, 0.2]]]),
    }
    expect(readState(JSON.parse(JSON.stringify(writeState(view))))).toEqual(view)
  })

  test('of the printed figure is empty', () => {
    expect(writeState(PRINTED)).toEqual({})
    expect(readState({})).toEqual(PRINTED)
  })

  test.each([
    [{ zoom: { x: [2, 1], z: [0, 1], y: 'all', x1: [0, null] } }],
    [{ zoom: null, scale: { y: 'cubic' }, off: 'all', brush: { a: [0, 1] } }],
    [{ off: [1, null], brush: [['0', 1]] }],
  ])('that somebody else wrote does no harm: %j', (state) => {
    expect(readState(state)).toEqual(PRINTED)
  })
})
