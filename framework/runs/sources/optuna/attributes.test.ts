import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { sqliteDatabase } from '../../../testing/trackers/sqliteDatabase.ts'
import { loadRuns } from '../../loadRuns.ts'
import { optunaSource } from './optunaSource.ts'

const STUDY = { op_code: 0, study_name: 's', directions: [1, 2] }
const TRIAL = { op_code: 4, study_id: 0, datetime_start: '2025-01-01T00:00:00.000001+00:00' }
const RESULTS = { op_code: 6, trial_id: 0, state: 1, values: [0.25, 0.75] }

function journal(...lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

async function firstTrial(...lines: readonly object[]) {
  const runs = await readTree(optunaSource, writeTree({ 'a.log': journal(STUDY, TRIAL, ...lines) }))
  return runs.get('a.log#s/0')
}

async function databaseTrial(sql: string) {
  const tables = `
    CREATE TABLE studies (study_id INTEGER PRIMARY KEY, study_name TEXT);
    CREATE TABLE study_directions (study_id INTEGER, objective INTEGER, direction TEXT);
    CREATE TABLE study_system_attributes (study_id INTEGER, "key" TEXT, value_json TEXT);
    CREATE TABLE trials (trial_id INTEGER PRIMARY KEY, number INTEGER, study_id INTEGER, state TEXT);
    CREATE TABLE trial_values (trial_id INTEGER, objective INTEGER, value REAL, value_type TEXT);
    CREATE TABLE trial_user_attributes (trial_id INTEGER, "key" TEXT, value_json TEXT);
    CREATE TABLE trial_system_attributes (trial_id INTEGER, "key" TEXT, value_json TEXT);
    INSERT INTO studies VALUES (1, 's');
    INSERT INTO study_directions VALUES (1, 0, 'MINIMIZE'), (1, 1, 'MAXIMIZE');
    INSERT INTO trials VALUES (1, 0, 1, 'COMPLETE');
    INSERT INTO trial_values VALUES (1, 0, 0.25, 'FINITE'), (1, 1, 0.75, 'FINITE');`
  const database = await sqliteDatabase(tables + sql)
  return (await readTree(optunaSource, writeTree({ 'a.db': database }))).get('a.db#s/0')
}

const ATTRIBUTES = { test_acc: 0.5, note: 'hello', ok: true, err: 7 }
const NAMES = ['err', 'speed']

test.each([
  [
    'a journal',
    () =>
      firstTrial(
        { op_code: 3, study_id: 0, system_attr: { 'study:metric_names': NAMES } },
        { op_code: 8, trial_id: 0, user_attr: ATTRIBUTES },
        RESULTS,
      ),
  ],
  [
    'a database',
    () =>
      databaseTrial(
        `INSERT INTO study_system_attributes VALUES (1, 'study:metric_names', '${JSON.stringify(NAMES)}');
        INSERT INTO trial_user_attributes VALUES ${Object.entries(ATTRIBUTES)
          .map(([name, value]) => `(1, '${name}', '${JSON.stringify(value)}')`)
          .join()};`,
      ),
  ],
])('%s has names of objectives, and metrics among the user attributes', async (_, read) => {
  const run = await read()
  const metrics = Array.from(run?.metrics ?? [], ([name, { value }]) => [name, [...value]])
  // What the study optimises comes before a user attribute of its name; texts and booleans measure nothing.
  expect(metrics).toEqual([
    ['err', [0.25]],
    ['speed', [0.75]],
    ['test_acc', [0.5]],
  ])
  expect([...(run?.goals ?? [])]).toEqual([
    ['err', 'min'],
    ['speed', 'max'],
  ])
})

test('the value of a single objective keeps its name, as in a table of Optuna', async () => {
  const lines = journal(
    { ...STUDY, directions: [1] },
    { op_code: 3, study_id: 0, system_attr: { 'study:metric_names': ['err'] } },
    TRIAL,
    { ...RESULTS, values: [0.25] },
  )
  const run = (await readTree(optunaSource, writeTree({ 'a.log': lines }))).get('a.log#s/0')
  expect([...(run?.metrics.keys() ?? [])]).toEqual(['value'])
})

test('a trial that is added as a whole brings its attributes', async () => {
  const whole = { ...TRIAL, state: 1, values: [1, 2], user_attrs: { test_acc: 0.5 } }
  const run = (await readTree(optunaSource, writeTree({ 'a.log': journal(STUDY, whole) }))).get(
    'a.log#s/0',
  )
  expect(run?.metrics.get('test_acc')?.value).toEqual(Float64Array.of(0.5))
})

test.each([
  ['of a grid', { grid_id: 0, search_space: { lr: [1] } }, undefined],
  ['of TPE', { 'tpe:relative_params:0': '{}' }, "Optuna's TPE sampler"],
  ['of CMA-ES', { 'cma:generation': 1 }, "Optuna's CMA-ES sampler"],
  ['of NSGA-II', { 'NSGAIISampler:generation': 1 }, "Optuna's NSGA-II sampler"],
  ['without a trace', {}, "Optuna's sampler (unnamed in its files)"],
])('the sampler of a trial %s', async (_, attributes, sampler) => {
  const run = await firstTrial({ op_code: 9, trial_id: 0, system_attr: attributes }, RESULTS)
  expect(run?.sampler).toBe(sampler)
})

test('a fixed sequence is no choice by results', async () => {
  const run = await firstTrial({ op_code: 3, study_id: 0, system_attr: { 'qmc:4f2a': 3 } }, RESULTS)
  expect(run).not.toHaveProperty('sampler')
})

test('in a database the grid is known by its attributes, too', async () => {
  const run = await databaseTrial(
    "INSERT INTO trial_system_attributes VALUES (1, 'grid_id', '0'), (1, 'search_space', '{}');",
  )
  expect(run).not.toHaveProperty('sampler')
})

test('the trials of a copied study are left out', async () => {
  const study = { ...STUDY, directions: [1] }
  // Too few digits to be known by its values.
  const lines = journal(study, TRIAL, { ...RESULTS, values: [1] })
  const again = { ...TRIAL, datetime_start: '2025-01-01T00:00:00.000002+00:00' }
  const root = writeTree({
    'a.log': lines,
    'b.log': lines,
    'c.log': journal(study, again, { ...RESULTS, values: [1] }),
  })
  const { order, skipped } = await loadRuns({ sweepDir: root })
  expect(order).toEqual([`${root}/a.log#s/0`, `${root}/c.log#s/0`])
  expect(skipped).toEqual([
    {
      ...{ runDir: `${root}/b.log#s/0`, copyOf: `${root}/a.log#s/0` },
      reason: `it is a copy of ${root}/a.log#s/0: both have the run id s/0 of 2025-01-01 00:00:00.000001`,
    },
  ])
})

test('a copy that was made while a trial ran counts, and is told', async () => {
  const study = { ...STUDY, directions: [1] }
  const root = writeTree({
    'a.log': journal(study, TRIAL, { ...RESULTS, values: [1] }),
    'b.log': journal(study, TRIAL),
  })
  const { order, warnings } = await loadRuns({ sweepDir: root, requireComplete: false })
  expect(order).toHaveLength(2)
  expect(warnings.map(({ kind }) => kind)).toContain('same-run-id')
})
