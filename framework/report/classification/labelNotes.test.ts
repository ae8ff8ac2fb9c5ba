import { expect, test } from 'vitest'
import { summarizeClassifier } from '../../inference/classification/classifierSummary.ts'
import { labelNotes } from './labelNotes.ts'

const AT = { signalEfficiencies: [0.5], backgroundEfficiencies: [0.1] }

/** A model of three classes, run over events of these labels. */
function modelOf(labels: readonly number[], classes?: readonly string[]) {
  const scores = Float64Array.from(labels.flatMap(() => [0.5, 0.3, 0.2]))
  const events = { scores, nScores: 3, labels: Int32Array.from(labels) }
  return { ...summarizeClassifier(events, { ...AT, classes }), scores: undefined }
}

const notesOn = (...models: ReturnType<typeof modelOf>[]) =>
  labelNotes({ results: new Map(models.map((model, i) => [`run_${i}`, model])), failed: [] })

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

test('events without a label are counted', () => {
  expect(notesOn(modelOf([0, 1, 2, -1]))).toEqual(['Of 4 events, 1 without a label is left out.'])
})
