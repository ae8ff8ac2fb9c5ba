import { describe, expect, test } from 'vitest'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { powerOfTen } from '../../../text/numbers/powerOfTen.ts'
import type { Panel } from '../../figure.ts'
import { distributionShift } from './distributionShift.ts'

/** Counts on a grid of ten bins a decade; the median is in the middle of three bins. */
const counted = (firstBin: number, nZero = 0) => ({
  name: 'counted',
  edges: [0, 1, 2, 3].map((bin) => powerOfTen((firstBin + bin) / 10)),
  counts: [10, 20, 10],
  nZero,
})
const model = (name: string, group: string, noiseBins: number) => ({
  name,
  group,
  shifts: [
    { name: 'noise', from: counted(0), to: counted(noiseBins) },
    { name: 'permutation', from: counted(0), to: counted(0) },
  ],
})
const MODELS = [model('a', 'none', 10), model('b', 'none', 20), model('c', 'vq', 5)]
const figure = distributionShift(MODELS, { title: 'Error', baseline: 'clean' })
const plots = figure.panels?.plots ?? []

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot(
    './expected/distributionShift.json',
  )
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('has a panel for each thing that may shift the values', () => {
  expect(plots.map(({ title }) => title)).toEqual(['noise', 'permutation'])
  expect(figure.legend.flatMap(({ items }) => items.map(({ text }) => text))).toEqual([
    'clean',
    'none (n = 2)',
    'vq (n = 1)',
  ])
})

test('prints the factor by which medians move, over several models the geometric mean', () => {
  expect(textsOf(plots[0])).toEqual(['×31.6', '×3.16'])
  expect(textsOf(plots[1])).toEqual(['×1.00', '×1.00'])
})

test('a factor of a thousand and more has no power of ten', () => {
  const [panel] =
    distributionShift([model('a', 'none', 31)], { title: 'Error', baseline: 'clean' }).panels
      ?.plots ?? []
  expect(textsOf(panel)).toEqual(['×1260'])
})

test('marks the medians before and after, and joins them', () => {
  const [after, before] = plots[0]?.chart.data.datasets.slice(2) ?? []
  const median = 10 ** 0.15
  expect(before?.data).toEqual([{ x: expect.closeTo(median, 10), y: 0.5 }])
  expect(after?.data).toEqual([{ x: expect.closeTo(median * 10 ** 0.5, 10), y: 0.5 }])
  expect(plots[0]?.marks).toContainEqual(
    expect.objectContaining({
      shape: 'line',
      points: [
        [expect.closeTo(median, 10), 0.5],
        [expect.closeTo(median * 10 ** 0.5, 10), 0.5],
      ],
    }),
  )
})

test('a group of several models has its mean, and single models thin', () => {
  const colour = figure.legend[1]?.items[0]?.colour
  const ofGroup = plots[0]?.chart.data.datasets.filter(({ borderColor }) =>
    String(borderColor).startsWith(String(colour)),
  )
  expect(ofGroup?.map(({ borderColor }) => borderColor)).toEqual([colour, `${colour}59`])
})

test('more than four groups have their means only, and the legend names every one', () => {
  const groups = [...'abcdefghijkl']
  const many = groups.flatMap((group) => [model('1', group, 5), model('2', group, 6)])
  const drawn = distributionShift(many, { title: 'x' })
  // For each group two medians, its mean after and its mean before.
  expect(drawn.panels?.plots[0]?.chart.data.datasets).toHaveLength(4 * 12)
  expect(drawn.caption).not.toContain('thin lines')
  expect(drawn.caption).not.toContain('printed')
  expect(drawn.legend[1]?.items.map(({ text }) => text)).toEqual(
    groups.map((group) => `${group} (n = 2)`),
  )
})

test('lines join the medians of up to five groups, beyond which they would cover each other', () => {
  const lines = (nGroups: number) => {
    const models = Array.from({ length: nGroups }, (_, i) => model(`m${i}`, `g${i}`, i))
    const { panels } = distributionShift(models, { title: 'Error' })
    return panels?.plots[0]?.marks.filter(({ shape }) => shape === 'line').length
  }
  // With the one across at one half.
  expect(lines(5)).toBe(5 + 1)
  expect(lines(6)).toBe(1)
})

test('values are compared by differences on a linear axis', () => {
  const values = (shift: number) => Array.from({ length: 101 }, (_, i) => i / 100 + shift)
  const raw = [
    {
      name: 'a',
      shifts: [
        {
          name: 'noise',
          from: { name: 'from', values: values(0) },
          to: { name: 'to', values: values(2) },
        },
      ],
    },
  ]
  expect(textsOf(distributionShift(raw, { title: 'x' }).panels?.plots[0])).toEqual(['+2.00'])
})

test('values of zero count as below a logarithmic axis, and are reported', () => {
  const zeros = { name: 'a', shifts: [{ name: 'noise', from: counted(0), to: counted(0, 60) }] }
  const { panels, notes } = distributionShift([zeros], { title: 'x' })
  const curve = panels?.plots[0]?.chart.data.datasets[2]?.data
  expect(curve?.[0]?.y).toBe(0.6)
  expect(notes).toEqual([
    'Medians that are not above zero have no factor: a (noise).',
    '60 values of exactly 0 lie left of the axis, which is logarithmic.',
  ])
})

