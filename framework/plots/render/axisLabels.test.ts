import { createCanvas } from '@napi-rs/canvas'
import type { Scale } from 'chart.js'
import { Chart } from 'chart.js/auto'
import { expect, test } from 'vitest'
import { axis, categoryAxis } from '../parts/axes/axes.ts'
import { composeFigure } from '../parts/composeFigure.ts'
import { axisLabels } from './axisLabels.ts'
import { hydrate } from './hydrate.ts'
import { surface } from './surface.ts'

surface()
const ctx = createCanvas(1, 1).getContext('2d')

/** What is read of the scale of a figure of this size. */
const scaleOf = (direction: 'x' | 'y', width: number, height: number) =>
  ({ axis: direction, width, height, chart: { width, height }, ctx }) as unknown as Scale

const below = (names: readonly string[], width: number) =>
  axisLabels(categoryAxis(names, 'x', { title: '' }))(scaleOf('x', width, 300))

test('names below an axis stay on one line where there is room', () => {
  expect(below(['mlp (n = 6)', 'gnn (n = 6)'], 300)).toEqual([['mlp (n = 6)'], ['gnn (n = 6)']])
})

test('names below an axis take several lines', () => {
  expect(below(['small_transformer (n = 6)', 'large_transformer (n = 6)'], 150)).toEqual([
    ['small_', 'transformer', '(n = 6)'],
    ['large_', 'transformer', '(n = 6)'],
  ])
})

test('long words below an axis are cut, and stay different', () => {
  const names = ['a', 'b'].map((letter) => `${'x'.repeat(20)}${letter}${'x'.repeat(20)} (n = 6)`)
  const [first, second] = below(names, 220)
  expect(first).toEqual([expect.stringMatching(/^x+…x*a.*x$/), '(n = 6)'])
  expect(second).toEqual([expect.stringMatching(/^x+…x*b.*x$/), '(n = 6)'])
})

test('beside a word that is cut, names that fit in lines stay whole', () => {
  const labels = below(['Latent dimension', 'Transformerencoderlayers'], 140)
  expect(labels).toEqual([['Latent', 'dimension'], [expect.stringContaining('…')]])
})

test('many names slant, each on one line', () => {
  const names = Array.from({ length: 12 }, (_, i) => `encoder${i} (n = 6)`)
  expect(below(names, 300)).toEqual(names)
})

test('where a low figure has no height for slanting names, they stand on one line without their sizes', () => {
  const names = ['x (n = 12)', 'y (n = 4)', 'z (n = 12)']
  const labels = axisLabels(categoryAxis(names, 'x', { title: '' }))
  expect(labels({ ...scaleOf('x', 110, 200), maxHeight: 40 } as Scale)).toEqual(['x', 'y', 'z'])
  expect(labels({ ...scaleOf('x', 111, 200), maxHeight: 90 } as Scale)).toEqual(names)
})

test('where names would touch even so, every n-th is written', () => {
  const names = Array.from({ length: 24 }, (_, i) => `encoder${i}`)
  expect(below(names, 240).filter((label) => label !== '')).toEqual(
    names.filter((_, i) => i % 2 === 0),
  )
})

test('numbers below an axis never touch', () => {
  const numbers = axis([0, 0.028], 'x', { title: '', fromZero: true })
  const written = (width: number) => axisLabels(numbers)(scaleOf('x', width, 200)).filter(Boolean)
  expect(written(400)).toEqual(['0.000', '0.005', '0.010', '0.015', '0.020', '0.025'])
  expect(written(140)).toEqual(['0.000', '0.010', '0.020'])
})

test('names that are written without the sizes of their groups are counted', () => {
  const nWithout = (width: number) => {
    const told = new Map<string, number>()
    const figure = composeFigure({
      kind: 'test',
      x: axis([0, 1], 'x', { title: '' }),
      y: categoryAxis(['long_one / other_one (6 pairs)', 'a / b (12 and 9 runs)'], 'y', {
        title: '',
      }),
      caption: '',
      alt: '',
    })
    const onUnwritten = (what: string, n: number) => told.set(what, n)
    new Chart(createCanvas(width, 240) as never, hydrate(figure, { onUnwritten })).destroy()
    return told.get('sizes')
  }
  expect(nWithout(800)).toBe(0)
  expect(nWithout(200)).toBe(2)
})

test('names beside an axis are cut to a share of the width, and stay different', () => {
  const names = ['a', 'b'].map((letter) => `${'x'.repeat(40)}${letter}${'x'.repeat(40)}`)
  const labels = axisLabels(categoryAxis(names, 'y', { title: '' }))(scaleOf('y', 300, 200))
  expect(labels).toEqual([expect.stringContaining('a'), expect.stringContaining('b')])
  for (const label of labels) expect(ctx.measureText(String(label)).width).toBeLessThan(145)
})

test('where rows are lower than text, every n-th has its name', () => {
  const names = Array.from({ length: 60 }, (_, i) => `run ${i}`)
  const labels = axisLabels(categoryAxis(names, 'y', { title: '' }))(scaleOf('y', 300, 400))
  expect(labels.filter((label) => label !== '')).toHaveLength(30)
})

test('a slanting name does not reach further left of the axis than three tenths of the width', () => {
  const names = ['Tokenizer', 'a_rather_long_latent_dimension', 'Encoder']
  const long = below(names, 90)[1]
  expect(long).toMatch(/…/)
  expect(ctx.measureText(String(long)).width).toBeLessThan(0.3 * 90 + 90 / 6)
})
