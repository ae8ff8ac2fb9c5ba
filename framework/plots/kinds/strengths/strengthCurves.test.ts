import { describe, expect, test } from 'vitest'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import type { Figure } from '../../figure.ts'
import { strengthCurves } from './strengthCurves.ts'

const curve = (group: string, slope: number, strengths = [0, 0.1, 0.2]) => ({
  corruption: 'additive_noise, strength',
  group,
  points: strengths.map((strength) => {
    const value = 0.5 + slope * strength
    return { strength, value, low: value - 0.02, high: value + 0.02 }
  }),
})

type Point = ReturnType<typeof curve>['points'][number]

const options = { title: 'AUROC', reference: { name: 'chance', value: 0.5 } }
const figure = strengthCurves([curve('none', 1), curve('vq', 2), curve('vq', 2.2)], options)

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
  const { legend, caption } = strengthCurves([curve('none', 1), curve('vq', 2)], options)
  expect(legend[1]?.items[0]?.text).toBe('95 % interval over events')
  expect(caption).toContain('over events')
})

test('claims no intervals where the models have none', () => {
  const bare = [curve('none', 1), curve('vq', 2)].map(({ points, ...each }) => ({
    ...each,
    points: points.map((point) => ({ ...point, low: Number.NaN, high: Number.NaN })),
  }))
  const { legend, caption } = strengthCurves(bare, options)
  expect(legend.flatMap(({ items }) => items.map(({ text }) => text))).toEqual([
    'none (n = 1)',
    'vq (n = 1)',
    'chance',
  ])
  expect(caption).toContain('. Lines are single models.')
})

test('gives each corruption a panel', () => {
  const other = { ...curve('none', 0), corruption: 'drop_tokens, strength' }
  const { panels } = strengthCurves([curve('none', 1), other], options)
  expect(panels?.plots.map(({ title }) => title)).toEqual([
    'additive_noise, strength',
    'drop_tokens, strength',
  ])
})

test('has dashes for two groups too, the same in a panel of one of them as in the legend', () => {
  const other = { ...curve('linear', 2), corruption: 'drop_tokens, strength' }
  const { panels, legend } = strengthCurves([curve('none', 1), curve('linear', 2), other], options)
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
    const pairs = groups.flatMap((group) => [curve(group, 1), curve(group, 1.2)])
    const { caption, panels } = strengthCurves(pairs, options)
    return { nLines: panels?.plots[0]?.chart.data.datasets.length, caption }
  }
  // Points, line and the two edges of the band of each group.
  expect(drawn(4).nLines).toBe(4 * 4 + 4)
  expect(drawn(4).caption).toContain('; thin lines are single models.')
  expect(drawn(5).nLines).toBe(5 * 2)
  expect(drawn(5).caption).toMatch(/ Lines are the mean.*n = 2\)\. Groups/)
})

test('more than four groups stand side by side with whiskers, which would be mud as bands', () => {
  const groups = ['a', 'b', 'c', 'd', 'e']
  const pairs = groups.flatMap((group) => [curve(group, 1), curve(group, 1.2)])
  const { panels, legend, caption } = strengthCurves(pairs, options)
  const [panel] = panels?.plots ?? []
  const places = panel?.chart.data.datasets
    .filter(({ showLine }) => showLine)
    .map(({ data }) => data[0]?.x)
  expect(new Set(places).size).toBe(5)
  const lines = panel?.marks.filter((mark) => mark.shape === 'line') ?? []
  const whiskers = lines.filter(({ dash }) => dash === undefined)
  expect(new Set(whiskers.map(({ points }) => points[0]?.[0]))).toEqual(
    new Set(panel?.chart.data.datasets.flatMap(({ data }) => data.map(({ x }) => x))),
  )
  const { min, max } = panel?.chart.options.scales.x ?? { min: 0, max: 0 }
  expect(Math.min(...(places as number[]))).toBeGreaterThan(min)
  expect(max).toBeGreaterThan(0.2)
  expect(legend[1]?.items[0]?.text).toMatch(/^Whiskers: /)
  expect(caption).toContain('whiskers the range')
})

test('takes a log axis for strengths over decades, and counts those at zero', () => {
  const { notes, panels } = strengthCurves([curve('none', 1, [0, 0.001, 0.01, 1])], options)
  expect(notes).toEqual(['Not drawn: 1 value at strength 0, which a log axis cannot show.'])
  const labels = panels?.plots[0]?.chart.options.scales.x.fixedTicks
    .map(({ label }) => label)
    .filter(Boolean)
  expect(labels).toEqual(['0.001', '0.01', '0.1', '1'])
})

