import { expect, test } from 'vitest'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { precisionRecallCurves } from './precisionRecallCurves.ts'

const LABELS = [1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0]
const sharp = {
  name: 'sharp',
  labels: LABELS,
  scores: [0.9, 0.8, 0.8, 0.7, 0.6, 0.55, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05],
}
const blind = { name: 'blind', labels: LABELS, scores: LABELS.map(() => 1) }
const OPTIONS = { positiveLabel: 1 }

const figure = precisionRecallCurves([sharp, blind], OPTIONS)

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot(
    './expected/precisionRecallCurves.json',
  )
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('draws steps at the precision of each recall', () => {
  const [line] = figure.chart.data.datasets
  expect(line?.data.slice(0, 4)).toEqual([
    { x: 0, y: 1 },
    { x: 0.2, y: 1 },
    { x: 0.2, y: 2 / 3 },
    { x: 0.4, y: 2 / 3 },
  ])
})

test('writes the average precision and its interval in the legend', () => {
  expect(figure.legend[0]).toMatchObject({
    title: 'Average precision (95 % interval)',
    items: [{ text: 'sharp: 0.728 (0.339–0.927)' }, { text: 'blind: 0.417' }],
  })
})

test('the prevalence has as many digits as the average precision', () => {
  const even = { name: 'a', scores: [0.9, 0.8, 0.2, 0.1], labels: [1, 0, 1, 0] }
  const { legend } = precisionRecallCurves([even], { positiveLabel: 1 })
  expect(legend[1]?.items[0]?.text).toBe('prevalence 0.500')
})

test('the dashed line is the prevalence', () => {
  expect(figure.marks).toMatchObject([
    {
      points: [
        [0, 5 / 12],
        [1, 5 / 12],
      ],
    },
  ])
  expect(figure.legend[1]?.items[0]?.text).toBe('prevalence 0.417')
})

test('names groups with the range of their models', () => {
  const grouped = [
    { ...sharp, group: 'vq' },
    { ...blind, group: 'vq' },
  ]
  expect(precisionRecallCurves(grouped, OPTIONS).legend[0]?.items[0]?.text).toBe(
    'vq: 0.417–0.728 (n = 2)',
  )
})

test('leaves out models without events of both classes, and says so', () => {
  const none = { name: 'none', scores: [1, 2], labels: [1, 1] }
  expect(precisionRecallCurves([sharp, none], OPTIONS).notes).toEqual([
    'Not drawn: 1 model without events of both classes.',
    'Labels of models without two classes: none: labels are 1 (2 events), positive is 1.',
  ])
  expect(precisionRecallCurves([none], OPTIONS).notes).toEqual([
    'The model has no precision and recall: they take events of both classes.',
    'Labels of models without two classes: none: labels are 1 (2 events), positive is 1.',
  ])
})

test('refuses labels that are not as many as the scores', () => {
  expect(() => precisionRecallCurves([{ ...sharp, labels: [0, 1] }])).toThrow(
    '"models.0.labels": expected as many labels as scores',
  )
})

test('two names of a panel are its row and its column', () => {
  const model = { scores: [0.1, 0.9], labels: [0, 1] }
  const { panels } = precisionRecallCurves(
    [
      { ...model, name: 'a', facet: ['mlp', '1 %'] },
      { ...model, name: 'b', facet: ['gnn', '5 %'] },
    ],
    { positiveLabel: 1 },
  )
  expect(panels?.columns).toBe(2)
  expect(panels?.plots.map(({ title, chart }) => [title, chart.data.datasets.length])).toEqual([
    ['mlp, 1 %', 1],
    ['mlp, 5 %', 0],
    ['gnn, 1 %', 0],
    ['gnn, 5 %', 1],
  ])
})

test('a model that stands in several panels is one model, without an area of its own', () => {
  const { alt, caption } = precisionRecallCurves(
    ['top', 'w'].map((facet) => ({ ...sharp, facet })),
    OPTIONS,
  )
  expect(alt).toBe('Precision against recall of 1 model. 2 panels.')
  expect(caption).toMatch(
    /^Precision against recall\. Numbers in the panels are the average precision .*\. Dashed/,
  )
})

test('scores that are null are told as left out, as NaNs are', () => {
  const scores = [0.1, Number.NaN, 0.4, null, 0.9, 0.2] as number[]
  const { notes } = precisionRecallCurves([{ name: 'a', scores, labels: [1, 1, 0, 1, 0, 1] }])
  expect(notes).toEqual(['Left out: 2 events of 1 model without a valid score.'])
})

test.each([
  [['signal', 'background'], {}, 'each label is NaN, -1 or no number, or there are none'],
  [
    [1, 2],
    {},
    /^labels are 1 \(1 event\), 2 \(1 event\), and nothing says which of them is positive/,
  ],
  [[0, 1], { positiveLabel: 7 }, 'labels are 0 (1 event), 1 (1 event), positive is 7'],
])('labels %o without two classes are told', (labels, options, told) => {
  const model = { name: 'a', scores: [1, 2], labels: labels as number[] }
  const [, note = ''] = precisionRecallCurves([model], options).notes
  const [, found] = /^Labels of models without two classes: a: (.*)\.$/.exec(note) ?? []
  expect(found).toEqual(typeof told === 'string' ? told : expect.stringMatching(told))
})
