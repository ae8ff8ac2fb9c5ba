import { mkdirSync, mkdtempSync, rmdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ownIdentity } from '../files/processIdentity.ts'
import { beginRecord, type OpenRecord, removeRecord } from './partRecord.ts'
import type { EngineName, Part, Plan } from './plan.ts'
import { planStatus } from './planStatus.ts'
import { writeSubmission } from './submission.ts'

const ELSEWHERE = { ...ownIdentity(), host: 'another-machine' }

function planOf(engine: EngineName): Plan {
  return {
    ...{ format: 1, id: 'a', engine, shards: 1, report: 'compare_runs', cwd: '/x' },
    ...{ words: [], created_utc: '2026-01-01T00:00:00.000Z' },
    made_with: { version: '1', report_sha256: '', config: {}, config_sha256: '' },
  }
}

/** A folder of a plan that was submitted, with logs and states of its jobs. */
async function submitted(submission: Parameters<typeof writeSubmission>[1]): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'plan-'))
  for (const name of ['logs', 'state']) mkdirSync(path.join(folder, name))
  await writeSubmission(folder, submission)
  return folder
}

/** A record of a process that was killed before it could write more. */
function writeRunning(folder: string, process: object): void {
  const record = {
    ...{ state: 'running', process, started_utc: '2026-01-01T00:00:00.000Z', ended_utc: null },
    ...{ work_done: [], reasons: [], kept_in: [], report: null },
  }
  writeFileSync(path.join(folder, 'state/shard-1.json'), JSON.stringify(record))
}

async function stateOfShard(engine: EngineName, folder: string) {
  const [shard] = (await planStatus(planOf(engine), folder)).jobs
  return shard
}

/** As if Slurm answered so, for as long as the test runs. @param code with which the command ends */
function answerOfSqueue(line: string, code = 0): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'bin-'))
  const script = `#!/bin/sh\necho "${line}"\nexit ${code}\n`
  writeFileSync(path.join(folder, 'squeue'), script, { mode: 0o755 })
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`)
}

test('a local job that runs on another machine is not taken for a dead one', async () => {
  const folder = await submitted({ jobs: [], process: ELSEWHERE })
  writeRunning(folder, ELSEWHERE)
  expect(await stateOfShard('local', folder)).toMatchObject({ state: 'running' })
})

test('a job that failed waits, once its record is removed to submit it again', async () => {
  const folder = await submitted({ jobs: [], process: ELSEWHERE })
  const record = await beginRecord(folder, 1)
  await record.end('failed', { reasons: ['the disk is full'] })
  expect(await stateOfShard('local', folder)).toEqual({
    ...{ part: 1, state: 'failed', detail: 'the disk is full' },
  })
  removeRecord(folder, 1)
  expect(await stateOfShard('local', folder)).toMatchObject({ state: 'waiting' })
})

test.each([
  ['7 1', 'waiting'],
  ['8 N/A', 'failed'],
])('a killed shard, where Slurm holds %s, is %s', async (task, state) => {
  answerOfSqueue(`${task} /x`)
  const folder = await submitted({ jobs: ['7', '8'] })
  writeRunning(folder, { ...ownIdentity(), started: '1' })
  expect(await stateOfShard('slurm', folder)).toMatchObject({
    state,
    detail: expect.stringContaining('was killed'),
  })
})

test('where Slurm cannot be asked, jobs wait as far as is known, and the status says why', async () => {
  answerOfSqueue('slurm_load_jobs error: Unable to contact slurm controller', 1)
  const folder = await submitted({ jobs: ['7', '8'] })
  const { jobs, noAnswer } = await planStatus(planOf('slurm'), folder)
  expect(jobs[0]).toEqual({ part: 1, state: 'waiting', detail: 'as far as is known' })
  expect(noAnswer).toBe('squeue says: slurm_load_jobs error: Unable to contact slurm controller')
})

test("jobs that were submitted by hand from the plan's folder are found in the queue", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'plan 1-'))
  answerOfSqueue('9 1 /elsewhere')
  expect(await stateOfShard('slurm', folder)).toMatchObject({ state: 'not submitted' })
  answerOfSqueue(`9 1 ${folder}`)
  expect(await stateOfShard('slurm', folder)).toMatchObject({ state: 'waiting' })
})

test('a report that lacks a figure is done, and its status says which', async () => {
  const folder = await submitted({ jobs: [], process: ownIdentity() })
  const record = await beginRecord(folder, 'report')
  await record.end('done', { report: folder, reasons: ['figure loss: no data'] })
  const { jobs } = await planStatus(planOf('local'), folder)
  expect(jobs.at(-1)).toEqual({
    ...{ part: 'report', state: 'done', detail: `${folder}\nfigure loss: no data` },
  })
})

test('results that left the cache are missing only until the report is made, and again once it is removed', async () => {
  const folder = await submitted({ jobs: [], process: ownIdentity() })
  const made = path.join(folder, 'report')
  mkdirSync(made)
  await (await beginRecord(folder, 1)).end('done', { keptIn: ['/gone'] })
  const states = async () =>
    (await planStatus(planOf('local'), folder)).jobs.map(({ state, detail }) => [state, detail])
  const gone = '1 of 1 result is no longer in the cache'
  expect((await states())[0]).toEqual(['failed', gone])
  await (await beginRecord(folder, 'report')).end('done', { report: made })
  expect(await states()).toEqual([
    ['done', `Since then, ${gone}.`],
    ['done', made],
  ])
  rmdirSync(made)
  expect(await states()).toEqual([
    ['failed', gone],
    ['failed', `${made} is no longer there`],
  ])
})

test('a report that its batch system has cancelled names the shards that failed', async () => {
  answerOfSqueue('')
  const folder = await submitted({ jobs: ['7', '8'] })
  await (await beginRecord(folder, 2)).end('failed', { reasons: ['the disk is full'] })
  await (await beginRecord(folder, 1)).end('done', {})
  const { jobs } = await planStatus({ ...planOf('slurm'), shards: 2 }, folder)
  expect(jobs.at(-1)).toEqual({
    ...{ part: 'report', state: 'failed', detail: 'ended before it began: shard 2 failed.' },
  })
})

test('a shard is to be done again where the report then lacked results, until it has been', async () => {
  const folder = await submitted({ jobs: [], process: ownIdentity() })
  const end = async (part: Part, ...outcome: Parameters<OpenRecord['end']>) =>
    (await beginRecord(folder, part)).end(...outcome)
  await end(1, 'done', {})
  await end('report', 'failed', { lacksResults: true, reasons: ['merge: 1 result is missing'] })
  expect(await stateOfShard('local', folder)).toMatchObject({ state: 'again' })
  await new Promise((resolve) => setTimeout(resolve, 2))
  await end(1, 'done', {})
  expect(await stateOfShard('local', folder)).toMatchObject({ state: 'done' })
})

test('a job that an error ends says which, even where its log cannot', async () => {
  const folder = await submitted({ jobs: [], process: ELSEWHERE })
  await beginRecord(folder, 1)
  const full = new Error('ENOSPC: no space left on device, write')
  // As Node.js does before it ends the process.
  process.emit('uncaughtExceptionMonitor', full)
  expect(await stateOfShard('local', folder)).toEqual({
    ...{ part: 1, state: 'failed' },
    detail: 'stopped by an error: ENOSPC: no space left on device, write',
  })
})
