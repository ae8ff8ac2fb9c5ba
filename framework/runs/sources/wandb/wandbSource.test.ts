import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Random } from '../../../stats/random.ts'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { mutate } from '../../../testing/mutate.ts'
import { bytesField, intField, message } from '../../../testing/trackers/protobufMessage.ts'
import {
  exitRecord,
  historyRecord,
  runRecord,
  summaryRecord,
  wandbLog,
} from '../../../testing/trackers/wandbLog.ts'
import type { SourceRun } from '../source.ts'
import { wandbSource } from './wandbSource.ts'

const FOLDER = 'run-20250101_000000-abcd1234'
const LOG = 'run-abcd1234.wandb'

async function readFiles(files: Readonly<Record<string, string | Uint8Array>>): Promise<SourceRun> {
  const inFolder = Object.entries(files).map(([name, content]) => [`${FOLDER}/${name}`, content])
  const path = `${writeTree(Object.fromEntries(inFolder))}/${FOLDER}`
  const entries = readdirSync(path, { withFileTypes: true })
  const [claim] = wandbSource.claims({ path, entries })
  const [run] = claim === undefined ? [] : await wandbSource.read(claim)
  if (run === undefined) throw new Error('no run was claimed')
  return run
}

function points(run: SourceRun, metric: string): number[][] {
  const { step = [], value = [] } = run.metrics.get(metric) ?? {}
  return Array.from(value, (each, point) => [step[point] ?? Number.NaN, each])
}

test('the rows of the history are the metrics, the record of the run has its settings', async () => {
  const run = await readFiles({
    [LOG]: wandbLog(
      runRecord('abcd1234', { lr: '0.001', model: '{"width": 64}', _wandb: '{"x": 1}' }),
      historyRecord({ loss: '0.5', _step: '0', _runtime: '1.5' }),
      historyRecord({ loss: '0.25', val: '{"acc": 0.75}', _step: '3', _runtime: '2.5' }),
      exitRecord(0),
    ),
  })
  expect(run.metrics.get('loss')).toEqual({
    step: new Float64Array([0, 3]),
    value: new Float64Array([0.5, 0.25]),
    timeS: new Float64Array([1.5, 2.5]),
  })
  expect(points(run, 'val.acc')).toEqual([[3, 0.75]])
  expect([...run.params]).toEqual([
    ['lr', 0.001],
    ['model.width', 64],
  ])
  expect(run).toMatchObject({ status: 'finished', statusRaw: 'exit code 0', findings: [] })
  expect(run.mentions).toEqual(['abcd1234'])
})

test('the project of a run is that of its record', async () => {
  const record = message(
    bytesField(17, message(bytesField(1, 'abcd1234'), bytesField(3, 'digits'))),
  )
  const run = await readFiles({ [LOG]: wandbLog(record) })
  expect(run.collection).toEqual({ kind: 'project', name: 'digits' })
})

test('media, texts, booleans and lists are no metrics; NaN and infinities are', async () => {
  const row = {
    image: '{"_type": "image-file", "width": 3}',
    note: '"text"',
    flag: 'true',
    list: '[1]',
    loss: 'NaN',
    gain: '"-Infinity"',
  }
  const run = await readFiles({ [LOG]: wandbLog(historyRecord(row)) })
  expect([...run.metrics.keys()]).toEqual(['loss', 'gain'])
  expect(points(run, 'loss')).toEqual([[Number.NaN, Number.NaN]])
  expect(points(run, 'gain')).toEqual([[Number.NaN, Number.NEGATIVE_INFINITY]])
})

test('members of media that are items of their own are no metrics, those of other objects are', async () => {
  const item = (keys: readonly string[], json: string) =>
    bytesField(1, message(...keys.map((key) => bytesField(2, key)), bytesField(16, json)))
  const items = [
    item(['image', 'width'], '3'),
    item(['image', '_type'], '"image-file"'),
    item(['val', 'page', '_type'], '"html-file"'),
    item(['val', 'page', 'size'], '113'),
    item(['val', 'acc'], '0.5'),
  ]
  const [history, summary] = [2, 3].map((field) => message(bytesField(field, message(...items))))
  const run = await readFiles({ [LOG]: wandbLog(history as Uint8Array, summary as Uint8Array) })
  expect([...run.metrics.keys()]).toEqual(['val.acc'])
  expect(run.findings).toEqual([])
})

test('an exit code other than 0 is a failure, and none is unknown', async () => {
  const failed = await readFiles({ [LOG]: wandbLog(exitRecord(255)) })
  expect(failed).toMatchObject({ status: 'failed', statusRaw: 'exit code 255' })
  const crashed = await readFiles({ [LOG]: wandbLog(historyRecord({ loss: '1' })) })
  expect(crashed.status).toBe('unknown')
})

test('the settings of config.yaml count before those of the record', async () => {
  const run = await readFiles({
    [LOG]: wandbLog(runRecord('a', { lr: '1' })),
    'files/config.yaml':
      'wandb_version: 1\n_wandb:\n  value: {}\nlr:\n  desc: null\n  value: 5e-05\n',
  })
  expect([...run.params]).toEqual([['lr', 5e-5]])
})

test('the last row counts where the summary has another value, which is reported', async () => {
  const run = await readFiles({
    [LOG]: wandbLog(historyRecord({ loss: '0.5', _step: '0' })),
    'files/wandb-summary.json': '{"loss": 0.25, "best": 1, "_step": 9}',
  })
  expect(points(run, 'loss')).toEqual([[0, 0.5]])
  expect(run.metrics.has('best')).toBe(false)
  expect(run.findings).toEqual([
    "the summary in files/wandb-summary.json differs from the last row of the history in 'loss' (0.25, last row 0.5); the row counts",
    "the summary in files/wandb-summary.json has values that no row of the history has: 'best' (1); they are left out",
  ])
})

