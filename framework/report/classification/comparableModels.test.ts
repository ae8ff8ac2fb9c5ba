import { table } from 'arquero'
import { expect, test } from 'vitest'
import { summarizeClassifier } from '../../inference/classification/classifierSummary.ts'
import type { ModelResult } from '../../inference/execution/modelResult.ts'
import { Random } from '../../stats/random.ts'
import { classificationFigures } from './classificationFigures.ts'
import { classificationTables } from './classificationTables.ts'
import { comparability, lackingNotes } from './comparableModels.ts'

const AT = { signalEfficiencies: [0.5], backgroundEfficiencies: [0.1] }
const N_EVENTS = 200

/** A model without scores for events that it is unsure of, or for those that are named. */
function modelOf(seed: number, isWithout: (score: number, event: number) => boolean = () => false) {
  const random = new Random(seed)
  const labels = Int32Array.from({ length: N_EVENTS }, (_, event) => event % 2)
  const scores = Float64Array.from(labels, (label, event) => {
    const score = 1 / (1 + Math.exp(-random.normal() - (label ? 1 : -1)))
    return isWithout(score, event) ? Number.NaN : score
  })
  return { ...summarizeClassifier({ scores, nScores: 1, labels }, AT), scores: undefined }
}

const isUnsure = (score: number) => Math.abs(score - 0.5) < 0.2

function outcomeOf(models: readonly ModelResult<'classification'>[]) {
  return { results: new Map(models.map((model, i) => [String(i), model])), failed: [] }
}

function runsOf(kinds: readonly string[]) {
  return {
    runs: table({
      run_dir: kinds.map((_, i) => `/runs/${i}`),
      kind: [...kinds],
      seed: kinds.map((_, i) => i),
    }),
    runIds: new Map(kinds.map((_, i) => [`/runs/${i}`, String(i)])),
    parameters: ['kind', 'seed'],
  }
}

test('a model without scores for events that others have is named with their number', () => {
  const { comparable, lacking } = comparability(
    outcomeOf([modelOf(1), modelOf(2, isUnsure), modelOf(3)]),
  )
  const [{ n_lacking = 0 } = {}] = lacking
  expect(n_lacking).toBeGreaterThan(20)
  expect([...comparable.results.keys()]).toEqual(['0', '2'])
  expect(lackingNotes(lacking)).toEqual([
    `Model 1 has no valid scores for ${n_lacking} of 200 events that other models have scores for. Numbers of fewer, ` +
      'maybe easier, events cannot be compared: comparisons and figures are without it. Check for NaN among the outputs.',
  ])
})

test('events that no model has scores for leave all models comparable', () => {
  const isOdd = (_: number, event: number) => event < 7
  const { lacking } = comparability(outcomeOf([modelOf(1, isOdd), modelOf(2, isOdd)]))
  expect([lacking, lackingNotes(lacking)]).toEqual([[], []])
})

test('several models are listed, many of them in part', () => {
  const models = Array.from({ length: 12 }, (_, i) => modelOf(i, (_score, event) => event <= i))
  const [note] = lackingNotes(comparability(outcomeOf(models)).lacking)
  expect(note).toMatch(
    /^11 models have no valid scores .* for: 1 \(1 of 200\), 2 \(2 of 200\), .*, 10 \(10 of 200\) and 1 more\./,
  )
})

test('comparisons are without such models, whose numbers stay in the table of models', () => {
  const kinds = ['plain', 'plain', 'plain', 'nan', 'nan', 'nan']
  const models = kinds.map((kind, i) => modelOf(i, kind === 'nan' ? isUnsure : undefined))
  const tables = classificationTables(runsOf(kinds), outcomeOf(models))
  expect(tables.comparisons).toBeUndefined()
  const rows = tables.models?.objects() as { n_lacking: number; accuracy: number }[]
  expect(rows.map(({ n_lacking }) => n_lacking > 0)).toEqual(kinds.map((kind) => kind === 'nan'))
  expect(rows.every(({ accuracy }) => accuracy > 0.5)).toBe(true)
})

test('the table of models has no such column where all have scores', () => {
  const tables = classificationTables(runsOf(['a', 'b']), outcomeOf([modelOf(1), modelOf(2)]))
  expect(tables.models?.columnNames()).not.toContain('n_lacking')
})

test.each(['auroc_comparison', 'auroc_by_parameter', 'roc_curves', 'score_distributions'] as const)(
  '%s is without such models, and says so',
  (name) => {
    const kinds = ['plain', 'plain', 'nan', 'nan']
    const models = kinds.map((kind, i) => modelOf(i, kind === 'nan' ? isUnsure : undefined))
    const drawn = classificationFigures()[name](
      { ...runsOf(kinds), scale: 'auto' },
      outcomeOf(models),
    )
    expect(drawn.notes).toContain(
      'Not drawn: 2 models without valid scores for events that other models have scores for.',
    )
    expect(JSON.stringify(drawn)).not.toContain('"nan')
  },
)

test('where each model lacks scores that others have, all are drawn as not comparable', () => {
  const models = [0, 1].map((i) => modelOf(i, (_, event) => event === i))
  const context = { ...runsOf(['a', 'b']), scale: 'auto' as const }
  const drawn = classificationFigures().auroc_comparison(context, outcomeOf(models))
  expect(drawn.notes).toContain(
    'Not comparable: 2 models, each without valid scores for events that other models have scores for.',
  )
})
