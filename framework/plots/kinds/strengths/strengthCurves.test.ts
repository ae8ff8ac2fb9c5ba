import { expect, test } from 'vitest'
import { STRENGTH_OPTIONS, strengthCurve } from '../../../testing/models/exampleStrengths.ts'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { strengthCurves } from './strengthCurves.ts'

const figure = strengthCurves(
  [strengthCurve('none', 1), strengthCurve('vq', 2), strengthCurve('vq', 2.2)],
  STRENGTH_OPTIONS,
)

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot(
    './expected/strengthCurves.json',
  )
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('names groups with their number of models', () => {
  expect(figure.legend.flatMap(({ items }) => items.map(({ text }) => text))).toEqual([
    'none (n = 1)',
    'vq (n = 2)',
    'range (n = 2) over models',
    'chance',
  ])
})

test('shows the interval over events where every group is one model', () => {
  const { legend, caption } = strengthCurves(
    [strengthCurve('none', 1), strengthCurve('vq', 2)],
    STRENGTH_OPTIONS,
  )
  expect(legend[1]?.items[0]?.text).toBe('95 % interval over events')
  expect(caption).toContain('over events')
})

test('claims no intervals where the models have none', () => {
  const bare = [strengthCurve('none', 1), strengthCurve('vq', 2)].map(({ points, ...each }) => ({
    ...each,
    points: points.map((point) => ({ ...point, low: Number.NaN, high: Number.NaN })),
  }))
  const { legend, caption } = strengthCurves(bare, STRENGTH_OPTIONS)
  expect(legend.flatMap(({ items }) => items.map(({ text }) => text))).toEqual([
    'none (n = 1)',
    'vq (n = 1)',
    'chance',
  ])
  expect(caption).toContain('. Lines are single models.')
})

test('gives each corruption a panel', () => {
  const other = { ...strengthCurve('none', 0), corruption: 'drop_tokens, strength' }
  const { panels } = strengthCurves([strengthCurve('none', 1), other], STRENGTH_OPTIONS)
  expect(panels?.plots.map(({ title }) => title)).toEqual([
    'additive_noise, strength',
    'drop_tokens, strength',
  ])
})

test('has dashes for two groups too, the same in a panel of one of them as in the legend', () => {
  const other = { ...strengthCurve('linear', 2), corruption: 'drop_tokens, strength' }
  const { panels, legend } = strengthCurves(
    [strengthCurve('none', 1), strengthCurve('linear', 2), other],
    STRENGTH_OPTIONS,
  )
  const dashesIn = (panel: number) =>
    panels?.plots[panel]?.chart.data.datasets
      .map(({ borderDash }) => borderDash)
      .filter((each) => each !== undefined && each.length > 0)
  const dash = legend[0]?.items.find(({ text }) => text.startsWith('linear'))?.dash
  expect(dash?.length).toBeGreaterThan(0)
  expect(dashesIn(0)).toEqual([dash])
  expect(dashesIn(1)).toEqual([dash])
})

test('draws single models of up to four groups only', () => {
  const drawn = (nGroups: number) => {
    const groups = Array.from({ length: nGroups }, (_, i) => `g${i}`)
    const pairs = groups.flatMap((group) => [strengthCurve(group, 1), strengthCurve(group, 1.2)])
    const { caption, panels } = strengthCurves(pairs, STRENGTH_OPTIONS)
    return { nLines: panels?.plots[0]?.chart.data.datasets.length, caption }
  }
  // Points, line and the two edges of the band of each group.
  expect(drawn(4).nLines).toBe(4 * 4 + 4)
  expect(drawn(4).caption).toContain('; thin lines are single models.')
  expect(drawn(5).nLines).toBe(5 * 2)
  expect(drawn(5).caption).toMatch(/ Lines are the mean.*n = 2\)\. Groups/)
})

test('takes a log axis for strengths over decades, and counts those at zero', () => {
  const { notes, panels } = strengthCurves(
    [strengthCurve('none', 1, [0, 0.001, 0.01, 1])],
    STRENGTH_OPTIONS,
  )
  expect(notes).toEqual(['Not drawn: 1 value at strength 0, which a log axis cannot show.'])
  const labels = panels?.plots[0]?.chart.options.scales.x.fixedTicks
    .map(({ label }) => label)
    .filter(Boolean)
  expect(labels).toEqual(['0.001', '0.01', '0.1', '1'])
})

test('leaves out missing and infinite values, and counts each', () => {
  const broken = strengthCurve('none', Number.NaN, [0.3])
  const diverged = strengthCurve('none', Number.POSITIVE_INFINITY, [0.3])
  const { notes } = strengthCurves([strengthCurve('none', 1), broken, diverged], {
    ...STRENGTH_OPTIONS,
    title: 'Error',
  })
  expect(notes).toEqual([
    'Not drawn: 1 value missing.',
    'Not drawn: 1 value with an infinite Error (diverged).',
    'Fewer models stand behind a mean, or there is none, where some have no value: none from 0 ' +
      'without 2 of 3 models, from 0.3 without 1 of 3 models (strength).',
  ])
})

