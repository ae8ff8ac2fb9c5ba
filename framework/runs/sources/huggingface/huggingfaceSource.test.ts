import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { huggingfaceSource } from './huggingfaceSource.ts'

const HISTORY = [
  { epoch: 0.5, step: 5, loss: 2 },
  { epoch: 1, step: 10, loss: 1.5, grad_norm: Number.NaN },
  { epoch: 1, step: 10, eval_loss: 1.25, note: 'a text' },
  { epoch: 1, step: 10, train_runtime: 90, train_loss: 1.75 },
]

function state(entries: number, globalStep: number, rest = {}): string {
  const text = JSON.stringify({
    global_step: globalStep,
    trial_params: null,
    log_history: HISTORY.slice(0, entries).map((entry) =>
      'grad_norm' in entry ? { ...entry, grad_norm: 'BARE' } : entry,
    ),
    ...rest,
  })
  return text.replace('"BARE"', 'NaN')
}

test('each number of an entry is a point at its step, a bare NaN too', async () => {
  const root = writeTree({
    'out/trainer_state.json': state(4, 10, { trial_params: { lr: 5e-5, net: { width: 8 } } }),
  })
  const run = (await readTree(huggingfaceSource, root)).get('out')
  expect(run?.metrics.get('loss')).toEqual({
    step: Float64Array.of(5, 10),
    epoch: Float64Array.of(0.5, 1),
    value: Float64Array.of(2, 1.5),
  })
  expect(run?.metrics.get('grad_norm')?.value).toEqual(Float64Array.of(Number.NaN))
  expect([...(run?.metrics.keys() ?? [])]).not.toContain('note')
  expect(run?.params).toEqual(
    new Map([
      ['lr', 5e-5],
      ['net.width', 8],
    ]),
  )
  expect(run?.durationS).toBe(90)
})

test('of the checkpoints of one training that with the largest step counts, the rest is named', async () => {
  const root = writeTree({
    'out/checkpoint-5/trainer_state.json': state(1, 5),
    'out/checkpoint-10/trainer_state.json': state(3, 10),
  })
  const runs = await readTree(huggingfaceSource, root)
  expect([...runs.keys()]).toEqual(['out'])
  expect(runs.get('out')?.metrics.get('eval_loss')?.value).toEqual(Float64Array.of(1.25))
  expect(runs.get('out')?.findings).toEqual([
    'checkpoint-10/trainer_state.json has the largest global_step and counts; left out: checkpoint-5/trainer_state.json',
  ])
})

test('a checkpoint that is cut gives way to the one before', async () => {
  const root = writeTree({
    'out/checkpoint-5/trainer_state.json': state(1, 5),
    'out/checkpoint-10/trainer_state.json': state(3, 10).slice(0, 60),
  })
  const run = (await readTree(huggingfaceSource, root)).get('out')
  expect(run?.metrics.get('loss')?.value).toEqual(Float64Array.of(2))
  expect(run?.findings[0]).toMatch(/^checkpoint-10\/trainer_state\.json is not valid JSON: /)
})

test('a checkpoint of another training in the same folder is a run of its own', async () => {
  const other = (globalStep: number) =>
    JSON.stringify({
      global_step: globalStep,
      log_history: [5, 10].slice(0, globalStep / 5).map((step) => ({ step, loss: 9 })),
    })
  const root = writeTree({
    'out/checkpoint-20/trainer_state.json': state(4, 20),
    'out/checkpoint-15/trainer_state.json': state(3, 15),
    'out/checkpoint-10/trainer_state.json': other(10),
    'out/checkpoint-5/trainer_state.json': other(5),
  })
  const runs = await readTree(huggingfaceSource, root)
  expect([...runs.keys()]).toEqual(['out', 'out/checkpoint-10'])
  expect(runs.get('out')?.metrics.get('loss')?.value).toEqual(Float64Array.of(2, 1.5))
  expect(runs.get('out/checkpoint-10')?.metrics.get('loss')?.value).toEqual(Float64Array.of(9, 9))
  expect(runs.get('out/checkpoint-10')?.findings).toEqual([
    'checkpoint-10/trainer_state.json has the largest global_step and counts; left out: checkpoint-5/trainer_state.json',
    '2 trainings wrote into this folder, as the histories in checkpoint-20/trainer_state.json and checkpoint-10/trainer_state.json differ: each is a run of its own',
  ])
})