test('says so when no model has values', () => {
  expect(distributionShift([], { title: 'error' }).notes).toEqual(['No model was selected.'])
})

function textsOf(panel: Panel | undefined): string[] {
  return panel?.marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : [])) ?? []
}

test('one extreme value leaves the curves the bins that they need', () => {
  const values = Array.from({ length: 400 }, (_, i) => i / 100)
  const { panels, chart } = distributionShift(
    [
      {
        name: 'm',
        shifts: [
          {
            name: 'noise',
            from: { name: 'm', values },
            to: { name: 'm', values: [...values.map((value) => value + 1), 1e9] },
          },
        ],
      },
    ],
    { title: 'error' },
  )
  expect(chart.options.scales.x.max).toBeLessThan(6)
  const texts = panels?.plots[0]?.marks.flatMap((mark) => (mark.shape === 'text' ? mark.text : []))
  expect(texts).toEqual(['+1.00'])
})

describe('values that are not above zero', () => {
  const positive = Array.from({ length: 400 }, (_, i) => 10 ** (i / 100))
  const shiftTo = (to: number[], options = {}) =>
    distributionShift(
      [
        {
          name: 'm',
          shifts: [
            { name: 's', from: { name: 'm', values: positive }, to: { name: 'm', values: to } },
          ],
        },
      ],
      { title: 'error', ...options },
    )
  const printed = ({ panels }: ReturnType<typeof shiftTo>) =>
    panels?.plots[0]?.marks.flatMap((mark) => (mark.shape === 'text' ? mark.text : []))

  test('lie left of a logarithmic axis, where the curve has begun', () => {
    const figure = shiftTo(positive.map((value, i) => (i < 40 ? -value : 2 * value)))
    expect(figure.chart.options.scales.x.type).toBe('logarithmic')
    expect(figure.notes).toEqual([
      '40 values that are not above zero lie left of the axis, which is logarithmic.',
    ])
    const [, , after] = figure.panels?.plots[0]?.chart.data.datasets ?? []
    expect(after?.data[0]?.y).toBe(0.1)
    expect(printed(figure)).toEqual(['×2.00'])
  })

  test('keep the axis linear where they are most, and their medians have differences', () => {
    const figure = shiftTo(positive.slice(0, 40).map((value) => -value))
    expect(figure.chart.options.scales.x.type).toBe('linear')
    expect(printed(figure)?.[0]).toMatch(/^−/)
    expect(figure.notes[0]).toContain('40 of 440 values are not above zero')
  })

  test('have no factor on a logarithmic axis that is asked for, which is reported', () => {
    const figure = shiftTo(new Array<number>(30).fill(0), { scale: 'log' })
    expect(printed(figure)).toEqual([])
    expect(figure.notes).toEqual([
      'Medians that are not above zero have no factor: m (s).',
      '30 values that are not above zero lie left of the axis, which is logarithmic.',
    ])
    expect(figure.alt).toContain('m without a factor')
  })
})

test('the shift is that of the medians themselves, not of the bins', () => {
  const constant = (value: number) => ({ name: 'm', values: new Array<number>(30).fill(value) })
  const { panels, chart } = distributionShift(
    [{ name: 'm', shifts: [{ name: 's', from: constant(0), to: constant(1) }] }],
    { title: 'error' },
  )
  const texts = panels?.plots[0]?.marks.flatMap((mark) => (mark.shape === 'text' ? mark.text : []))
  expect(texts).toEqual(['+1.00'])
  expect(chart.options.scales.x.min).toBeLessThan(0)
  expect(chart.options.scales.x.max).toBeGreaterThan(1)
})

test('counts on a linear axis that is asked for have differences', () => {
  const edges = Array.from({ length: 11 }, (_, i) => 10 ** (i / 10))
  const counted = (bin: number) => ({
    name: 'm',
    edges,
    counts: edges.slice(1).map((_, i) => (i === bin ? 9 : 0)),
  })
  const { panels } = distributionShift(
    [{ name: 'm', shifts: [{ name: 's', from: counted(2), to: counted(7) }] }],
    { title: 'error', scale: 'linear' },
  )
  const texts = panels?.plots[0]?.marks.flatMap((mark) => (mark.shape === 'text' ? mark.text : []))
  expect(texts?.[0]).toMatch(/^\+/)
})

test('a value that no bin holds is reported', () => {
  const values = Array.from({ length: 400 }, (_, i) => 1 + i / 400)
  const after = [...values.slice(1), 1e9]
  const shifts = [{ name: 'noise', from: { name: 'x', values }, to: { name: 'x', values: after } }]
  const { notes } = distributionShift([{ name: 'a', shifts }], { title: 'Error' })
  expect(notes).toContain('Beyond the horizontal axis: 1 value, at 1×10⁹.')
})

test('groups that are shifted alike, of which one covers the other, are told', () => {
  const range = (from: number) => Array.from({ length: 50 }, (_, i) => from + i / 10)
  const model = (group: string) => ({
    name: group,
    group,
    shifts: [
      { name: 'noise', from: { name: 'a', values: range(1) }, to: { name: 'b', values: range(2) } },
    ],
  })
  expect(distributionShift([model('a'), model('b')], { title: 'Error' }).notes.join(' ')).toContain(
    'Identical lines, of which one covers the others: a and b.',
  )
})
