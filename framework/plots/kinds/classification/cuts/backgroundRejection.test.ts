import { expect, test } from 'vitest'
import { fakeScores } from '../../../../testing/models/scoredModels.ts'
import { renderedFacts, SVG_SHAPES } from '../../../../testing/renderedFacts.ts'
import { backgroundRejection } from './backgroundRejection.ts'

const models = [1, 2, 3].flatMap((seed) => [
  fakeScores({ name: `none ${seed}`, group: 'none', shift: 1, seed }),
  fakeScores({ name: `vq ${seed}`, group: 'vq', shift: 2, seed: seed + 10 }),
])

const figure = backgroundRejection(models, { baseline: 'none' })

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('is one over the false positive rate at the true positive rate', () => {
  // Two of four background events lie above the second of two signal events.
  const model = { name: 'a', scores: [5, 4, 3, 2, 1, 0], labels: [0, 1, 1, 0, 1, 1] }
  const few = backgroundRejection([model])
  const [dotted] = few.chart.data.datasets
  expect(dotted?.data.find(({ x }) => x === 1)).toEqual({ x: 1, y: 2 })
  expect(few.notes).toEqual([
    'Fewer than 10 background events are left at all signal efficiencies of a: dotted.',
    'Fewer than 10 signal events are behind a (2): signal efficiencies are uncertain.',
  ])
})

test('the interval of a model alone is over events, and says so', () => {
  const { legend, caption } = backgroundRejection([fakeScores({ name: 'a', shift: 1 })])
  expect(legend[1]?.items[0]?.text).toBe('95 % interval over events')
  expect(caption).toContain('is the 95 % interval over events')
})

test('the rejection has as many digits as tell the ends of its interval apart', () => {
  const at = { signal: [0.5, 1], nLeft: [4e6, 1e7], nEffective: 1e7 }
  const efficiency = { ...at, background: [0.4, 1], nPositive: 100, nNegative: 1e7 }
  const counts = { nInvalid: 0, nUnlabelled: 0 }
  const { legend } = backgroundRejection([{ name: 'a', efficiency: { ...efficiency, ...counts } }])
  expect(legend[0]?.items[0]?.text).toBe('a: 2.500 (2.498–2.502)')
})

test('few signal events behind a model of a group are told', () => {
  const few = { name: 'b', group: 'vq', scores: [2, 1, 3, 0], labels: [0, 1, 0, 1] }
  expect(backgroundRejection([...models, few]).notes).toContain(
    'Fewer than 10 signal events are behind models of vq (2): signal efficiencies are uncertain.',
  )
})

test('a panel below has the ratio to the baseline, with the same horizontal axis', () => {
  const [above, below] = figure.panels?.plots ?? []
  expect(figure.panels).toMatchObject({ columns: 1, stack: [5, 2] })
  expect(below?.chart.options.scales.x).toEqual(above?.chart.options.scales.x)
  expect(below?.chart.options.scales.y.title.text).toBe('Ratio to none')
  const [ofBaseline] = below?.chart.data.datasets ?? []
  expect(ofBaseline?.data.every(({ y }) => y === 1)).toBe(true)
  const heightAt = (plot: typeof above, colour: string, signal: number) =>
    plot?.chart.data.datasets
      .find(({ borderColor, borderDash }) => borderColor === colour && borderDash?.length === 0)
      ?.data.find(({ x }) => x === signal)?.y ?? Number.NaN
  const [none = '', vq = ''] = figure.legend[0]?.items.map(({ colour }) => colour) ?? []
  expect(heightAt(below, vq, 0.5)).toBeCloseTo(
    heightAt(above, vq, 0.5) / heightAt(above, none, 0.5),
    12,
  )
})

test('a note writes signal efficiencies as a legend does, with two decimals', () => {
  // One background event in a hundred lies above the best half of the signal.
  const labels = Array.from({ length: 2000 }, (_, i) => (i < 1000 ? 0 : 1))
  const scores = labels.map((_, i) => (i < 1000 ? i / 1000 : i < 1010 ? 0.805 : 0.5))
  expect(backgroundRejection([{ name: 'a', scores, labels }]).notes).toEqual([
    'Fewer than 10 background events are left at signal efficiencies below 0.20 (a): dotted.',
  ])
})

