import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { sqliteDatabase } from '../../../testing/trackers/sqliteDatabase.ts'
import type { SourceRun } from '../source.ts'
import { optunaSource } from './optunaSource.ts'

const CATEGORICAL = JSON.stringify({
  name: 'CategoricalDistribution',
  attributes: { choices: ['adam', null, true] },
})
const FLOAT = JSON.stringify({ name: 'FloatDistribution', attributes: { low: 0, high: 1 } })

const TABLES = `
  CREATE TABLE studies (study_id INTEGER PRIMARY KEY, study_name TEXT);
  CREATE TABLE study_directions (study_id INTEGER, objective INTEGER, direction TEXT);
  CREATE TABLE trials (trial_id INTEGER PRIMARY KEY, number INTEGER, study_id INTEGER, state TEXT,
    datetime_start TEXT, datetime_complete TEXT);
  CREATE TABLE trial_params (trial_id INTEGER, param_name TEXT, param_value REAL, distribution_json TEXT);
  CREATE TABLE trial_values (trial_id INTEGER, objective INTEGER, value REAL, value_type TEXT);
  CREATE TABLE trial_intermediate_values (trial_id INTEGER, step INTEGER, intermediate_value REAL,
    intermediate_value_type TEXT);
`
const ROWS = `
  INSERT INTO studies VALUES (1, 'one'), (2, 'two');
  INSERT INTO study_directions VALUES (1, 0, 'MAXIMIZE'), (2, 1, 'MAXIMIZE'), (2, 0, 'MINIMIZE');
  INSERT INTO trials VALUES
    (1, 0, 1, 'COMPLETE', '2025-01-01 10:00:00.000000', '2025-01-01 10:00:02.500000'),
    (2, 1, 1, 'PRUNED', NULL, NULL), (3, 0, 2, 'FAIL', NULL, NULL);
  INSERT INTO trial_params VALUES (1, 'opt', 0, '${CATEGORICAL}'), (1, 'lr', 0.1, '${FLOAT}'),
    (2, 'opt', 1, '${CATEGORICAL}'), (3, 'opt', 2, '${CATEGORICAL}');
  INSERT INTO trial_values VALUES (1, 0, 0.75, 'FINITE'), (3, 0, NULL, 'INF_POS'), (3, 1, 2, 'FINITE');
  INSERT INTO trial_intermediate_values VALUES (1, 0, 0.5, 'FINITE'), (1, 5, NULL, 'NAN');
`

async function readDatabase(): Promise<Map<string, SourceRun>> {
  return readTree(optunaSource, writeTree({ 'study.db': await sqliteDatabase(TABLES + ROWS) }))
}

test('each trial of a database is a run, named by study and number', async () => {
  const runs = await readDatabase()
  expect([...runs.keys()]).toEqual(['study.db#one/0', 'study.db#one/1', 'study.db#two/0'])
  const run = runs.get('study.db#one/0')
  expect(run).toMatchObject({
    status: 'finished',
    statusRaw: 'COMPLETE',
    durationS: 2.5,
    sampler: "Optuna's sampler (unnamed in its files)",
    mentions: ['one/0 of 2025-01-01 10:00:00.000000'],
    collection: { kind: 'study', name: 'one' },
  })
  expect([...(run?.metrics ?? [])]).toEqual([
    ['value', { step: new Float64Array([Number.NaN]), value: new Float64Array([0.75]) }],
    [
      'intermediate',
      { step: new Float64Array([0, 5]), value: new Float64Array([0.5, Number.NaN]) },
    ],
  ])
})

test('the last intermediate value is that of the greatest step, whatever was reported when', async () => {
  const late = `INSERT INTO trial_intermediate_values VALUES (2, 10, 0.5, 'FINITE'), (2, 9, 0.25, 'FINITE');`
  const root = writeTree({ 'study.db': await sqliteDatabase(TABLES + ROWS + late) })
  const run = (await readTree(optunaSource, root)).get('study.db#one/1')
  expect(run?.metrics.get('intermediate')).toEqual({
    step: Float64Array.of(9, 10),
    value: Float64Array.of(0.25, 0.5),
  })
})

test('a categorical parameter is the choice that its index stands for', async () => {
  const runs = await readDatabase()
  expect([...(runs.get('study.db#one/0')?.params ?? [])]).toEqual([
    ['opt', 'adam'],
    ['lr', 0.1],
  ])
  expect(runs.get('study.db#one/1')?.params.get('opt')).toBeNull()
  expect(runs.get('study.db#two/0')?.params.get('opt')).toBe(true)
})

