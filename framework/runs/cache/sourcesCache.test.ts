import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { fakeSweep } from '../../testing/fakeSweep.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { hydraJob, jsonLines, lightningRun, mlflowRun } from '../../testing/trackers/runFolders.ts'
import { sqliteDatabase } from '../../testing/trackers/sqliteDatabase.ts'
import { type LoadRunsOptions, loadRuns } from '../loadRuns.ts'

/** The rows, histories and files of runs. */
async function contents(options: LoadRunsOptions) {
  const { runs, perEpoch, skipped, warnings, files } = await loadRuns(options)
  const histories = [...perEpoch].map(([runDir, table]) => [runDir, table.objects()])
  return { rows: runs.objects(), histories, skipped, warnings, files }
}

const FILES = {
  ...hydraJob('multirun/0', { overrides: ['lr=0.1'] }),
  ...lightningRun('multirun/0/csv/version_0', [{ step: 0, loss: 3 }]),
  ...lightningRun('multirun/0/logs/version_0', [
    { step: 0, epoch: 0, loss: 0.1 + 0.2 },
    { step: 1, epoch: 1, loss: 'nan' },
    { step: 2, epoch: 2, loss: 'inf', acc: '-inf' },
  ]),
  ...mlflowRun(`mlruns/0/${'a'.repeat(32)}`, { metrics: { 'val/acc': [0.5, 1e-300] }, name: 'n' }),
  ...jsonLines('multirun/0', [{ step: 5, f1: 0.25 }]),
}

test('what other formats hold is the same from the cache', async () => {
  const sweepDir = writeTree(FILES)
  const cacheDir = writeTree({})
  const plain = await contents({ sweepDir })
  expect(await contents({ sweepDir, cacheDir })).toEqual(plain)
  const [folder] = readdirSync(cacheDir)
  expect(readdirSync(path.join(cacheDir, String(folder)))).not.toEqual([])
  expect(await contents({ sweepDir, cacheDir })).toEqual(plain)
})

test('a job with earlier tries is kept, one with a file that cannot be read is not', async () => {
  const cached = async (files: Record<string, string>) => {
    const cacheDir = writeTree({})
    await contents({ sweepDir: writeTree(files), cacheDir })
    return readdirSync(cacheDir).length > 0
  }
  const job = {
    ...hydraJob('0'),
    ...lightningRun('0/version_0', [{ step: 0, loss: 1 }]),
    ...lightningRun('0/version_1', [{ step: 0, loss: 1 }]),
  }
  expect(await cached(job)).toBe(true)
  expect(await cached({ 'version_0/metrics.csv': '' })).toBe(false)
})

test('it is the same by a relative path, by a link to it, and for a file that is named', async () => {
  const root = writeTree(FILES)
  const cacheDir = writeTree({})
  const before = process.cwd()
  process.chdir(root)
  try {
    for (const sweepDir of ['multirun', '.', 'multirun/0/logs/version_0/metrics.csv']) {
      const plain = await contents({ sweepDir })
      await contents({ sweepDir: path.resolve(sweepDir), cacheDir })
      expect(await contents({ sweepDir, cacheDir })).toEqual(plain)
      expect(await contents({ sweepDir, cacheDir })).toEqual(plain)
    }
  } finally {
    process.chdir(before)
  }
})

test.each([
  ['a line that is appended', 'multirun/0/logs/version_0/metrics.csv', '3,3,9,1\n'],
  ['a metric of a run in a store', `mlruns/0/${'a'.repeat(32)}/metrics/val/acc`, '1 0.75 7\n'],
  ['a value in a file beside the job', 'multirun/0/metrics.jsonl', '{"step": 6, "f1": 9}\n'],
])('%s is read', async (_, file, text) => {
  const sweepDir = writeTree(FILES)
  const cacheDir = writeTree({})
  const before = await contents({ sweepDir, cacheDir })
  appendFileSync(path.join(sweepDir, file), text)
  const after = await contents({ sweepDir, cacheDir })
  expect(after.rows).not.toEqual(before.rows)
  expect(after).toEqual(await contents({ sweepDir }))
})