test('the summary record stands in for a file that is not there', async () => {
  const run = await readFiles({
    [LOG]: wandbLog(historyRecord({ loss: '0.5' }), summaryRecord({ loss: '0.25' })),
  })
  expect(run.findings).toEqual([expect.stringContaining("'loss' (0.25, last row 0.5)")])
})

test('without a .wandb file the summary is all that there is', async () => {
  const run = await readFiles({
    'files/config.yaml': 'lr:\n  value: 0.1\n',
    'files/wandb-summary.json': '{"loss": 0.25, "_step": 9, "_runtime": 60}',
  })
  expect(points(run, 'loss')).toEqual([[9, 0.25]])
  expect([...run.params]).toEqual([['lr', 0.1]])
  expect(run.mentions).toEqual(['abcd1234'])
})

test('a goal that the trainer defined is the goal of the metric', async () => {
  const defined = message(bytesField(12, message(bytesField(1, 'val/acc'), intField(8, 2))))
  const run = await readFiles({ [LOG]: wandbLog(defined, historyRecord({ 'val/acc': '1' })) })
  expect([...(run.goals ?? [])]).toEqual([['val/acc', 'max']])
})

test('a record may span blocks', async () => {
  const output = message(bytesField(13, message(bytesField(3, 'x'.repeat(70_000)))))
  const run = await readFiles({ [LOG]: wandbLog(output, historyRecord({ loss: '1' })) })
  expect(points(run, 'loss')).toEqual([[Number.NaN, 1]])
  expect(run.findings).toEqual([])
})

test('a file that is cut gives the rows before the cut', async () => {
  const log = wandbLog(historyRecord({ loss: '1' }), historyRecord({ loss: '2' }))
  const run = await readFiles({ [LOG]: log.subarray(0, -2) })
  expect(points(run, 'loss')).toEqual([[Number.NaN, 1]])
  expect(run.findings).toEqual([expect.stringMatching(/^run-abcd1234.wandb ends within a record/)])
})

test('a damaged record is reported with its place, and the rows before it count', async () => {
  const log = wandbLog(historyRecord({ loss: '1' }), historyRecord({ loss: '2' }))
  log[log.length - 1] = 0
  const run = await readFiles({ [LOG]: log })
  expect(points(run, 'loss')).toEqual([[Number.NaN, 1]])
  const position = 7 + (log.length - 7) / 2
  expect(run.findings).toEqual([expect.stringContaining(`is damaged at byte ${position} `)])
})

test.each([
  ['is empty', ''],
  ["does not start as W&B's files do", 'something else'],
])('a .wandb file without rows is a run without metrics: %s', async (reason, log) => {
  const run = await readFiles({ [LOG]: log })
  expect(run).toMatchObject({ status: 'unknown', metrics: new Map() })
  expect(run.findings).toEqual([expect.stringContaining(reason)])
})

test('records with valid checksums around any bytes never make it crash', async () => {
  const random = new Random(12)
  const records = [
    runRecord('a', { lr: '0.1', 'a.b': '{"c": [1]}' }),
    historyRecord({ loss: 'NaN', _step: '12', nested: '{"a": {"b": 1}}' }),
    exitRecord(3),
  ]
  const files: Record<string, Uint8Array> = {}
  for (let i = 0; i < 2000; i++) {
    files[`run-${i}.wandb`] = wandbLog(...records.map((record) => mutate(record, random)))
  }
  const directory = writeTree(files)
  for (const name of Object.keys(files)) {
    const [run] = await wandbSource.read({ directory, names: [name], isWhole: true })
    expect(run?.path).toBe(directory)
  }
})

/** What is read of a folder beside others, by its metadata, its summary and a config. */
function latestRunBeside(
  others: Readonly<Record<string, string | Uint8Array>>,
  name = 'latest-run',
) {
  const root = writeTree({
    [`${name}/files/config.yaml`]: 'lr:\n  value: 0.1\n',
    [`${name}/files/wandb-metadata.json`]: '{"startedAt": "2025-02-25T07:01:13.210630Z"}',
    [`${name}/files/wandb-summary.json`]: '{"loss": 0.5, "_step": 25}',
    ...others,
  })
  const path = `${root}/${name}`
  const [claim] = wandbSource.claims({ path, entries: readdirSync(path, { withFileTypes: true }) })
  return claim === undefined ? undefined : wandbSource.read(claim)
}

test.each(['latest-run', 'baseline'])('a folder %s without rows is a run, by its files', (name) => {
  const [run] = latestRunBeside({}, name) as SourceRun[]
  expect(run && points(run, 'loss')).toEqual([[25, 0.5]])
  expect(run?.params.get('lr')).toBe(0.1)
})

test('a latest-run without rows is left out where the folder of that run lies beside it', () => {
  const startedAt = (time: string) => ({
    'run-20250225_070113-abcd1234/files/wandb-metadata.json': `{"startedAt":  "${time}"}`,
  })
  expect(() => latestRunBeside(startedAt('2025-02-25T07:01:13.210630Z'))).toThrow(
    'it is a copy of run-20250225_070113-abcd1234, which lies beside it',
  )
  expect(latestRunBeside(startedAt('2025-02-25T07:01:13.999999Z'))).toHaveLength(1)
})

test('other folders called files are none of W&B', () => {
  const path = writeTree({ 'files/config.yaml': 'a: 1\n' })
  const entries = readdirSync(path, { withFileTypes: true })
  expect(wandbSource.claims({ path, entries })).toEqual([])
})
