import { describe, expect, test } from 'vitest'
import { writeTree } from '../testing/files/writeTree.ts'
import { loadedRun } from '../testing/loadedRun.ts'
import { lightningRun, mlflowRun } from '../testing/trackers/runFolders.ts'
import { loadRuns } from './loadRuns.ts'
import { selectRecords } from './selectRecords.ts'

const RUNS = [
  loadedRun('m/a/0', { ended: 'finished' }),
  loadedRun('m/b/0', { ended: 'failed' }),
  loadedRun('x.db#study/1', { ended: 'pruned' }),
  loadedRun('mlruns/0/cc', { isDeleted: true, ended: 'finished' }),
  loadedRun('l/version_0', { ended: 'unknown' }),
  loadedRun('l/version_1', { ended: 'running' }),
]
const NAMES = ['fox', 'cat', '1', 'owl', 'version_0', 'version_1']

function select({
  requireComplete = true,
  includeRunning = false,
  deleted = false,
  exclude = {},
} = {}) {
  const names = new Map(RUNS.map((run, at) => [run, NAMES[at] as string]))
  const { runs, left, broken } = selectRecords(RUNS, names, {
    ...{ requireComplete, includeRunning, deleted, exclude },
  })
  const dirs = (of: typeof runs) => of.map(({ runDir }) => runDir)
  return { kept: dirs(runs), left, broken: dirs(broken) }
}

test('runs that failed, run, were pruned or deleted are left out, each with its reason', () => {
  expect(select()).toMatchObject({
    kept: ['m/a/0', 'l/version_0'],
    left: [
      { runDir: 'm/b/0', reason: 'its status is failed; inputs.require_complete=false takes it' },
      { runDir: 'x.db#study/1', reason: expect.stringContaining('pruned') },
      { runDir: 'mlruns/0/cc', reason: expect.stringContaining('inputs.deleted=true takes it') },
      { runDir: 'l/version_1', reason: expect.stringContaining('running') },
    ],
  })
})

test('those that failed or did not end are broken, unless they were pruned or left out by hand', () => {
  expect(select().broken).toEqual(['m/b/0', 'l/version_1'])
  expect(select({ exclude: { cat: 'why not' } }).broken).toEqual(['l/version_1'])
})

test('all but the deleted ones are taken where they need not be complete', () => {
  expect(select({ requireComplete: false }).kept).toHaveLength(5)
  expect(select({ requireComplete: false, deleted: true }).kept).toHaveLength(6)
})

test('those that are running may be taken without those that failed', () => {
  expect(select({ includeRunning: true }).kept).toEqual(['m/a/0', 'l/version_0', 'l/version_1'])
})

describe('a run to exclude', () => {
  test.each(['fox', 'm/a/0', 'a/0'])('may be called %s', (name) => {
    const { kept, left } = select({ exclude: { [name]: 'wrong data' } })
    expect(kept).toEqual(['l/version_0'])
    expect(left[0]).toEqual({
      runDir: 'm/a/0',
      reason: 'left out by hand (inputs.exclude): wrong data',
    })
  })

  test('may be a record in a file', () => {
    const { left } = select({ exclude: { 'study/1': 'why' } })
    expect(left[1]).toMatchObject({
      runDir: 'x.db#study/1',
      reason: expect.stringContaining('why'),
    })
  })

  test('is never the end of a name alone', () => {
    expect(() => select({ exclude: { ox: 'why' } })).toThrow(
      expect.objectContaining({ code: 'RUN_UNKNOWN' }),
    )
  })

  test('may be left out already, as one that cannot be read', async () => {
    const sweepDir = writeTree({
      ...lightningRun('version_0', [{ step: 0, loss: 1 }]),
      'version_1/metrics.csv': '',
    })
    const { skipped } = await loadRuns({ sweepDir, exclude: { 'version_1/metrics.csv': 'why' } })
    expect(skipped.map(({ reason }) => reason)).toEqual(['metrics.csv is empty'])
  })

  test('that no run is called is an error with the nearest name', () => {
    expect(() => select({ exclude: { version_9: 'why' } })).toThrow(/Did you mean version_\d\?/)
  })
})

test('the names of runs stay the same when one of them is left out', async () => {
  const sweepDir = writeTree({
    ...lightningRun('a/version_0', [{ step: 0, loss: 1 }]),
    ...lightningRun('b/version_0', [{ step: 0, loss: 2 }]),
    ...lightningRun('b/version_1', [{ step: 0, loss: 3 }]),
  })
  const all = await loadRuns({ sweepDir })
  expect([...all.runs.array('run')]).toEqual(['a/version_0', 'b/version_0', 'b/version_1'])
  const one = await loadRuns({ sweepDir, exclude: { 'b/version_0': 'why' } })
  expect([...one.runs.array('run')]).toEqual(['a/version_0', 'b/version_1'])
  const both = { 'b/version_0': 'why', 'a/version_0': 'too' }
  expect((await loadRuns({ sweepDir, exclude: both })).runs.numRows()).toBe(1)
})

test('deleted runs of MLflow are left out unless they are asked for', async () => {
  const [kept, gone] = ['a'.repeat(32), 'b'.repeat(32)]
  const sweepDir = writeTree({
    ...mlflowRun(`0/${kept}`),
    ...mlflowRun(`0/${gone}`, { lifecycle: 'deleted' }),
  })
  const { order, skipped } = await loadRuns({ sweepDir })
  expect([order, skipped.map(({ runDir }) => runDir)]).toEqual([
    [`${sweepDir}/0/${kept}`],
    [`${sweepDir}/0/${gone}`],
  ])
  expect((await loadRuns({ sweepDir, deleted: true })).order).toHaveLength(2)
})
