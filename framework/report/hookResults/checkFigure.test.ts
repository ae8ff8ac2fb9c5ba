import { table } from 'arquero'
import { expect, test } from 'vitest'
import { boxPlot } from '../../plots/kinds/groups/boxPlot.ts'
import { checkFigure } from './checkFigure.ts'

const runs = table({ run_dir: ['a', 'b'], tokenizer: ['none', 'vq'], loss: [1, 2] })
const figure = boxPlot(runs, { value: 'loss' })
const message = (result: unknown) => {
  try {
    checkFigure('plot.mine', result)
  } catch (error) {
    return (error as Error).message
  }
  return undefined
}

test('a figure of this package is taken as it is', () => {
  expect(checkFigure('plot.mine', figure)).toEqual(figure)
})

test('a figure of its own may leave out all but its chart', () => {
  expect(checkFigure('plot.mine', { chart: figure.chart, caption: 'Loss.' })).toMatchObject({
    kind: 'own',
    marks: [],
    caption: 'Loss.',
    alt: 'Loss.',
  })
})

test.each<[string, unknown, string]>([
  ['options', { ...figure.chart, options: undefined }, '"chart.options" is missing'],
  ['data', { ...figure.chart, data: undefined }, '"chart.data" is missing'],
  [
    'an axis',
    { ...figure.chart, options: { scales: { x: figure.chart.options.scales.x } } },
    '"chart.options.scales.y" is missing',
  ],
  [
    'the type scatter',
    { ...figure.chart, type: 'bar' },
    '"chart.type" is "bar", expected "scatter"',
  ],
])('a chart without %s is an error that names the hook and the key', (_, chart, problem) => {
  expect(message({ ...figure, chart })).toContain(`plot.mine returned a figure: its key ${problem}`)
})

test.each<[string, object, string]>([
  ['misspelt', { mraks: [] }, 'key "mraks" is not known. Did you mean "marks"?'],
  ['notes as one text', { notes: 'none' }, 'key "notes" is "none", expected a list.'],
  ['a mark of no shape', { marks: [{ shape: 'circle' }] }, 'key "marks.0.shape" is "circle"'],
  ['a size without a height', { size: { shrinks: true } }, 'key "size.height" is missing'],
])('a wrong part of a figure is named: %s', (_, part, problem) => {
  expect(message({ ...figure, ...part })).toContain(problem)
})

test.each([
  [undefined, 'plot.mine returned undefined. Return a figure, such as boxPlot('],
  [[figure], 'plot.mine returned an array.'],
  [runs, 'plot.mine returned a table.'],
  [{ kind: 'x' }, 'plot.mine returned an object without a chart.'],
  [{ type: 'bar', data: {} }, 'plot.mine returned a bare Chart.js config.'],
])('what is not a figure is described: %o', (result, problem) => {
  expect(message(result)).toContain(problem)
})
