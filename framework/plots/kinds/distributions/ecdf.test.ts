import { expect, test } from 'vitest'
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