test('leaves out missing and infinite values, and counts each', () => {
  const broken = curve('none', Number.NaN, [0.3])
  const diverged = curve('none', Number.POSITIVE_INFINITY, [0.3])
  const { notes } = strengthCurves([curve('none', 1), broken, diverged], {
    ...options,
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

describe('where a model has no further values', () => {
  const STRENGTHS = [0, 0.1, 0.2, 0.3]
  /** Models of a group, each with its number of values. */
  const models = (lengths: readonly number[], group = 'vq') =>
    lengths.map((length, i) => {
      const { points, ...named } = curve(group, 1 + i, STRENGTHS)
      const broken = { value: Number.POSITIVE_INFINITY, low: Number.NaN, high: Number.NaN }
      return {
        ...named,
        name: `${group}-${i}`,
        points: points.map((point, at) => (at < length ? point : { ...point, ...broken })),
      }
    })
  const linesOf = (figure: Figure) => {
    const datasets = figure.panels?.plots[0]?.chart.data.datasets ?? []
    return datasets
      .filter(({ showLine, fill }) => showLine && fill === undefined)
      .map(({ data }) => data.map(({ x, y }) => (y === null ? null : [x, Number(y.toFixed(6))])))
  }
  const fewerOf = ({ notes }: Figure) => notes.filter((note) => note.startsWith('Fewer'))
  const FEWER = 'Fewer models stand behind a mean, or there is none, where some have no value: '

  test('the mean breaks, and goes on as that of those that are left', () => {
    const [mean] = linesOf(strengthCurves(models([4, 4, 2]), options))
    expect(mean).toEqual([[0, 0.5], [0.1, 0.7], null, [0.2, 0.8], [0.3, 0.95]])
  })

  test('a note names the model and the strength', () => {
    expect(
      fewerOf(strengthCurves([...models([4, 4, 2]), ...models([4, 4], 'none')], options)),
    ).toEqual([`${FEWER}vq from 0.2 without "vq-2" (strength).`])
  })

  test('the mean ends where only one is left, whose line goes on', () => {
    const figure = strengthCurves(models([4, 2]), options)
    const [mean, single] = linesOf(figure)
    expect(mean).toEqual([
      [0, 0.5],
      [0.1, 0.65],
    ])
    expect(single?.slice(0, 4).at(-1)).toEqual([0.3, 0.8])
    expect(fewerOf(figure)).toEqual([`${FEWER}vq from 0.2 without "vq-1" (strength).`])
  })

  test('a band breaks with its mean, and a strength by itself has a whisker', () => {
    const { panels } = strengthCurves(models([4, 4, 3]), options)
    const datasets = panels?.plots[0]?.chart.data.datasets ?? []
    const [low, high] = datasets.filter(({ fill }) => fill !== undefined)
    const gaps = [low, high].map((edge) => edge?.data.findIndex(({ y }) => y === null))
    expect(gaps).toEqual([3, 3])
    const whisker = datasets.find(({ data }) => data.length === 2 && data[0]?.x === data[1]?.x)
    expect(whisker?.data).toEqual([
      { x: 0.3, y: expect.closeTo(0.8, 12) },
      { x: 0.3, y: expect.closeTo(1.1, 12) },
    ])
  })

  test('the means of groups side by side break too', () => {
    const groups = ['a', 'b', 'c', 'd'].flatMap((group) => models([4, 4], group))
    const figure = strengthCurves([...groups, ...models([4, 4, 2])], options)
    expect(figure.caption).toContain('side by side')
    const broken = linesOf(figure).map((line) => line.indexOf(null))
    expect(broken).toEqual([-1, -1, -1, -1, 2])
  })

  test('names are listed by strength, with the corruption where there are several', () => {
    const other = models([0, 4, 4], 'none').map((each) => ({ ...each, corruption: 'drop_tokens' }))
    expect(fewerOf(strengthCurves([...models([2, 4, 3, 4, 2]), ...other], options))).toEqual([
      `${FEWER}vq from 0.2 without "vq-0" and "vq-4", from 0.3 without "vq-2" (additive_noise, strength), ` +
        'none from 0 without "none-0" (drop_tokens).',
    ])
  })

  test('models without names are counted', () => {
    const nameless = models([4, 4, 2]).map(({ name: _, ...each }) => each)
    expect(fewerOf(strengthCurves(nameless, options))).toEqual([
      `${FEWER}vq from 0.2 without 1 of 3 models (strength).`,
    ])
  })

  test('all are named where all models of a group end together', () => {
    expect(fewerOf(strengthCurves(models([2, 2]), options))).toEqual([
      `${FEWER}vq from 0.2 without "vq-0" and "vq-1" (strength).`,
    ])
  })
})

describe('one extreme curve', () => {
  /** From 0.5 up to 0.9, and one that rises by so much. */
  const curvesWith = (slope: number, nOthers = 5) => [
    ...Array.from({ length: nOthers }, (_, i) => curve(i % 2 ? 'vq' : 'none', 1 + i / 5)),
    curve('vq', slope),
  ]
  const of = (curves: Parameters<typeof strengthCurves>[0], more = {}) => {
    const figure = strengthCurves(curves, { title: 'Error', ...more })
    return { ...figure, y: figure.chart.options.scales.y }
  }

  test('lies beyond the axis, whose scale is that of the others, and is reported', () => {
    const { y, notes, caption } = of(curvesWith(1e9))
    expect(y).toMatchObject({ type: 'linear', max: expect.toSatisfy((max) => max < 1) })
    expect(caption).toContain('Thick lines are the mean over')
    expect(notes).toEqual([
      'Beyond the vertical axis: 1 curve, up to 2×10⁸.',
      'Beyond the vertical axis: 1 mean curve, up to 6.67×10⁷.',
      'Intervals that reach beyond the axis are cut off at its edge; those that would cover all of ' +
        'it are not drawn.',
    ])
  })

  test('leaves bands where it has not drawn them off the axis', () => {
    const { panels } = of(curvesWith(1e9))
    const edges = panels?.plots[0]?.chart.data.datasets.filter(({ fill }) => fill === false)
    // At strength 0 all have the same value; that of the other group is whole.
    expect(edges?.map(({ data }) => data.filter(({ y }) => y !== null).length)).toEqual([3, 1])
  })

  test('is on an axis that is chosen', () => {
    const { y, notes } = of(curvesWith(1e9), { scale: 'linear' })
    expect(y.max).toBeGreaterThan(2e8)
    expect(notes).toEqual([])
  })

  test('is none among three', () => {
    const { y, notes } = of(curvesWith(1e9, 2))
    expect(y.max).toBeGreaterThan(2e8)
    expect(notes).toEqual([])
  })

  test('is reported by its panel where panels have axes of their own', () => {
    const other = curvesWith(1).map((each) => ({ ...each, corruption: 'drop_tokens' }))
    const { notes, panels } = of([...curvesWith(1e9), ...other], { facetAxes: 'free' })
    expect(notes.slice(0, 2)).toEqual([
      '(additive_noise, strength) Beyond the vertical axis: 1 curve, up to 2×10⁸.',
      '(additive_noise, strength) Beyond the vertical axis: 1 mean curve, up to 6.67×10⁷.',
    ])
    const ends = panels?.plots.map(({ chart }) => chart.options.scales.y.max)
    expect(ends?.every((end) => end < 1)).toBe(true)
  })

  test('lies beyond the axis at all strengths too', () => {
    const above = curve('vq', 1).points.map((point) => ({ ...point, value: point.value + 20 }))
    const { y, notes } = of([...curvesWith(1, 8), { ...curve('vq', 1), points: above }])
    expect(y.max).toBeLessThan(2)
    expect(notes[0]).toBe('Beyond the vertical axis: 1 curve, up to 20.7.')
  })

  test('keeps no reference line from the axis', () => {
    const { y } = of(curvesWith(1e9), { reference: { name: 'chance', value: 7 } })
    expect(y.max).toBeGreaterThan(7)
    expect(y.max).toBeLessThan(8)
  })

  test('leaves means alone on the axis of the others', () => {
    const groups = Array.from({ length: 9 }, (_, i) => `g${i}`)
    const pairs = ['noise', 'masking'].flatMap((corruption) =>
      groups.flatMap((group, i) =>
        [1 + i / 100, 2 + i / 100, i === 8 ? 1e9 : 1.5].map((slope) => ({
          ...curve(group, slope),
          corruption,
        })),
      ),
    )
    const { y, notes } = of(pairs)
    expect(y).toMatchObject({ type: 'linear', max: expect.toSatisfy((max) => max < 1) })
    expect(notes).toEqual([
      'Beyond the vertical axis: 2 mean curves, up to 6.67×10⁷.',
      'Intervals are left out: those of 9 groups would hide each other.',
    ])
  })
})

test('a line at zero that a logarithmic axis has no place for is left out, and reported', () => {
  const { notes, legend } = strengthCurves([curve('vq', 1)], {
    title: 'Error',
    scale: 'log',
    reference: { name: 'nothing', value: 0 },
  })
  expect(notes).toEqual([
    'The line "nothing" at 0 is left out: a logarithmic axis has no place for it.',
  ])
  expect(JSON.stringify(legend)).not.toContain('nothing')
})

describe('where a model has no value, though it has further ones', () => {
  const holed = { ...curve('vq', 2), name: 'holed' }
  const [first, second, third] = holed.points as [Point, Point, Point]
  const curves = [
    { ...holed, points: [first, { ...second, value: Number.NaN }, third] },
    { ...curve('vq', 1), name: 'whole' },
  ]

  test('its line breaks, and the mean has no value there', () => {
    const { panels } = strengthCurves(curves, options)
    const lines = panels?.plots[0]?.chart.data.datasets.filter(({ showLine }) => showLine) ?? []
    expect(lines[0]?.data.map(({ y }) => y)).toEqual([0.5, null, expect.closeTo(0.8, 12)])
    expect(
      lines
        .at(-1)
        ?.data.slice(0, 3)
        .map(({ y }) => y),
    ).toEqual([0.5, null, 0.9])
  })

  test('a note names it', () => {
    expect(strengthCurves(curves, options).notes).toContainEqual(
      expect.stringMatching(/: vq at 0\.1 without "holed" \(strength\)\.$/),
    )
  })
})

test('a model that was not run at a strength is interpolated along its line, on a log axis too', () => {
  const point = (strength: number, value: number) => ({ strength, value, low: value, high: value })
  const named = { corruption: 'noise', group: 'vq' }
  const { panels, notes } = strengthCurves(
    [
      { ...named, points: [point(0.001, 1), point(0.1, 3)] },
      { ...named, points: [point(0.001, 1), point(0.01, 4), point(0.1, 3)] },
    ],
    { title: 'Error' },
  )
  const [plot] = panels?.plots ?? []
  expect(plot?.chart.options.scales.x.type).toBe('logarithmic')
  // Half way from 0.001 to 0.1 the first model's line is at 2.
  expect(plot?.chart.data.datasets[0]?.data.map(({ x, y }) => [x, y])).toEqual([
    [0.001, 1],
    [0.01, 3],
    [0.1, 3],
  ])
  expect(notes).toEqual([])
})

test('a band whose lower bound a log axis has no place for reaches to the end of the axis', () => {
  const decades = curve('vq', 1).points.map(({ strength }, i) => ({
    strength,
    value: 10 ** i,
    low: i === 1 ? -1 : 10 ** i / 2,
    high: 10 ** i * 2,
  }))
  const { panels } = strengthCurves([{ ...curve('vq', 1), points: decades }], {
    title: 'Error',
    scale: 'log',
  })
  const {
    data,
    options: { scales },
  } = panels?.plots[0]?.chart ?? strengthCurves([], options).chart
  const [low] = data.datasets.filter(({ fill }) => fill !== undefined)
  expect(low?.data.map(({ y }) => y)).toEqual([0.5, scales.y.min, 50])
})

test('says so when all models diverged', () => {
  const { notes } = strengthCurves([curve('vq', Number.POSITIVE_INFINITY, [0.1, 0.2])], options)
  expect(notes).toEqual([
    'The curve has no values of AUROC.',
    'Not drawn: 2 values with an infinite AUROC (diverged).',
  ])
})

test('says so when there is nothing to draw', () => {
  expect(strengthCurves([], options).notes).toEqual(['No curve was selected.'])
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

describe('many groups that cover each other', () => {
  /** Two models of each of so many groups, which end within each other's ranges. */
  const pairsOf = (nGroups: number, corruptions = ['noise']) =>
    corruptions.flatMap((corruption) =>
      Array.from({ length: nGroups }, (_, i) => `g${String(i).padStart(2, '0')}`).flatMap(
        (group, i) => [
          { ...curve(group, 1 + i / 100), corruption },
          { ...curve(group, 2 + i / 100), corruption },
        ],
      ),
    )
  const titlesOf = ({ panels }: Figure) => panels?.plots.map(({ title }) => title)
  const keysOf = ({ legend }: Figure) =>
    legend.flatMap(({ items }) => items.map(({ text }) => text))

  test('have a panel each, whose title names it', () => {
    const figure = strengthCurves(pairsOf(6), options)
    expect(titlesOf(figure)).toEqual([0, 1, 2, 3, 4, 5].map((i) => `g0${i} (n = 2)`))
    expect(figure.panels?.freeAxes).toBeUndefined()
    expect(figure.chart.options.scales.x.title.text).toBe('Strength of the corruption (noise)')
    expect(keysOf(figure)).toEqual(['range (n = 2) over models', 'the other groups', 'chance'])
    expect(figure.caption).toContain(
      '; thin lines are single models. Grey behind are the means of the other groups.',
    )
  })

  test('a panel has the band and the models of its group before the means of the others', () => {
    const { panels } = strengthCurves(pairsOf(6), options)
    const drawn = panels?.plots[0]?.chart.data.datasets ?? []
    // Points, mean, the edges of the band, two models, five other means with gaps between them.
    expect(drawn.map(({ data }) => data.length)).toEqual([3, 3, 3, 3, 3 + 1 + 3, 5 * 3 + 4])
    const ends = drawn.at(-1)?.data.filter(({ x }) => x === 0.2)
    expect(ends?.map(({ y }) => y)).toEqual(
      [1, 2, 3, 4, 5].map((i) => expect.closeTo(0.5 + 0.2 * (1.5 + i / 100), 12)),
    )
  })

  test('have a row of panels each under several corruptions, of which up to eight fit a page', () => {
    const figure = strengthCurves(pairsOf(8, ['noise', 'masking']), options)
    expect(titlesOf(figure)?.slice(0, 3)).toEqual([
      'g00 (n = 2), noise',
      'g00 (n = 2), masking',
      'g01 (n = 2), noise',
    ])
    expect(figure.panels?.columns).toBe(2)
    // Those of the other corruption are not behind.
    const [first] = figure.panels?.plots ?? []
    expect(first?.chart.data.datasets.at(-1)?.data).toHaveLength(7 * 3 + 6)
  })

  test('past eight under several corruptions are means alone, which a note says', () => {
    const figure = strengthCurves(pairsOf(9, ['noise', 'masking']), options)
    expect(titlesOf(figure)).toEqual(['noise', 'masking'])
    expect(figure.notes).toEqual([
      'Intervals are left out: those of 9 groups would hide each other.',
    ])
    const [first] = figure.panels?.plots ?? []
    // Points and line of each.
    expect(first?.chart.data.datasets).toHaveLength(9 * 2)
    expect(first?.marks).toHaveLength(1)
    expect(keysOf(figure)).not.toContain('range (n = 2) over models')
    expect(figure.caption).toContain('Lines are the mean over the models of a group.')
  })

  test('share a panel where they lie apart, or where all are given the same', () => {
    const apart = pairsOf(6).map((each) => {
      const shift = 10 * Number(each.group.slice(1))
      const points = each.points.map(({ strength, value }) => ({
        ...{ strength, value: value + shift, low: value + shift, high: value + shift },
      }))
      return { ...each, points }
    })
    expect(titlesOf(strengthCurves(apart, options))).toEqual(['noise'])
    const given = pairsOf(6).map((each) => ({ ...each, facet: 'ours' }))
    expect(titlesOf(strengthCurves(given, options))).toEqual(['ours, noise'])
  })
})

test('groups whose means cover each other are named', () => {
  expect(strengthCurves([curve('none', 1), curve('vq', 1)], options).notes).toContain(
    'Identical lines, of which one covers the others: none and vq.',
  )
})

describe('a single strength', () => {
  const linesOf = ({ marks }: Pick<Figure, 'marks'>) =>
    marks.flatMap((mark) => (mark.shape === 'line' ? [mark.points.map(([, y]) => y)] : []))

  test('has whiskers in place of bands, and the key says so', () => {
    const { panels, legend } = strengthCurves([curve('none', 1, [0.1]), curve('vq', 3, [0.1])], {
      title: 'AUROC',
    })
    const [plot] = panels?.plots ?? []
    expect(plot && linesOf(plot)).toEqual([
      [0.58, 0.62],
      [0.78, 0.8200000000000001],
    ])
    expect(legend[1]?.items[0]?.text).toBe('Whiskers: 95 % interval over events')
  })

  test('of one group among others has a whisker beside their bands', () => {
    const { panels } = strengthCurves([curve('none', 1, [0.1]), curve('vq', 2)], options)
    const vertical = panels?.plots[0]?.chart.data.datasets.filter(
      ({ data }) => data.length === 2 && data[0]?.x === data[1]?.x,
    )
    expect(vertical?.map(({ data }) => data.map(({ y }) => y))).toEqual([[0.58, 0.62]])
  })
})
