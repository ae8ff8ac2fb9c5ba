import { chmodSync } from 'node:fs'
import { expect, test } from 'vitest'
import { asOrdinaryUser } from '../../testing/files/asOrdinaryUser.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import {
  asked,
  doneJob,
  missingOf,
  multirunYaml,
  quietTree,
} from '../../testing/hydra/plannedSweep.ts'
import { hydraJob, jsonLines, lightningRun, mlflowRun } from '../../testing/trackers/runFolders.ts'
import { findMissing, isIncomplete } from './findMissing.ts'

test('a job that failed is reported with the end of its log, and is run again in its place', async () => {
  const { missing, root } = await missingOf({
    ...doneJob(0, ['lr=0.1']),
    ...hydraJob('1', { overrides: ['lr=0.2'] }),
    '1/train.log': 'start\nTraceback (most recent call last):\n  File "x"\nValueError: bad\n\n',
  })
  expect(missing).toEqual([
    {
      state: 'failed',
      job: '1',
      overrides: ['lr=0.2'],
      evidence: ['Traceback (most recent call last):', '  File "x"', 'ValueError: bad'],
      rerun: ['lr=0.2', `hydra.run.dir=${root}/1`],
    },
  ])
})

test('a job of which a tracker says that it failed is reported, whatever it logged', async () => {
  const { missing } = await missingOf({
    ...doneJob(0, ['lr=0.1']),
    ...hydraJob('1', { overrides: ['lr=0.2'] }),
    ...mlflowRun(`1/mlruns/0/${'a'.repeat(32)}`, { status: 4, metrics: { loss: [1] } }),
  })
  expect(missing).toMatchObject([{ state: 'failed', job: '1' }])
})

test('a job whose log ends in a traceback failed, however far it got', async () => {
  const { missing } = await missingOf({
    ...doneJob(0, ['lr=0.1']),
    ...doneJob(1, ['lr=0.2']),
    '1/train.log': 'Traceback (most recent call last):\n  File "x"\nValueError: nan loss\n',
  })
  expect(missing).toMatchObject([
    {
      state: 'failed',
      job: '1',
      evidence: [expect.anything(), '  File "x"', 'ValueError: nan loss'],
    },
  ])
})

test('a job that wrote an error and went on to its results lacks nothing', async () => {
  const { missing } = await missingOf({
    ...doneJob(0, ['lr=0.1']),
    '0/train.log': 'ValueError: tried again\nfine\n',
  })
  expect(missing).toEqual([])
})

test('a job that left no results is reported', async () => {
  const { missing } = await missingOf({
    ...doneJob(0, ['lr=0.1']),
    ...hydraJob('1', { overrides: ['lr=0.2'] }),
  })
  expect(missing).toMatchObject([{ state: 'no results', job: '1' }])
})

test('a job whose results no source reads may be whole, where those of no other job are read', async () => {
  const root = quietTree({
    'multirun.yaml': multirunYaml(['lr=0.1,0.2']),
    ...hydraJob('0', { overrides: ['lr=0.1'] }),
    ...hydraJob('1', { overrides: ['lr=0.2'] }),
    '0/out/curve.npz': '',
    '0/results.pkl': '',
    '0/weights.pt': '',
    '1/results.pkl': '',
  })
  const [gaps] = await findMissing({ sweepDir: root })
  const evidence = ['no source reads its results.pkl, weights.pt and 1 other file']
  expect(gaps?.missing).toMatchObject([
    { state: 'results not read', directory: `${root}/0`, evidence, rerun: [] },
    { state: 'results not read', directory: `${root}/1`, rerun: [] },
  ])
  expect(gaps && isIncomplete(gaps)).toBe(false)
})

test('a job whose results no source reads has none, where another job has those of a source', async () => {
  const { missing } = await missingOf({
    ...doneJob(0, ['lr=0.1']),
    ...hydraJob('1', { overrides: ['lr=0.2'] }),
    '1/last.ckpt': '',
  })
  expect(missing).toMatchObject([{ state: 'no results', job: '1' }])
})

test('a job that wrote something a short while ago is running, and is not run again', async () => {
  const root = writeTree({ ...hydraJob('0', { overrides: ['lr=0.2'] }), '0/train.log': 'go\n' })
  expect((await findMissing({ sweepDir: root }))[0]?.missing).toMatchObject([
    { state: 'running', rerun: [] },
  ])
})