test('has geometric means on a log axis, whose intervals stay above zero', () => {
  const errors = [0.001, 0.01, 1].map((value) => ({
    corruption: 'additive_noise, strength',
    group: 'vq',
    points: [0.1, 0.2].map((strength) => ({ strength, value, low: value / 2, high: value * 2 })),
  }))
  for (const [scale, name, expected] of [
    ['auto', 'geometric mean', 0.00001 ** (1 / 3)],
    ['linear', 'mean', 1.011 / 3],
  ] as const) {
    const { caption, panels } = strengthCurves(errors, { title: 'MSE', scale })
    const datasets = panels?.plots[0]?.chart.data.datasets ?? []
    const [[centre] = [], , low, high] = datasets.map(({ data }) =>
      data.flatMap(({ y }) => y ?? []),
    )
    expect(centre).toBeCloseTo(expected, 12)
    expect([low?.length, high?.length]).toEqual([2, 2])
    expect(caption).toContain(`Thick lines are the ${name} over the models`)
  }
})

test('a band whose lower bound a log axis has no place for reaches to the end of the axis', () => {
  const decades = strengthCurve('vq', 1).points.map(({ strength }, i) => ({
    strength,
    value: 10 ** i,
    low: i === 1 ? -1 : 10 ** i / 2,
    high: 10 ** i * 2,
  }))
  const { panels } = strengthCurves([{ ...strengthCurve('vq', 1), points: decades }], {
    title: 'Error',
    scale: 'log',
  })
  const {
    data,
    options: { scales },
  } = panels?.plots[0]?.chart ?? strengthCurves([], STRENGTH_OPTIONS).chart
  const [low] = data.datasets.filter(({ fill }) => fill !== undefined)
  expect(low?.data.map(({ y }) => y)).toEqual([0.5, scales.y.min, 50])
})

test('says so when all models diverged', () => {
  const { notes } = strengthCurves(
    [strengthCurve('vq', Number.POSITIVE_INFINITY, [0.1, 0.2])],
    STRENGTH_OPTIONS,
  )
  expect(notes).toEqual([
    'The curve has no values of AUROC.',
    'Not drawn: 2 values with an infinite AUROC (diverged).',
  ])
})

test('says so when there is nothing to draw', () => {
  expect(strengthCurves([], STRENGTH_OPTIONS).notes).toEqual(['No curve was selected.'])
})

test('draws groups that are numbers as a strip in the legend', () => {
  const point = { strength: 1, value: 1, low: Number.NaN, high: Number.NaN }
  const curves = ['10', '1', '0.1'].map((group) => ({
    corruption: 'noise',
    group,
    points: [point, { ...point, strength: 2 }],
  }))
  const [section] = strengthCurves(curves, { title: 'Error' }).legend
  expect(section?.scale?.map(({ text }) => text)).toEqual(['0.1', '1', '10'])
  expect(section?.items.map(({ text }) => text)).toEqual(['n = 1 each'])
})

test('a point may be without a value or without an interval', () => {
  const ofPoints = (points: Parameters<typeof strengthCurves>[0][number]['points']) =>
    strengthCurves([{ corruption: 'noise', group: 'vq', points }], { title: 'loss' })
  const gap = { low: Number.NaN, high: Number.NaN }
  expect(
    ofPoints([
      { strength: 0, value: 1 },
      { strength: 1, value: null },
      { strength: 2, value: 3, low: null, high: null },
    ]),
  ).toEqual(
    ofPoints([
      { strength: 0, value: 1, ...gap },
      { strength: 1, value: Number.NaN, ...gap },
      { strength: 2, value: 3, ...gap },
    ]),
  )
})

test('the value without a corruption stays, unless the strengths span more than two decades or the axis is chosen', () => {
  const curve = strengthCurve('none', 1, [0, 0.05, 0.1, 0.2, 0.5])
  const draw = (xScale?: 'log') =>
    strengthCurves([curve], { ...STRENGTH_OPTIONS, ...(xScale && { xScale }) })
  const plotOf = ({ panels, chart }: ReturnType<typeof draw>) => panels?.plots[0]?.chart ?? chart
  expect(plotOf(draw()).options.scales.x).toMatchObject({ type: 'linear' })
  expect(plotOf(draw()).data.datasets[0]?.data[0]?.x).toBe(0)
  expect(draw().notes).toEqual([])
  expect(plotOf(draw('log')).options.scales.x).toMatchObject({ type: 'logarithmic' })
  expect(draw('log').notes).toEqual([
    'Not drawn: 1 value at strength 0, which a log axis cannot show.',
  ])
})

test.each([
  ['a', 'expected a number'],
  [0.1, 'expected each strength once'],
])('a second strength of %o is refused', (strength, expected) => {
  const points = [0.1, strength].map((each) => ({ strength: each as number, value: 1 }))
  const curve = { corruption: 'noise', group: 'none', points }
  expect(() => strengthCurves([curve], { title: 'Error' })).toThrow(expected)
})