/** A state of a training whose loss is logged every 5 steps. */
function losses(...all: number[]): string {
  const history = all.map((loss, at) => ({ epoch: at + 1, step: 5 * (at + 1), loss }))
  return JSON.stringify({ global_step: 5 * all.length, log_history: history })
}

/** Likewise, as the trainer saves it when the training is over. */
function closed(...all: number[]): string {
  const { log_history: history, ...rest } = JSON.parse(losses(...all))
  const step = rest.global_step
  const closing = [
    { step, train_runtime: 90, train_loss: 3 },
    { step, eval_loss: 1.25 },
  ]
  return JSON.stringify({ ...rest, log_history: [...history, ...closing] })
}

test('a training that goes on after its state was saved is one run, without the closing summary', async () => {
  const root = writeTree({
    'out/trainer_state.json': closed(4, 3),
    'out/checkpoint-10/trainer_state.json': losses(4, 3),
    'out/checkpoint-15/trainer_state.json': losses(4, 3, 2),
  })
  const runs = await readTree(huggingfaceSource, root)
  expect([...runs.keys()]).toEqual(['out'])
  expect(runs.get('out')?.metrics.get('loss')?.value).toEqual(Float64Array.of(4, 3, 2))
  expect(runs.get('out')?.findings).toEqual([
    'checkpoint-15/trainer_state.json has the largest global_step and counts; left out: trainer_state.json, checkpoint-10/trainer_state.json',
  ])
})

test('a session that went on from an earlier checkpoint and got further is one run with the one it overtook', async () => {
  const root = writeTree({
    'out/trainer_state.json': closed(4, 3, 2),
    'out/checkpoint-10/trainer_state.json': losses(4, 3),
    'out/checkpoint-15/trainer_state.json': losses(4, 3, 1),
    'out/checkpoint-20/trainer_state.json': losses(4, 3, 1, 0.5),
  })
  const runs = await readTree(huggingfaceSource, root)
  expect([...runs.keys()]).toEqual(['out'])
  expect(runs.get('out')?.metrics.get('loss')?.value).toEqual(Float64Array.of(4, 3, 1, 0.5))
  expect(runs.get('out')?.findings).toContain(
    'trainer_state.json has the history of checkpoint-20/trainer_state.json up to step 10, where a later session went on: what it has after that is left out',
  )
})

test('of a session that went on from an earlier checkpoint and did not get as far both count', async () => {
  const root = writeTree({
    'out/trainer_state.json': closed(4, 3, 1),
    'out/checkpoint-10/trainer_state.json': losses(4, 3),
    'out/checkpoint-15/trainer_state.json': losses(4, 3, 1),
    'out/checkpoint-20/trainer_state.json': losses(4, 3, 2, 2),
  })
  const runs = await readTree(huggingfaceSource, root)
  expect([...runs.keys()].sort()).toEqual(['out', 'out/checkpoint-20'])
  expect(runs.get('out')?.metrics.get('loss')?.value).toEqual(Float64Array.of(4, 3, 1))
})

test('the training whose state lies in the folder itself is that of the folder', async () => {
  const other = JSON.stringify({ global_step: 20, log_history: [{ step: 5, loss: 9 }] })
  const root = writeTree({
    'out/trainer_state.json': state(4, 10),
    'out/checkpoint-10/trainer_state.json': state(3, 10),
    'out/checkpoint-20/trainer_state.json': other,
  })
  const runs = await readTree(huggingfaceSource, root)
  expect([...runs.keys()].sort()).toEqual(['out', 'out/checkpoint-20'])
  expect(runs.get('out')?.metrics.get('loss')?.value).toEqual(Float64Array.of(2, 1.5))
})

test('parameters of a search were chosen by results', async () => {
  const root = writeTree({
    'a/trainer_state.json': state(4, 10, { trial_params: { lr: 5e-5 } }),
    'b/trainer_state.json': state(4, 10),
  })
  const runs = await readTree(huggingfaceSource, root)
  expect(runs.get('a')?.sampler).toBe("the Trainer's hyperparameter search")
  expect(runs.get('b')).not.toHaveProperty('sampler')
})

test('a state without a history is refused with the reason', async () => {
  const root = writeTree({ 'trainer_state.json': '{"global_step": 3}' })
  await expect(readTree(huggingfaceSource, root)).rejects.toMatchObject({
    code: 'RUN_UNUSABLE',
    message: 'trainer_state.json has no list log_history; this state is left out',
  })
})