test('a log that now ends in a traceback is read', async () => {
  const sweepDir = writeTree({ ...FILES, 'multirun/0/train.log': 'start\n' })
  const cacheDir = writeTree({})
  const before = await contents({ sweepDir, cacheDir })
  const traceback = 'Traceback (most recent call last):\n  File "a.py"\nValueError: bad\n'
  appendFileSync(path.join(sweepDir, 'multirun/0/train.log'), traceback)
  const after = await contents({ sweepDir, cacheDir })
  expect(after.warnings.length).toBe(before.warnings.length + 1)
  expect(after).toEqual(await contents({ sweepDir }))
})

test('a tracker that appears beside a job is read', async () => {
  const sweepDir = writeTree(hydraJob('0'))
  const cacheDir = writeTree({})
  await contents({ sweepDir, cacheDir })
  const lines = writeTree(jsonLines('0', [{ f1: 1 }]))
  writeFileSync(`${sweepDir}/0/metrics.jsonl`, readFileSync(`${lines}/0/metrics.jsonl`))
  expect((await contents({ sweepDir, cacheDir })).rows).toMatchObject([{ f1: 1 }])
})

test('rows that are committed to the log beside a database are read', async () => {
  const sql = `CREATE TABLE runs (run_uuid TEXT, name TEXT, status TEXT, lifecycle_stage TEXT);
    CREATE TABLE latest_metrics (key TEXT);
    INSERT INTO runs VALUES ('x', 'n', 'FINISHED', 'active');`
  const sweepDir = writeTree({ 'mlflow.db': await sqliteDatabase(sql) })
  const cacheDir = writeTree({})
  expect((await contents({ sweepDir, cacheDir })).rows).toMatchObject([{ run: 'n' }])
  writeFileSync(`${sweepDir}/mlflow.db-wal`, 'not a log')
  const after = await contents({ sweepDir, cacheDir })
  expect(after).toEqual(await contents({ sweepDir }))
})

test("a mapping of the user's is not answered with what was read without it", async () => {
  const sweepDir = `${writeTree({ 'table.csv': 'id,x,accuracy\na,1,0.5\n' })}/table.csv`
  const cacheDir = writeTree({})
  await contents({ sweepDir, cacheDir })
  const table = { params: ['accuracy'], metrics: ['x'] }
  const { rows } = await contents({ sweepDir, cacheDir, table })
  expect(rows).toEqual((await contents({ sweepDir, table })).rows)
  expect(rows).toMatchObject([{ x: 1, accuracy: 0.5 }])
})

test('a job without results counts as a run, or beside runs with facts as one that broke off', async () => {
  const root = writeTree(hydraJob('jobs/0'))
  const cacheDir = writeTree({})
  const { runDirs } = fakeSweep({ root, axes: { 'phase1.trainer.seed': [1] }, epochs: 1 })
  const job = `${root}/jobs/0`
  expect((await contents({ sweepDir: job, cacheDir })).rows).toHaveLength(1)
  const { rows, skipped } = await contents({ runDirs: [...runDirs, job], cacheDir })
  expect(rows).toHaveLength(1)
  expect(skipped).toMatchObject([{ runDir: job }])
})

test('a cache that is damaged is read anew', async () => {
  const sweepDir = writeTree(FILES)
  const cacheDir = writeTree({})
  const plain = await contents({ sweepDir, cacheDir })
  for (const name of readdirSync(cacheDir, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.facts')) continue
    const file = path.join(cacheDir, name)
    const bytes = readFileSync(file)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    writeFileSync(file, bytes)
  }
  const again = await contents({ sweepDir, cacheDir })
  const [damage, ...warnings] = again.warnings
  expect(damage?.kind).toBe('cache-damaged')
  expect({ ...again, warnings }).toEqual(plain)
})

test('how a trial ended is read, which its experiment says in the folder above', async () => {
  const file = 'experiment_state-2026-01-31_10-00-00.json'
  const stateWith = (status: string) => {
    const trial = { trial_id: 'a', status, relative_logdir: 'trial' }
    const run = { last_result: { training_iteration: 1 } }
    return JSON.stringify({ trial_data: [[trial, run].map((part) => JSON.stringify(part))] })
  }
  const sweepDir = writeTree({
    [file]: stateWith('RUNNING'),
    'trial/result.json': '{"training_iteration": 1, "loss": 0.5}\n',
  })
  const cacheDir = writeTree({})
  const statuses = async () =>
    (await loadRuns({ sweepDir, cacheDir, requireComplete: false })).runs.array('status')
  expect(await statuses()).toEqual(['running'])
  writeFileSync(path.join(sweepDir, file), stateWith('ERROR'))
  expect(await statuses()).toEqual(['failed'])
})
