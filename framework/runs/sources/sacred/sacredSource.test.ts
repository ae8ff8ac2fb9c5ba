import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { sacredSource } from './sacredSource.ts'

async function readRun(files: Readonly<Record<string, object | string>>) {
  const inRun = Object.entries(files).map(([name, content]) => [
    `runs/1/${name}`,
    typeof content === 'string' ? content : JSON.stringify(content),
  ])
  return (await readTree(sacredSource, writeTree(Object.fromEntries(inRun)))).get('runs/1')
}

const RUN = {
  status: 'COMPLETED',
  start_time: '2026-01-31T12:00:00.500000',
  stop_time: '2026-01-31T12:01:00.500000',
  experiment: { name: 'mnist' },
  result: 0.75,
}

test('metrics have their steps and seconds, numbers of NumPy too', async () => {
  const run = await readRun({
    'run.json': RUN,
    'config.json': { seed: 7, model: { width: 64 } },
    'metrics.json': {
      loss: {
        steps: [0, 10],
        values: [2.5, { dtype: 'float64', 'py/object': 'numpy.float64', value: 1.5 }],
        timestamps: ['2026-01-31T12:00:10', '2026-01-31T12:00:12.500000'],
      },
    },
  })
  expect(run?.metrics.get('loss')).toEqual({
    step: Float64Array.of(0, 10),
    timeS: Float64Array.of(0, 2.5),
    value: Float64Array.of(2.5, 1.5),
  })
  expect(run?.metrics.get('result')?.value).toEqual(Float64Array.of(0.75))
  expect(Object.fromEntries(run?.params ?? [])).toEqual({ seed: 7, 'model.width': 64 })
  expect(run).toMatchObject({
    status: 'finished',
    startedAt: Date.UTC(2026, 0, 31, 12, 0, 0, 500),
    durationS: 60,
    collection: { kind: 'experiment', name: 'mnist' },
    findings: [],
  })
})

test.each([
  ['RUNNING', 'running'],
  ['FAILED', 'failed'],
  ['INTERRUPTED', 'failed'],
  ['QUEUED', 'unknown'],
])('%s is %s', async (word, status) => {
  const files = { 'run.json': { ...RUN, status: word }, 'config.json': {}, 'cout.txt': '' }
  expect(await readRun(files)).toMatchObject({ status, statusRaw: word })
})

test('a metrics.json that is cut is reported, the rest of the run counts', async () => {
  const run = await readRun({ 'run.json': RUN, 'config.json': {}, 'metrics.json': '{"loss": {' })
  expect([...(run?.metrics.keys() ?? [])]).toEqual(['result'])
  expect(run?.findings).toEqual([
    expect.stringMatching(/^metrics\.json .*its metrics are left out/),
  ])
})

test('numbers in info.json are results where metrics.json has none of that name', async () => {
  const run = await readRun({
    'run.json': { ...RUN, result: null },
    'config.json': {},
    'metrics.json': { loss: { steps: [3], values: [0.5], timestamps: [] } },
    'info.json': {
      loss: 9,
      rmse_test: { dtype: 'float64', 'py/object': 'numpy.float64', value: 0.25 },
      evaluations: [
        { acc: 0.5, examples: [1] },
        { acc: 0.75, note: 'x' },
      ],
      sota: { acc: 0.9 },
      curve: [1, 2],
      note: 'text',
    },
  })
  const points = Array.from(run?.metrics ?? [], ([name, { step, value }]) => [
    name,
    [...step],
    [...value],
  ])
  expect(points).toEqual([
    ['loss', [3], [0.5]],
    ['rmse_test', [Number.NaN], [0.25]],
    ['evaluations.acc', [0, 1], [0.5, 0.75]],
  ])
})

test('an info.json that is cut is reported, the rest of the run counts', async () => {
  const run = await readRun({
    'run.json': RUN,
    'config.json': {},
    'cout.txt': '',
    'info.json': '{',
  })
  expect([...(run?.metrics.keys() ?? [])]).toEqual(['result'])
  expect(run?.findings).toEqual([expect.stringMatching(/^info\.json .*its numbers are left out/)])
})

test('others have a run.json and a config.json too', async () => {
  expect(await readRun({ 'run.json': {}, 'config.json': {} })).toBeUndefined()
})
