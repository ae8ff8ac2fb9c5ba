import { describe, expect, test } from 'vitest'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { ecdf } from './ecdf.ts'

const runs = runsOf([
  { tokenizer: 'none', encoder: 'mlp', loss: 3 },
  { tokenizer: 'none', encoder: 'mlp', loss: 1 },
  { tokenizer: 'none', encoder: 'gnn', loss: 2 },
  { tokenizer: 'none', encoder: 'gnn', loss: null },
  { tokenizer: 'vq', encoder: 'mlp', loss: 4 },
])
const figure = ecdf(runs, { value: 'loss', group: 'tokenizer' })
const [medianOfNone, , curveOfNone] = figure.chart.data.datasets

test('a curve steps up by the share of each run', () => {
  const { min, max } = figure.chart.options.scales.x
  expect(curveOfNone?.data).toEqual([
    { x: min, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 / 3 },
    { x: 2, y: 1 / 3 },
    { x: 2, y: 2 / 3 },
    { x: 3, y: 2 / 3 },
    { x: 3, y: 1 },
    { x: max, y: 1 },
  ])
})

test('a dot at one half marks the median, and the legend says it', () => {
  expect(medianOfNone?.data).toEqual([{ x: 2, y: 0.5 }])
  expect(figure.legend[0]?.items.map(({ text }) => text)).toEqual([
    'none (n = 3, median 2)',
    'vq (n = 1, median 4)',
  ])
})

test('names that differ in their middle stay apart, and the caption has them in full', () => {
  const names = ['heads4', 'heads8'].map((heads) => `transformer_encoder_${heads}_and_layer_norm`)
  const rows = ['', ...names].map((tokenizer) => ({ tokenizer, loss: 1 }))
  const { legend, caption } = ecdf(runsOf(rows), { value: 'loss', group: 'tokenizer' })
  expect(legend[0]?.items.map(({ text }) => text.replace(/ \(n.*/, ''))).toEqual([
    '(empty)',
    '…encoder_heads4_and…norm',
    '…encoder_heads8_and…norm',
  ])
  expect(caption).toContain(`…encoder_heads4_and…norm is ${names[0]}; `)
})

test('runs without a value are counted in a note, not in a share', () => {
  expect(figure.notes).toEqual(['Not drawn: 1 run without Loss.'])
})

test('panels have the curves of their runs', () => {
  const { caption, legend } = ecdf(runs, { value: 'loss', group: 'tokenizer', facet: 'encoder' })
  expect(legend[0]?.items.map(({ text }) => text)).toEqual(['none (n = 3)', 'vq (n = 1)'])
  expect(caption).toMatch(/Panels by Encoder\.$/)
})

test('of many groups the legend has no medians', () => {
  const many = runsOf(Array.from({ length: 7 }, (_, i) => ({ tokenizer: `t${i}`, loss: i + 1 })))
  const { legend, marks } = ecdf(many, { value: 'loss', group: 'tokenizer' })
  expect(legend[0]?.items[0]?.text).toBe('t0 (n = 1)')
  expect(marks).toEqual([])
})

test('the legend has values of a parameter without noise of floating point', () => {
  const lrs = [0.000009999999999999999, 0.001]
  const { legend } = ecdf(runsOf(lrs.map((lr) => ({ lr, loss: 1 / lr }))), {
    value: 'loss',
    group: 'lr',
  })
  expect(legend[0]?.items.map(({ text }) => text.split(' ')[0])).toEqual(['10⁻⁵', '10⁻³'])
})

test('medians have one notation', () => {
  const runs = runsOf(
    [0.00002, 0.0003].map((loss, i) => ({ tokenizer: ['linear', 'vq'][i], loss })),
  )
  const { legend } = ecdf(runs, { value: 'loss', group: 'tokenizer' })
  expect(legend[0]?.items.map(({ text }) => text)).toEqual([
    'linear (n = 1, median 2×10⁻⁵)',
    'vq (n = 1, median 3×10⁻⁴)',
  ])
})

describe('one diverged run', () => {
  const rows = Array.from({ length: 18 }, (_, i) => ({
    tokenizer: ['linear', 'none', 'vq'][i % 3],
    loss: i === 17 ? 2e9 : 0.2 + i / 100,
  }))
  const { chart, notes } = ecdf(runsOf(rows), { value: 'loss', group: 'tokenizer' })

  test('lies beyond the axis of the others, and is reported', () => {
    expect(chart.options.scales.x).toMatchObject({ type: 'linear' })
    expect(chart.options.scales.x.max).toBeLessThan(0.4)
    expect(notes).toEqual(['Beyond the horizontal axis: 1 run, at 2×10⁹.'])
  })

  test('leaves the curve of its group below one at the end of the axis', () => {
    const ends = chart.data.datasets
      .filter(({ showLine }) => showLine)
      .map(({ data }) => data.at(-1)?.y)
    expect(ends).toEqual([1, 1, 5 / 6])
  })

  test('is within an axis whose scale is chosen, also in panels', () => {
    const faceted = { value: 'loss', group: 'tokenizer', facet: 'tokenizer' } as const
    const axisOf = (scale?: 'log') =>
      ecdf(runsOf(rows), { ...faceted, ...(scale && { scale }) }).chart.options.scales.x
    expect(axisOf().max).toBeLessThan(0.4)
    expect(axisOf('log').max).toBeGreaterThan(2e9)
  })
})

test('positive values too small for any axis are not called zero', () => {
  const runs = runsOf([1e-200, 1, 2, 3].map((loss) => ({ tokenizer: 'vq', loss })))
  const { notes } = ecdf(runs, { value: 'loss', group: null, scale: 'log' })
  expect(notes.at(-1)).toBe(
    '1 curve begins above zero: a logarithmic axis has no place for the values that are not positive, ' +
      'nor for those below 10⁻¹⁵⁰, where no axis reaches.',
  )
})

test('a median beyond the axis is reported', () => {
  const rows = [...Array.from({ length: 20 }, (_, i) => 0.2 + i / 100), 3e9, 3e9].map(
    (loss, i) => ({ tokenizer: i < 20 ? 'none' : 'vq', loss }),
  )
  expect(ecdf(runsOf(rows), { value: 'loss', group: 'tokenizer' }).notes).toEqual([
    'Beyond the horizontal axis: 2 runs, at 3×10⁹.',
    'Beyond the horizontal axis: the median of vq (3×10⁹).',
  ])
})

test('an axis that zeros keep from being logarithmic says so', () => {
  const rows = Array.from({ length: 35 }, (_, i) => ({ loss: i < 30 ? 10 ** (i / 6) : 0 }))
  expect(ecdf(runsOf(rows), { value: 'loss', group: null }).notes).toEqual([
    'The horizontal axis is linear: 5 of 35 values are not above zero, which a logarithmic axis cannot show.',
  ])
})

test('many numbers have a strip in place of a name each', () => {
  const rows = Array.from({ length: 30 }, (_, i) => ({ lr: 10 ** (-4 + i / 10), loss: i }))
  const [section] = ecdf(runsOf(rows), { value: 'loss', group: 'lr' }).legend
  const labels = section?.scale?.map(({ text }) => text).filter((text) => text !== '')
  expect(labels?.slice(0, 2)).toEqual(['0.0001', '0.000501'])
  expect(section?.items.map(({ text }) => text)).toEqual(['n = 1 each'])
})
