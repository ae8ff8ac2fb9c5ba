import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { dvcliveSource } from './dvcliveSource.ts'

async function readOne(files: Record<string, string>) {
  const root = writeTree(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`dvclive/${name}`, text])),
  )
  const runs = await readTree(dvcliveSource, root)
  expect([...runs.keys()]).toEqual(['dvclive'])
  return runs.get('dvclive')
}

test('courses come from the tables, their names from the paths', async () => {
  const run = await readOne({
    'metrics.json': '{"train": {"loss": 0.5}, "step": 1}',
    'plots/metrics/train/loss.tsv': 'step\tloss\n0\t0.9\n1\t0.5\n',
  })
  expect(run?.metrics).toEqual(
    new Map([['train/loss', { step: Float64Array.of(0, 1), value: Float64Array.of(0.9, 0.5) }]]),
  )
})

test('timestamps are seconds since the first one', async () => {
  const run = await readOne({
    'plots/metrics/acc.tsv': 'timestamp\tstep\tacc\n1700000000000\t0\t0.1\n1700000001500\t1\t0.2\n',
  })
  expect(run?.metrics.get('acc')?.timeS).toEqual(Float64Array.of(0, 1.5))
})

test('metrics.json has the last value, and all there is of a metric without a table', async () => {
  const run = await readOne({
    'metrics.json': '{"loss": 0.25, "best": 0.9, "step": 7}',
    'plots/metrics/loss.tsv': 'step\tloss\n0\t0.5\n',
  })
  expect(run?.metrics.get('loss')?.last).toBe(0.25)
  expect(run?.metrics.get('best')).toEqual({
    step: Float64Array.of(7),
    value: Float64Array.of(0.9),
  })
  expect(run?.metrics.has('step')).toBe(false)
})

test('parameters come from params.yaml', async () => {
  const run = await readOne({
    'metrics.json': '{"a": 1}',
    'params.yaml': 'lr: 1e-3\nnet:\n  w: 8\n',
  })
  expect(run?.params).toEqual(
    new Map([
      ['lr', 0.001],
      ['net.w', 8],
    ]),
  )
})

test('a part that cannot be read costs only that part', async () => {
  const run = await readOne({
    'metrics.json': '{"loss": ',
    'plots/metrics/loss.tsv': 'step\tloss\n0\t0.5\n',
    'plots/metrics/acc.tsv': '',
  })
  expect(run?.metrics.get('loss')?.value).toEqual(Float64Array.of(0.5))
  expect(run?.findings).toEqual([
    'plots/metrics/acc.tsv is empty; this table is left out',
    expect.stringMatching(
      /^metrics\.json is not valid JSON: .*; last values come from the tables$/,
    ),
  ])
})
