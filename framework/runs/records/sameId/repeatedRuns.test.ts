import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { hydraJob, lightningRun, mlflowRun } from '../../../testing/trackers/runFolders.ts'
import { loadRuns } from '../../loadRuns.ts'

/** Fractions without a pattern. */
const course = (phase: number, length = 10) =>
  Array.from({ length }, (_, step) => Math.abs(Math.sin(step * 7 + phase)) + 0.001)

/** A job with the metrics of one logger. */
function job(
  directory: string,
  overrides: readonly string[],
  metrics: Readonly<Record<string, readonly number[]>>,
) {
  const [first = []] = Object.values(metrics)
  const rows = first.map((_, step) => ({
    step,
    ...Object.fromEntries(Object.entries(metrics).map(([name, values]) => [name, values[step]])),
  })) as Record<string, number>[]
  return { ...hydraJob(directory, { overrides }), ...lightningRun(`${directory}/csv`, rows) }
}

async function load(files: Record<string, string>) {
  const root = writeTree(files)
  const { order, skipped, warnings } = await loadRuns({ sweepDir: root })
  const below = (runDir: string) => runDir.slice(root.length + 1)
  return {
    order: order.map(below),
    skipped: skipped.map(({ runDir, reason }) => [below(runDir), reason.replaceAll(root, '')]),
    kinds: warnings.map(({ kind }) => kind),
  }
}

test('a folder that was copied is left out, and the one that lies where it was written stays', async () => {
  const loss = course(1)
  const written = { runtime: { output_dir: '/cluster/multirun/0' } }
  const { order, skipped, kinds } = await load({
    ...job('0', ['lr=1', 'seed=0'], { loss }),
    ...job('0_copy', ['lr=1', 'seed=0'], { loss }),
    ...job('1', ['lr=1', 'seed=1'], { loss: course(2) }),
    ...job('backup', ['lr=1', 'seed=1'], { loss: course(2) }),
    '1/.hydra/hydra.yaml': JSON.stringify({ hydra: written }),
  })
  expect(order).toEqual(['0', 'backup'])
  const same = 'or the same training done again: its settings and all of its values are the same'
  expect(skipped).toEqual([
    ['0_copy', `it is a copy of /0, ${same}`],
    ['1', `it is a copy of /backup, ${same}`],
  ])
  expect(kinds).not.toContain('looks-like-same-run')
})

test('so is a training that was done again with the same seed, at another time', async () => {
  const record = (start: number) => {
    const value = course(1)
    const step = value.map((_, at) => at)
    const loss = { value, step, time_s: step.map((at) => at * (1 + start / 10)) }
    return JSON.stringify({ record: 1, started_at_ms: start, duration_s: start, metrics: { loss } })
  }
  const { order } = await load({ 'a/run_record.json': record(1), 'b/run_record.json': record(2) })
  expect(order).toEqual(['a'])
})

test('runs to which a tracker gave ids of their own count, and that they look the same is told', async () => {
  const metrics = { loss: course(1) }
  const { order, kinds } = await load({
    ...mlflowRun(`mlruns/1/${'a'.repeat(32)}`, { metrics }),
    ...mlflowRun(`mlruns/1/${'b'.repeat(32)}`, { metrics }),
  })
  expect(order).toHaveLength(2)
  expect(kinds).toContain('looks-like-same-run')
})

test.each([
  ['another seed', ['seed=1'], { loss: course(1) }],
  ['another value in the middle of a history', ['seed=0'], { loss: course(1).with(4, 0.5) }],
  ['another metric beside the equal one', ['seed=0'], { loss: course(1), acc: course(2) }],
])('a run with %s counts', async (_, overrides, metrics) => {
  const { order } = await load({
    ...job('0', ['seed=0'], { loss: course(1) }),
    ...job('1', overrides, metrics),
  })
  expect(order).toEqual(['0', '1'])
})

test.each([
  ['a metric that is the same in many trainings', { acc: course(1).map(() => 0.5) }],
  ['whole numbers', { reward: [1, 2, 3, 4, 5, 6, 7, 8] }],
  ['a schedule of the learning rate', { 'lr-Adam': course(1), acc: course(1).map(() => 0.5) }],
])('runs whose values are by chance the same count: %s', async (_, metrics) => {
  const { order } = await load({ ...job('0', ['a=1'], metrics), ...job('1', ['a=1'], metrics) })
  expect(order).toEqual(['0', '1'])
})

test('settings may be whole numbers of any size', async () => {
  const value = course(1)
  const loss = { value, step: value.map((_, at) => at) }
  const record = (seed: string) =>
    `{"record": 1, "params": {"seed": ${seed}}, "metrics": {"loss": ${JSON.stringify(loss)}}}`
  const { order } = await load({
    'a/run_record.json': record('9007199254740993'),
    'b/run_record.json': record('9007199254740993'),
    'c/run_record.json': record('9007199254740992'),
  })
  expect(order).toEqual(['a', 'c'])
})

test('records with ids of their own are runs of their own', async () => {
  const value = course(1)
  const loss = { value, step: value.map((_, at) => at) }
  const record = (id: string) => JSON.stringify({ record: 1, id, metrics: { loss } })
  const { order, kinds } = await load({
    'a/run_record.json': record('one'),
    'b/run_record.json': record('two'),
  })
  expect(order).toEqual(['a', 'b'])
  expect(kinds).toContain('looks-like-same-run')
})
