import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { sqliteDatabase } from '../../../testing/trackers/sqliteDatabase.ts'
import type { SourceRun } from '../source.ts'
import { mlflowSource } from './mlflowSource.ts'

const ID = 'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1'
const RUN = `mlruns/7/${ID}`
const META = `artifact_uri: file:///store/7/${ID}/artifacts
end_time: 1700000005000
lifecycle_stage: active
run_id: ${ID}
run_name: 'calm: one'
start_time: 1700000000000
status: 3
tags: []
`

async function readRun(files: Readonly<Record<string, string>>): Promise<SourceRun> {
  const inRun = Object.entries(files).map(([name, content]) => [`${RUN}/${name}`, content])
  const root = writeTree({
    'mlruns/7/meta.yaml': 'lifecycle_stage: active\nname: digits\n',
    ...Object.fromEntries(inRun),
  })
  const run = (await readTree(mlflowSource, root)).get(RUN)
  if (run === undefined) throw new Error('no run was claimed')
  return run
}

test('a folder of the file store is a run', async () => {
  const run = await readRun({
    'meta.yaml': META,
    'params/lr': '0.1',
    'params/note': 'two\nlines\n',
    'params/opt/name': '',
    'tags/mlflow.source.git.commit': 'abc123',
    'tags/mlflow.source.name': '/home/ann/train.py',
    'tags/out': '/logs/0',
    'metrics/val/acc': '1700000001000 0.5 0\n1700000002000 0.75 1\n',
  })
  expect(run).toMatchObject({
    name: 'calm: one',
    status: 'finished',
    statusRaw: 'FINISHED',
    startedAt: 1_700_000_000_000,
    durationS: 5,
    gitCommit: 'abc123',
    collection: { kind: 'experiment', name: 'digits' },
    mentions: [ID, `/store/7/${ID}/artifacts`, '/logs/0'],
    findings: [],
  })
  expect(Object.fromEntries(run.params)).toEqual({
    lr: '0.1',
    note: 'two\nlines\n',
    'opt/name': '',
  })
  expect([...run.metrics]).toEqual([
    [
      'val/acc',
      {
        step: new Float64Array([0, 1]),
        value: new Float64Array([0.5, 0.75]),
        timeS: new Float64Array([1, 2]),
      },
    ],
  ])
  expect(run.isDeleted).toBeUndefined()
})

test('the last value is that of the greatest step, time and value, as MLflow has it', async () => {
  const run = await readRun({
    'meta.yaml': META,
    'metrics/steps': '5 0.5 2\n6 9 0\n',
    'metrics/times': '6 0.5 0\n5 9 0\n',
    'metrics/values': '5 0.5 0\n5 0.25 0\n',
    'metrics/in_order': '5 1 0\n6 2 1\n',
  })
  const lasts = Array.from(run.metrics, ([name, { last }]) => [name, last])
  expect(Object.fromEntries(lasts)).toEqual({
    steps: 0.5,
    times: 0.5,
    values: 0.5,
    in_order: undefined,
  })
})

test('lines without a step are of step 0, NaN and infinities are values', async () => {
  const run = await readRun({ 'meta.yaml': META, 'metrics/loss': '5 nan\n6 -inf\n' })
  const { step, value } = run.metrics.get('loss') ?? {}
  expect([...(step ?? [])]).toEqual([0, 0])
  expect([...(value ?? [])]).toEqual([Number.NaN, Number.NEGATIVE_INFINITY])
})

test('a last line that is cut is left out, lines that are not points are reported', async () => {
  const run = await readRun({ 'meta.yaml': META, 'metrics/loss': '5 1 0\nx\n6 2 1\n7 0.' })
  expect([...(run.metrics.get('loss')?.value ?? [])]).toEqual([1, 2])
  expect(run.findings).toEqual([
    'metrics/loss:4: the last line is cut and left out',
    "metrics/loss:2: 1 line not of the form 'time value step'; left out",
  ])
})

test.each([
  ['1', 'running', 'RUNNING'],
  ['2', 'unknown', 'SCHEDULED'],
  ['4', 'failed', 'FAILED'],
  ['5', 'failed', 'KILLED'],
  ['FINISHED', 'finished', 'FINISHED'],
])('the status %s is %s', async (number, status, statusRaw) => {
  const run = await readRun({ 'meta.yaml': META.replace('status: 3', `status: ${number}`) })
  expect(run).toMatchObject({ status, statusRaw })
})

test('a run is deleted by itself or with its experiment', async () => {
  const own = await readRun({ 'meta.yaml': META.replace('active', 'deleted') })
  expect(own.isDeleted).toBe(true)
  const root = writeTree({
    'mlruns/7/meta.yaml': 'lifecycle_stage: deleted\n',
    [`${RUN}/meta.yaml`]: META,
  })
  expect((await readTree(mlflowSource, root)).get(RUN)?.isDeleted).toBe(true)
})