test('there is one plot without a baseline', () => {
  expect(backgroundRejection(models).panels).toBeUndefined()
})

test('lines are dotted where fewer than ten background events are left', () => {
  const alone = backgroundRejection([fakeScores({ name: 'a', shift: 2 })])
  const [firm, few] = alone.chart.data.datasets
  const limit = firm?.data[0]?.x
  expect(few?.borderDash).toEqual([1, 3])
  expect(few?.data.at(-1)?.x).toBe(limit)
  expect(alone.notes).toEqual([
    `Fewer than 10 background events are left at signal efficiencies below ${limit?.toFixed(2)} (a): dotted.`,
  ])
  expect(alone.legend[1]?.items.map(({ text }) => text)).toContain('10 of 1500 events left')
})

test('the legend compares at half of the signal, with the interval over models', () => {
  const [section] = figure.legend
  expect(section?.title).toBe('Rejection at 50 % signal')
  expect(section?.items[1]?.text).toMatch(/^vq: \d+\.\d \(\d+\.\d–\d+\.\d\) \(n = 3\)$/)
})

test('refuses a baseline that is no group', () => {
  expect(() => backgroundRejection(models, { baseline: 'linear' })).toThrow(
    /baseline.*"none".*"vq"/,
  )
})

test('says so when no model has both classes', () => {
  const { notes } = backgroundRejection([{ name: 'a', scores: [1], labels: [1] }])
  expect(notes).toEqual([
    'The model has no background rejection: it takes events of both classes.',
    'Labels of models without two classes: a: labels are 1 (1 event), positive is 0.',
  ])
})

test('models that stand in several panels are counted once, and means are over those of a panel', () => {
  const inPanels = ['top', 'w'].flatMap((facet) => models.map((model) => ({ ...model, facet })))
  const { alt, caption } = backgroundRejection(inPanels)
  // Over both panels, a group has no one value.
  expect(alt).toBe('Background rejection of 6 models against signal efficiency. 2 panels.')
  expect(caption).toContain("(Student's t of the logarithms, n = 3)")
})

test('a model that is alone in its group has its own interval in each panel', () => {
  const [first] = models
  const { caption } = backgroundRejection(
    ['top', 'w'].map((facet) => ({ ...(first as (typeof models)[0]), group: 'one', facet })),
  )
  expect(caption).toContain('Shaded around each model is the 95 % interval over events')
})

test('the shared vertical axis holds the bands of each panel', () => {
  // Two seeds far apart in one panel; with those of the other, the interval would be narrow.
  const spread = [
    { ...fakeScores({ name: 'a', shift: 0.5, seed: 1 }), facet: 'wide' },
    { ...fakeScores({ name: 'b', shift: 2, seed: 2 }), facet: 'wide' },
    { ...fakeScores({ name: 'c', shift: 1, seed: 3 }), facet: 'wide' },
    ...[4, 5, 6].map((seed) => ({
      ...fakeScores({ name: `${seed}`, shift: 1, seed }),
      facet: 'narrow',
    })),
  ].map((model) => ({ ...model, group: 'all' }))
  const { panels, chart } = backgroundRejection(spread)
  const [wide] = panels?.plots ?? []
  const heights = (wide?.chart.data.datasets ?? []).flatMap(({ data }) =>
    data.flatMap(({ y }) => y ?? []),
  )
  expect(Math.max(...heights)).toBeLessThanOrEqual(chart.options.scales.y.max)
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(chart.options.scales.y.min)
})

test('the line of chance is one over the signal everywhere, and leaves the axes at their top', () => {
  const { chart, marks } = backgroundRejection([fakeScores({ name: 'a', shift: 0 })])
  const { max } = chart.options.scales.y
  const [chance] = marks
  const points = chance?.shape === 'line' ? chance.points : []
  expect(points[0]?.[1]).toBeCloseTo(max, 10)
  expect(points.at(-1)).toEqual([1, 1])
  for (const [signal, rejection] of points) expect(signal * rejection).toBeCloseTo(1, 12)
})
