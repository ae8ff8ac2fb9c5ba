import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { fakeSweep } from '../../testing/fakeSweep.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import type { FoundJob } from '../search/foundJob.ts'
import { kerasSource } from '../sources/keras/kerasSource.ts'
import { lightningSource } from '../sources/lightning/lightningSource.ts'
import { readInParallel } from './readInParallel.ts'

let runDirs: readonly string[]

beforeAll(() => {
  const seeds = Array.from({ length: 100 }, (_, seed) => seed)
  const root = mkdtempSync(path.join(tmpdir(), 'parallel-'))
  runDirs = fakeSweep({ root, axes: { 'phase1.trainer.seed': seeds }, epochs: 2 }).runDirs
})

/** Jobs with facts in directories. */
function jobsAt(directories: readonly string[]): FoundJob[] {
  return directories.map((directory) => ({
    directory,
    hasHydra: true,
    hasFacts: true,
    logs: [],
    claims: [],
  }))
}

/** A job whose runs two formats recorded. */
function trackedJob(): FoundJob {
  const directory = writeTree({
    'metrics.csv': 'epoch,step,loss\n0,1,0.5\n1,2,nan\n',
    'training_log.csv': 'epoch,loss\n0,0.25\n',
  })
  const claim = (names: readonly string[]) => ({ directory, names, isWhole: false })
  return {
    directory,
    hasHydra: false,
    hasFacts: false,
    logs: [],
    claims: [
      { source: lightningSource, claim: claim(['metrics.csv']) },
      { source: kerasSource, claim: claim(['training_log.csv']) },
    ],
  }
}

test('reads the same of every job with and without workers', async () => {
  const jobs = [
    ...jobsAt([...runDirs.slice(0, 50), '/nowhere']),
    trackedJob(),
    ...jobsAt(runDirs.slice(50)),
  ]
  const alone = await readInParallel(jobs, { requireComplete: true }, 0)
  const results = [...alone.values()].flat()
  expect(results).toHaveLength(103)
  expect(results.filter(({ status }) => status === 'skipped')).toHaveLength(1)
  const inOrder = (read: typeof alone) => jobs.map(({ directory }) => read.get(directory))
  for (const workers of [2, undefined]) {
    const shared = await readInParallel(jobs, { requireComplete: true }, workers)
    expect(inOrder(shared)).toEqual(inOrder(alone))
  }
})

test('does not wait for workers that come too late for any run', async () => {
  const results = await readInParallel(jobsAt(runDirs.slice(0, 1)), { requireComplete: true }, 3)
  expect([...results.values()].flat().map(({ status }) => status)).toEqual(['loaded'])
})

test('takes what workers have read while this thread was busy, also of those that have ended', async () => {
  const told: number[] = []
  const onRead = (count: number) => {
    told.push(count)
    // Meanwhile the worker reads all the other jobs and ends.
    if (told.length === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000)
  }
  const jobs = jobsAt(runDirs)
  const results = await readInParallel(jobs, { requireComplete: true }, 1, onRead)
  expect(results.size).toBe(jobs.length)
  // What this thread has to read again, since it was lost on its way, is not told.
  expect(told.at(-1)).toBe(jobs.length)
})
