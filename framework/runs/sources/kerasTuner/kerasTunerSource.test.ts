import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { kerasTunerSource } from './kerasTunerSource.ts'

async function readTrial(text: string) {
  const root = writeTree({ 'project/oracle.json': '{}', 'project/trial_00/trial.json': text })
  return (await readTree(kerasTunerSource, root)).get('project/trial_00')
}

const trial = (status: string) =>
  JSON.stringify({
    trial_id: '00',
    hyperparameters: { space: [], values: { units: 64, lr: 0.01, 'tuner/epochs': 2 } },
    metrics: {
      metrics: {
        loss: { direction: 'min', observations: [{ value: [0.5, 0.25], step: 1 }] },
        val_accuracy: {
          direction: 'max',
          observations: [
            { value: [0.75], step: 0 },
            { value: [0.875], step: 1 },
          ],
        },
      },
    },
    score: 0.875,
    best_step: 1,
    status,
  })

test('a trial has its values, goals and steps, of several executions their mean', async () => {
  const run = await readTrial(trial('COMPLETED'))
  expect(run?.metrics.get('val_accuracy')).toEqual({
    step: Float64Array.of(0, 1),
    value: Float64Array.of(0.75, 0.875),
  })
  expect(run?.metrics.get('loss')?.value).toEqual(Float64Array.of(0.375))
  expect(Object.fromEntries(run?.params ?? [])).toEqual({ units: 64, lr: 0.01, 'tuner/epochs': 2 })
  expect(Object.fromEntries(run?.goals ?? [])).toEqual({ loss: 'min', val_accuracy: 'max' })
  expect([run?.status, run?.sampler]).toEqual(['finished', "Keras Tuner's oracle"])
})

test.each([
  ['RUNNING', 'running'],
  ['INVALID', 'failed'],
  ['STOPPED', 'pruned'],
  ['IDLE', 'unknown'],
])('%s is %s', async (word, status) => {
  expect(await readTrial(trial(word))).toMatchObject({ status, statusRaw: word })
})

test('another trial.json is not claimed', async () => {
  expect(await readTrial('{"subject": 7}')).toBeUndefined()
})
