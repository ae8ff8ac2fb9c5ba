import { expect, test } from 'vitest'
import type { Cell } from '../runRecord.ts'
import { namesRun } from './namesRun.ts'

const eachOf = (cellOf: (run: number) => Cell, n = 12) =>
  Array.from({ length: n }, (_, run) => cellOf(run))

test.each([
  ['run id', eachOf((run) => 1000 + run)],
  ['title', eachOf((run) => `Baseline ${run}`)],
  ['started', eachOf((run) => `2024-03-0${1 + (run % 3)}`)],
  ['when', eachOf((run) => `2024-03-01 10:${10 + (run % 3)}:00`)],
  ['host', eachOf((run) => `node${run % 3}`)],
  ['code', eachOf((run) => `${run % 3}fe5dbbc`)],
  ['log', eachOf((run) => `/data/me/run_${run}`)],
  ['what', eachOf((run) => `brave-fox-${run}`)],
] as const)('%s names runs', (key, cells) => {
  expect(namesRun(key, cells, false)).toBe(true)
})

test.each([
  ['model', eachOf((run) => `org/model-v1.${run % 3}`)],
  ['lr', eachOf((run) => run / 1000)],
  ['data_path', eachOf((run) => `/data/set${run % 2}.h5`)],
  ['train_start', eachOf((run) => `202${run % 3}-01-01`)],
  ['nodes', eachOf((run) => 1 + (run % 3))],
  ['num_node', eachOf((run) => 1 + (run % 3))],
  ['optimizer', eachOf((run) => `optimizer-${run}`, 8)],
] as const)('%s is chosen', (key, cells) => {
  expect(namesRun(key, cells, false)).toBe(false)
})

test('what Hydra was reported is chosen, but for a name that is different in each run', () => {
  const models = eachOf((run) => `model-${run}`)
  expect(namesRun('model', models, true)).toBe(false)
  expect(namesRun('run_name', models, true)).toBe(true)
})

test.each([
  ['trainer.ckpt_path', ['/runs/0/last.ckpt', null, null, null]],
  ['resume_from', ['a', 'a', null, null]],
  ['resume', [true, true, false, false]],
  ['ckpt_path', ['a', 'b', 'c', 'd']],
] as const)('%s names what a run was resumed from', (key, cells) => {
  expect(namesRun(key, cells, true)).toBe(true)
})

test('checkpoints that all runs have, several the same one, are chosen, and so are pretrained models', () => {
  expect(namesRun('ckpt_path', ['a.ckpt', 'a.ckpt', 'b.ckpt', 'b.ckpt'], true)).toBe(false)
  expect(namesRun('checkpoint', ['bert', 'bert', null, null], true)).toBe(false)
})