test('a run in the trash of its store is deleted, whatever its files say', async () => {
  const run = `mlruns/.trash/7/${'1'.repeat(32)}`
  const root = writeTree({ 'mlruns/.trash/7/meta.yaml': 'name: a\n', [`${run}/meta.yaml`]: META })
  expect((await readTree(mlflowSource, root)).get(run)?.isDeleted).toBe(true)
})

test('a meta.yaml that needs a YAML parser is read by one', async () => {
  const folded = META.replace("'calm: one'", '"a long\n  name"\nnote: {x: 1}')
  expect((await readRun({ 'meta.yaml': folded })).name).toBe('a long name')
})

test('logged data sets are no runs, though their ids look like those of runs', async () => {
  const root = writeTree({
    [`mlruns/7/datasets/${ID}/meta.yaml`]: 'digest: e729a2bb\nname: dataset\nsource_type: code\n',
  })
  expect((await readTree(mlflowSource, root)).size).toBe(0)
})

test('registered and logged models are no runs', async () => {
  const root = writeTree({
    'mlruns/models/best/version-1/meta.yaml': `run_id: ${ID}\nstatus: READY\n`,
    'mlruns/7/models/m-1/meta.yaml': 'model_id: m-1\nlifecycle_stage: active\n',
  })
  expect((await readTree(mlflowSource, root)).size).toBe(0)
})

test('a run whose meta.yaml is cut is refused with the reason', async () => {
  const cut = readRun({ 'meta.yaml': 'artifact_uri: x\n', 'metrics/loss': '1 1 1\n' })
  await expect(cut).rejects.toThrow('meta.yaml has no run_id; it may be cut')
  await expect(readRun({ 'meta.yaml': '' })).rejects.toThrow('meta.yaml has no run_id')
})

const TABLES = `
  CREATE TABLE experiments (experiment_id INTEGER PRIMARY KEY, name TEXT, lifecycle_stage TEXT);
  CREATE TABLE runs (run_uuid TEXT PRIMARY KEY, name TEXT, status TEXT, start_time INTEGER,
    end_time INTEGER, lifecycle_stage TEXT, artifact_uri TEXT, experiment_id INTEGER);
  CREATE TABLE params (key TEXT, value TEXT, run_uuid TEXT);
  CREATE TABLE tags (key TEXT, value TEXT, run_uuid TEXT);
  CREATE TABLE metrics (key TEXT, value REAL, timestamp INTEGER, run_uuid TEXT, step INTEGER, is_nan INTEGER);
  CREATE TABLE latest_metrics (key TEXT, value REAL, run_uuid TEXT);
  INSERT INTO experiments VALUES (1, 'grid', 'active'), (2, 'old', 'deleted');
`
const ROWS = `
  INSERT INTO runs VALUES ('a', 'one', 'FINISHED', 1000, 3000, 'active', NULL, 1),
    ('b', '', 'KILLED', 1000, NULL, 'active', NULL, 2);
  INSERT INTO params VALUES ('lr', '0.1', 'a');
  INSERT INTO tags VALUES ('mlflow.runName', 'two', 'b'), ('out', '/logs/0', 'a'),
    ('mlflow.source.name', '/home/ann/train.py', 'a');
  INSERT INTO metrics VALUES ('loss', 0.5, 1500, 'a', 1, 0), ('loss', 0, 2000, 'a', 0, 1);
`

async function readDatabase(
  bytes: Uint8Array,
  name = 'mlflow.db',
): Promise<Map<string, SourceRun>> {
  return readTree(mlflowSource, writeTree({ [name]: bytes }))
}

test('a database holds runs, each by its id', async () => {
  const runs = await readDatabase(await sqliteDatabase(TABLES + ROWS), 'tracking.sqlite3')
  expect([...runs.keys()]).toEqual(['tracking.sqlite3#a', 'tracking.sqlite3#b'])
  const first = runs.get('tracking.sqlite3#a')
  expect(first).toMatchObject({
    name: 'one',
    status: 'finished',
    durationS: 2,
    collection: { kind: 'experiment', name: 'grid' },
    mentions: ['a', '/logs/0'],
  })
  expect([...(first?.params ?? [])]).toEqual([['lr', '0.1']])
  expect(first?.metrics.get('loss')).toEqual({
    step: new Float64Array([1, 0]),
    value: new Float64Array([0.5, Number.NaN]),
    timeS: new Float64Array([0.5, 1]),
    last: 0.5,
  })
  expect(runs.get('tracking.sqlite3#b')).toMatchObject({
    name: 'two',
    status: 'failed',
    statusRaw: 'KILLED',
    isDeleted: true,
  })
})

test('a database without runs has none', async () => {
  expect((await readDatabase(await sqliteDatabase(TABLES))).size).toBe(0)
})

test('reading leaves nothing beside a database', async () => {
  const root = writeTree({ 'mlflow.db': await sqliteDatabase(TABLES + ROWS) })
  await readTree(mlflowSource, root)
  expect(readdirSync(root)).toEqual(['mlflow.db'])
})
