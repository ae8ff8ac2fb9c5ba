import { expect, test } from 'vitest'
import { summarizeClassifier } from '../../inference/classification/classifierSummary.ts'
import { scoresFromLogits } from '../../inference/classification/scoredEvents.ts'
import { modelNotes } from './modelNotes.ts'

const AT = { signalEfficiencies: [0.5], backgroundEfficiencies: [0.1] }

/** A model of three classes, run over events of these labels. */
function modelOf(labels: readonly number[], classes?: readonly string[]) {
  const scores = Float64Array.from(labels.flatMap(() => [0.5, 0.3, 0.2]))
  const events = { scores, nScores: 3, labels: Int32Array.from(labels) }
  return { ...summarizeClassifier(events, { ...AT, classes }), scores: undefined }
}

const notesOn = (...models: ReturnType<typeof modelOf>[]) =>
  modelNotes({ results: new Map(models.map((model, i) => [`run_${i}`, model])), failed: [] })

test('labels of all classes need no note', () => {
  expect(notesOn(modelOf([0, 1, 2]))).toEqual([])
})

test('a class without events is told once for all models', () => {
  const note =
    'No event with a label and valid scores is of class 2. It has neither recall nor area; check that labels are the ' +
    "indices of classes in the order of the model's outputs."
  expect(notesOn(modelOf([0, 1, 1]), modelOf([0, 1, 1]))).toEqual([note])
})

test('several classes are named as the report calls them, with the models that it is about', () => {
  const [note, ...others] = notesOn(modelOf([0, 0], ['qcd', 'top', 'w']), modelOf([0, 1, 2]))
  expect(note).toMatch(
    /^Model run_0: No event .* is of classes top, w\. They have neither recall nor area/,
  )
  expect(others).toEqual([])
})

test('a model whose logits seem to be probabilities is named', () => {
  const logits = Float64Array.from([0.5, 0.3, 0.2, 0.1, 0.2, 0.7, 0.2, 0.6, 0.2])
  const events = { ...scoresFromLogits(logits, 3), labels: Int32Array.from([0, 2, 1]) }
  const doubled = { ...summarizeClassifier(events, AT), scores: undefined }
  expect(notesOn(doubled, modelOf([0, 1, 2]))).toEqual([
    expect.stringMatching(
      /^Model run_0: What was taken for logits lies within \[0, 1\] and adds up to 1/,
    ),
  ])
})

test('events that are invalid for every model are counted', () => {
  const modelWith = (...invalid: number[]) => {
    const labels = Int32Array.from([0, 1, 2, 2, 1])
    const scores = Float64Array.from([...labels].flatMap(() => [0.5, 0.3, 0.2]))
    for (const event of invalid) scores[3 * event] = Number.NaN
    const events = { scores, nScores: 3, labels }
    return { ...summarizeClassifier(events, AT), scores: undefined }
  }
  expect(notesOn(modelWith(3), modelWith(3, 4))).toEqual([
    'Of 5 events, 1 whose data or scores are not finite is left out.',
  ])
  expect(notesOn(modelWith(), modelWith(3))).toEqual([])
})

test('events without a label are counted', () => {
  expect(notesOn(modelOf([0, 1, 2, -1]))).toEqual(['Of 4 events, 1 without a label is left out.'])
})
