import { expect, test } from 'vitest'
import type { Scalar, Series, SourceRun } from '../../sources/source.ts'
import { joinContinued } from './joinContinued.ts'

/** A record with a loss of `value` at each of the steps, one second apart. */
function record(
  path: string,
  steps: readonly number[],
  {
    value,
    params = {},
    startedAt,
  }: { value: number; params?: Record<string, Scalar>; startedAt?: number },
) {
  const step = Float64Array.from(steps)
  const loss = { step, value: step.map(() => value), timeS: step.map((_, at) => at) }
  const metrics: [string, Series][] = [
    ['loss', loss],
    ['hp_metric', { step: Float64Array.of(0), value: Float64Array.of(-1) }],
  ]
  const run: SourceRun = {
    path,
    status: 'unknown',
    params: new Map(Object.entries(params)),
    metrics: new Map(metrics),
    files: [],
    findings: [],
    ...(startedAt !== undefined && { startedAt }),
  }
  return { source: { name: 'lightning' }, run }
}

const join = (records: readonly ReturnType<typeof record>[]) =>
  joinContinued(records, { partOf: () => '', relative: (path) => path }).records

test('a record that goes on with an earlier one is one run with it, whose later points count', () => {
  const [run, ...others] = join([
    record('v0', [10, 20, 30], { value: 1, params: { lr: 1, max_epochs: 2 } }),
    record('v1', [21, 31, 41], { value: 2, params: { lr: 1, max_epochs: 4, ckpt_path: 'x' } }),
  ]).map((each) => each.run)
  expect(others).toEqual([])
  expect([...(run?.metrics.get('loss')?.step ?? [])]).toEqual([10, 20, 21, 31, 41])
  expect([...(run?.metrics.get('loss')?.value ?? [])]).toEqual([1, 1, 2, 2, 2])
  expect([...(run?.metrics.get('hp_metric')?.value ?? [])]).toEqual([-1])
  expect(run?.path).toBe('v1')
  expect(run?.params.get('max_epochs')).toBe(4)
  expect(run?.findings).toEqual([
    'v1 goes on with v0 (steps 10 to 30, then 21 to 41): both are one run',
  ])
})

test('a run may be resumed several times, after a session too that got no further', () => {
  const runs = join([
    record('v0', [10, 20, 30], { value: 1 }),
    record('v1', [20], { value: 2 }),
    record('v2', [30, 40], { value: 3 }),
    record('v3', [50], { value: 4 }),
  ])
  expect(runs.map(({ run }) => [run.path, [...(run.metrics.get('loss')?.value ?? [])]])).toEqual([
    ['v1', [2]],
    ['v3', [1, 1, 3, 3, 4]],
  ])
})

test('seconds go on from the start of the first session', () => {
  const [run] = join([
    record('v0', [10, 20], { value: 1, startedAt: 5000 }),
    record('v1', [30], { value: 2, startedAt: 65_000 }),
  ]).map((each) => each.run)
  expect([...(run?.metrics.get('loss')?.timeS ?? [])]).toEqual([0, 1, 60])
  expect(run?.startedAt).toBe(5000)
})

test.each([
  ['that begins anew', [10, 20], { max_epochs: 4 }],
  ['with another seed', [30, 40], { seed: 1 }],
  ['without a step', [Number.NaN], {}],
])('a record %s goes on with none', (_, steps, params) => {
  const records = [record('v0', [10, 20], { value: 1 }), record('v1', steps, { value: 2, params })]
  expect(join(records)).toEqual(records)
})

test('records of different parts of a job do not go on with each other', () => {
  const records = [record('fold_0', [10], { value: 1 }), record('fold_1', [20], { value: 2 })]
  const partOf = ({ run }: { run: SourceRun }) => run.path
  expect(joinContinued(records, { partOf, relative: (path) => path }).records).toEqual(records)
})