test('a pruned trial is neither finished nor failed', async () => {
  const run = (await readDatabase()).get('study.db#one/1')
  expect(run).toMatchObject({ status: 'pruned', statusRaw: 'PRUNED', metrics: new Map() })
})

test('the directions of a study are the goals of its values, by objective', async () => {
  const runs = await readDatabase()
  expect([...(runs.get('study.db#one/0')?.goals ?? [])]).toEqual([
    ['value', 'max'],
    ['intermediate', 'max'],
  ])
  const two = runs.get('study.db#two/0')
  expect([...(two?.goals ?? [])]).toEqual([
    ['values.0', 'min'],
    ['values.1', 'max'],
  ])
  expect(two?.metrics.get('values.0')?.value[0]).toBe(Number.POSITIVE_INFINITY)
})

const CREATE_STUDY = { op_code: 0, study_name: 's', directions: [1] }
const CREATE_TRIAL = { op_code: 4, study_id: 0, datetime_start: '2025-01-01T00:00:00' }

function readLines(...lines: readonly unknown[]): Promise<Map<string, SourceRun>> {
  const text = lines.map((line) => (typeof line === 'string' ? line : `${JSON.stringify(line)}\n`))
  return readTree(optunaSource, writeTree({ 'journal.log': text.join('') }))
}

test('the lines of a journal are done again', async () => {
  const runs = await readLines(
    CREATE_STUDY,
    CREATE_TRIAL,
    {
      op_code: 5,
      trial_id: 0,
      param_name: 'opt',
      param_value_internal: 0,
      distribution: CATEGORICAL,
    },
    { op_code: 7, trial_id: 0, step: 3, intermediate_value: 0.5 },
    { op_code: 6, trial_id: 0, state: 1, values: [0.25], datetime_complete: '2025-01-01T00:01:00' },
  )
  const run = runs.get('journal.log#s/0')
  expect(run).toMatchObject({ status: 'finished', durationS: 60, findings: [] })
  expect([...(run?.params ?? [])]).toEqual([['opt', 'adam']])
  expect(run?.metrics.get('value')?.value).toEqual(new Float64Array([0.25]))
  expect(run?.metrics.get('intermediate')?.step).toEqual(new Float64Array([3]))
  expect(run?.goals?.get('value')).toBe('min')
})

test('times with a zone, which journals have since Optuna 5, say when a trial began', async () => {
  const runs = await readLines(
    CREATE_STUDY,
    { ...CREATE_TRIAL, datetime_start: '2025-01-01T02:00:00.250000+02:00' },
    {
      ...{ op_code: 6, trial_id: 0, state: 1, values: [1] },
      datetime_complete: '2025-01-01T00:00:01.500000+00:00',
    },
    CREATE_TRIAL,
  )
  expect(runs.get('journal.log#s/0')).toMatchObject({
    startedAt: Date.UTC(2025, 0, 1, 0, 0, 0, 250),
    durationS: 1.25,
  })
  expect(runs.get('journal.log#s/1')).not.toHaveProperty('startedAt')
})

test('lines that come too late are passed over, as Optuna does', async () => {
  const runs = await readLines(
    CREATE_STUDY,
    CREATE_STUDY,
    { op_code: 0, study_name: 'gone', directions: [1] },
    CREATE_TRIAL,
    { op_code: 6, trial_id: 0, state: 3, values: null },
    { op_code: 6, trial_id: 0, state: 1, values: [1] },
    { op_code: 4, study_id: 1 },
    { op_code: 1, study_id: 1 },
  )
  expect([...runs.keys()]).toEqual(['journal.log#s/0'])
  expect(runs.get('journal.log#s/0')).toMatchObject({ status: 'failed', metrics: new Map() })
})

test('a last line that is cut is left out and reported', async () => {
  const runs = await readLines(CREATE_STUDY, CREATE_TRIAL, '{"op_code": 6, "trial_id": 0, "sta')
  expect(runs.get('journal.log#s/0')).toMatchObject({
    status: 'running',
    findings: ['journal.log:3: the last line is cut and left out'],
  })
})

test('another log is not a journal', async () => {
  const root = writeTree({ 'train.log': 'epoch 1\n', 'journal.log': '{"level": "info"}\n' })
  expect((await readTree(optunaSource, root)).size).toBe(0)
})
