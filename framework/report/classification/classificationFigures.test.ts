import { table } from 'arquero'
import { expect, test } from 'vitest'
import { summarizeClassifier } from '../../inference/classification/classifierSummary.ts'
import type { ModelResult } from '../../inference/execution/modelResult.ts'
import { Random } from '../../stats/random.ts'
import { type ClassificationFigureName, classificationFigures } from './classificationFigures.ts'

const AT = { signalEfficiencies: [0.5], backgroundEfficiencies: [0.1] }

/** A model of some skill, whose scores are probabilities unless they are multiplied by a `scale`. */
function modelOf({
  classes,
  skill = 1,
  scale = 1,
}: {
  classes: readonly string[]
  skill?: number
  scale?: number
}): ModelResult<'classification'> {
  const random = new Random(5)
  const nEvents = 60 * classes.length
  const labels = Int32Array.from({ length: nEvents }, (_, event) => event % classes.length)
  const rows = Array.from(labels, (label) => {
    const parts = classes.map((_, i) => Math.exp(random.normal() + (i === label ? skill : 0)))
    const sum = parts.reduce((total, part) => total + part, 0)
    return parts.map((part) => (scale * part) / sum)
  })
  const events = { scores: Float64Array.from(rows.flat()), nScores: classes.length, labels }
  return { ...summarizeClassifier(events, { ...AT, classes }), scores: undefined }
}

/** The figure of models in groups of their own. */
function figureOf(
  name: ClassificationFigureName,
  models: readonly ModelResult<'classification'>[],
  encoders: readonly string[] = models.map((_, i) => `encoder ${i}`),
) {
  const runs = table({
    run_dir: models.map((_, i) => `/runs/${i}`),
    encoder: [...encoders],
    seed: models.map((_, i) => i),
  })
  const context = {
    runs,
    runIds: new Map(models.map((_, i) => [`/runs/${i}`, String(i)])),
    parameters: ['encoder', 'seed'],
    scale: 'auto' as const,
  }
  const results = new Map(models.map((model, i) => [String(i), model]))
  return classificationFigures()[name](context, { results, failed: [] })
}

const titlesOf = ({ panels }: ReturnType<typeof figureOf>) =>
  panels?.plots.map(({ title }) => title)

const THREE = ['a', 'b', 'c']

test('score distributions have a panel for each task and group, whose models are added up', () => {
  const models = [1, 2, 1, 2].map((skill) => modelOf({ classes: THREE, skill }))
  const figure = figureOf('score_distributions', models, ['x', 'y', 'x', 'y'])
  expect(titlesOf(figure)).toEqual([
    'a against the rest: x',
    'a against the rest: y',
    'b against the rest: x',
    'b against the rest: y',
    'c against the rest: x',
    'c against the rest: y',
  ])
  expect(figure.caption).toContain("The events of a group's models are added up.")
})

test('of more groups than fill a page, some from the best to the worst are shown', () => {
  const skills = Array.from({ length: 20 }, (_, i) => i / 10)
  const figure = figureOf(
    'score_distributions',
    skills.map((skill) => modelOf({ classes: THREE, skill })),
  )
  expect(titlesOf(figure)).toHaveLength(24)
  expect(titlesOf(figure)?.[0]).toBe('a against the rest: encoder 0')
  expect(titlesOf(figure)?.[7]).toBe('a against the rest: encoder 19')
  expect(figure.notes).toContain(
    'Of 20 groups of models, 8, evenly from the best to the worst by AUROC.',
  )
})

test('scores of unlike scales stand in bins that fit each other', () => {
  const models = [10, 70].map((scale) => modelOf({ classes: ['a', 'b'], scale }))
  const { panels } = figureOf('score_distributions', models)
  const ends = panels?.plots.map(({ chart }) =>
    Math.max(
      ...chart.data.datasets.flatMap(({ data }) => data.map(({ x, y }) => (y ? (x ?? 0) : 0))),
    ),
  )
  expect(ends?.[0]).toBeLessThan(12)
  expect(ends?.[1]).toBeGreaterThan(60)
})

test('models of other classes have panels of their own, and are not counted as without events', () => {
  const models = [modelOf({ classes: ['a', 'b'] }), modelOf({ classes: THREE })]
  const roc = figureOf('roc_curves', models)
  expect(titlesOf(roc)).toEqual(THREE)
  expect(roc.notes).toEqual([])
  expect(figureOf('confusion_matrices', models).notes).toEqual([
    'Not drawn: 1 model of other classes.',
  ])
})

test('says why there is no calibration', () => {
  const { notes } = figureOf('calibration', [modelOf({ classes: ['a', 'b'], scale: 3 })])
  expect(notes[1]).toMatch(/^Scores are not probabilities \(one of event 0 is 2\.28/)
})

test.each(['background_rejection', 'significance_improvement', 'score_distributions'] as const)(
  '%s says that events of one class have no cuts',
  (name) => {
    const labels = new Int32Array(20)
    const scores = Float64Array.from(labels, (_, i) => i / 20)
    const model = summarizeClassifier({ scores, nScores: 1, labels }, AT)
    expect(figureOf(name, [{ ...model, scores: undefined }]).notes).toEqual([
      'There are no events of both signal and background.',
    ])
  },
)