test('a job that may not be read is reported as that: it is neither absent nor to be run again', async () => {
  const root = writeTree({
    'multirun.yaml': multirunYaml(['lr=0.1,0.2']),
    ...doneJob(0, ['lr=0.1']),
    ...hydraJob('1', { overrides: ['lr=0.2'] }),
    '1/train.log': 'go\n',
  })
  chmodSync(`${root}/1/.hydra`, 0)
  const [gaps] = await asOrdinaryUser(root, () => findMissing({ sweepDir: root }))
  expect(gaps?.missing).toEqual([
    {
      state: 'unreadable',
      directory: `${root}/1`,
      overrides: [],
      evidence: [expect.stringMatching(/^EACCES.*config\.yaml/)],
      rerun: [],
    },
  ])
})

test('a job that got much less far than the others is reported', async () => {
  const { missing } = await missingOf({
    ...doneJob(0, ['lr=0.1']),
    ...doneJob(1, ['lr=0.2']),
    ...doneJob(2, ['lr=0.3'], 3),
  })
  expect(missing).toMatchObject([
    { state: 'short', job: '2', evidence: [expect.stringContaining('it ends at step 2')] },
  ])
})

test('a job that is a copy of another one has its results', async () => {
  const { missing } = await missingOf({ ...doneJob(0, ['lr=0.1']), ...doneJob(1, ['lr=0.1']) })
  expect(missing).toEqual([])
})

test('a job that is a copy of another one and failed is reported, as that one is', async () => {
  const log = { '1/train.log': 'Traceback (most recent call last)\nValueError: no' }
  const { missing } = await missingOf({
    ...doneJob(0, ['lr=0.1']),
    ...doneJob(1, ['lr=0.1']),
    ...log,
  })
  expect(missing).toMatchObject([{ state: 'failed', job: '1' }])
  const twice = { ...doneJob(3, ['lr=0.4'], 3), ...doneJob(4, ['lr=0.4'], 3) }
  const whole = [0, 1, 2].map((number) => doneJob(number, [`lr=0.${number + 1}`]))
  const short = await missingOf(Object.assign({}, ...whole, twice))
  expect(short.missing.map(({ state, job }) => [state, job])).toEqual([
    ['short', '3'],
    ['short', '4'],
  ])
})

test('a job whose file of results is empty left none', async () => {
  const { missing } = await missingOf({
    ...hydraJob('0', { overrides: ['lr=0.1'] }),
    ...jsonLines('0', [{ step: 1, loss: 1 }]),
    ...hydraJob('1', { overrides: ['lr=0.2'] }),
    ...jsonLines('1', []),
  })
  expect(missing).toMatchObject([{ state: 'no results', job: '1' }])
})

test('a job that broke off after the first of its epochs is reported', async () => {
  const { missing } = await missingOf(
    Object.assign(
      {},
      ...[10, 10, 10, 1].map((epochs, number) => {
        const rows = Array.from({ length: epochs }, (_, epoch) => {
          return { epoch, step: epoch * 50, 'val/loss': 1 / (epoch + 1) }
        })
        const job = hydraJob(`${number}`, { overrides: [`lr=0.${number}`] })
        return { ...job, ...lightningRun(`${number}/csv/version_0`, rows) }
      }),
    ),
  )
  expect(missing).toMatchObject([
    { state: 'short', job: '3', evidence: [expect.stringContaining('it ends at step 0, where')] },
  ])
})

test('a job in a directory with signs of the grammar is asked for in quotes', async () => {
  const { missing, root } = await missingOf(
    hydraJob('lr=0.1,seed=1 (x)', { overrides: ['lr=0.1'] }),
  )
  expect(asked(missing[0]?.rerun ?? [])).toEqual({
    lr: 0.1,
    'hydra.run.dir': `${root}/lr=0.1,seed=1 (x)`,
  })
})

test('a job whose overrides are broken or of no grammar does not hide the others', async () => {
  const { found, missing } = await missingOf({
    'multirun.yaml': multirunYaml(['lr=0.1,0.2']),
    ...hydraJob('0', { overrides: ['[no override'] }),
    ...doneJob(1, ['lr=0.2']),
    ...hydraJob('2'),
    '2/.hydra/overrides.yaml': '[1,\n',
  })
  expect(found).toBe(3)
  expect(missing.map(({ state }) => state)).toEqual(['absent', 'no results', 'no results'])
})
