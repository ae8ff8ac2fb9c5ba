import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { recordSource } from './recordSource.ts'

async function readOne(text: string) {
  return (await readTree(recordSource, writeTree({ 'run/run_record.json': text }))).get('run')
}

test('a record has parameters as typed, and metrics with their axes, goals and NaN', async () => {
  const run = await readOne(
    '{"record": 1, "name": "a", "status": "failed", "params": {"lr": 0.1, "on": true, "net": "mlp", "no": null},' +
      ' "metrics": {"loss": {"value": [1.5, NaN], "step": [0, 10], "epoch": [0, 1], "goal": "min"}}}',
  )
  expect(run).toMatchObject({ name: 'a', status: 'failed', goals: new Map([['loss', 'min']]) })
  expect([...(run?.params ?? [])]).toEqual([
    ['lr', 0.1],
    ['on', true],
    ['net', 'mlp'],
    ['no', null],
  ])
  expect(run?.metrics.get('loss')).toEqual({
    value: Float64Array.of(1.5, Number.NaN),
    step: Float64Array.of(0, 10),
    epoch: Float64Array.of(0, 1),
  })
})

test('nested parameters have dotted names, lists are kept whole, and long integers are exact', async () => {
  const run = await readOne(
    '{"record": 1, "params": {"opt": {"lr": 0.1}, "sizes": [8, 16], "seed": 9007199254740993}}',
  )
  expect([...(run?.params ?? [])]).toEqual([
    ['opt.lr', 0.1],
    ['sizes', '[8,16]'],
    ['seed', 9007199254740993n],
  ])
})

test('parameters and metrics may have the names of JavaScript objects', async () => {
  const run = await readOne(
    '{"record": 1, "params": {"__proto__": 1, "constructor": 2, "prototype": 3},' +
      ' "metrics": {"constructor": {"value": [1], "goal": "max"}, "__proto__": {"value": [2]}}}',
  )
  expect([...(run?.params ?? [])]).toEqual([
    ['__proto__', 1],
    ['constructor', 2],
    ['prototype', 3],
  ])
  expect([...(run?.metrics.keys() ?? [])]).toEqual(['constructor', '__proto__'])
  expect(run?.goals).toEqual(new Map([['constructor', 'max']]))
})

test.each([
  ['{"record": 2}', 'The key "record"'],
  [`{"record": 1, "params": ${'['.repeat(200)}${']'.repeat(200)}}`, 'nested more than 100 deep'],
  ['{"record": 1, "metric": {}}', 'The key "metric" is not known'],
  [
    '{"record": 1, "metrics": {"a": {"value": [1], "step": [1, 2]}}}',
    'metrics.a has 1 values, but 2 of step',
  ],
  ['{"record": 1, "metrics": {"a": {"value": ["x"]}}}', 'metrics.a.value'],
])('%s is refused with the reason', async (text, reason) => {
  await expect(readOne(text)).rejects.toMatchObject({
    code: 'RUN_UNUSABLE',
    message: expect.stringContaining(reason),
  })
})
