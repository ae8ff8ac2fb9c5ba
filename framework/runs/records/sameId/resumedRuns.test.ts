import { expect, test } from 'vitest'
import { type FakeLoadedRun, loadedRun } from '../../../testing/loadedRun.ts'
import type { LoadedRun } from '../../runRecord.ts'
import { summariseMetric } from '../metrics/metricRecord.ts'
import { seriesOf, wideTable } from '../metrics/wideTable.ts'
import { separateSameIds } from './copies.ts'
import { joinResumed } from './resumedRuns.ts'

/** A record of W&B with a loss at each of the steps. */
function record(
  runDir: string,
  losses: Readonly<Record<number, number>>,
  more: FakeLoadedRun = {},
): LoadedRun {
  const series = {
    step: Float64Array.from(Object.keys(losses), Number),
    value: Float64Array.from(Object.values(losses)),
  }
  return {
    ...loadedRun(runDir, { runId: 'id', sources: ['wandb'], ...more }),
    metrics: [summariseMetric('loss', series, undefined)],
    epochs: wideTable(new Map([['loss', series]])),
  }
}

function course(run: LoadedRun | undefined) {
  const { step = [], value = [] } = seriesOf(run?.epochs ?? []).get('loss') ?? {}
  return Object.fromEntries(Array.from(step, (each, at) => [each, value[at]]))
}

test('the records of a run that was resumed are one, which ends as the last', () => {
  const row = (startedAt: string, durationS: number | null) =>
    [
      ['started_at', startedAt],
      ['duration_s', durationS],
    ] as const
  const runs = [
    record('b', { 5: 3, 6: 2 }, { ended: 'finished', row: row('2024-01-01T12:00:00Z', 60) }),
    record('a', { 0: 1, 4: 4 }, { row: row('2024-01-01T10:00:00Z', null) }),
  ]
  const joined = joinResumed(runs)
  expect(course(joined)).toEqual({ 0: 1, 4: 4, 5: 3, 6: 2 })
  expect(joined).toMatchObject({
    runDir: 'b',
    ended: 'finished',
    row: row('2024-01-01T10:00:00Z', 60),
    metrics: [
      {
        last: 2,
        min: { value: 1, step: 0 },
        max: { value: 4, step: 4 },
        count: 4,
      },
    ],
  })
  expect(joined?.findings.map(({ detail }) => detail)).toEqual([
    'it goes on with a, whose run id it has (steps 0 to 4, then steps 5 to 6): both are one run',
  ])
})

test('where steps repeat the later record counts, and so do its parameters, which is told', () => {
  const joined = joinResumed([
    record('a', { 0: 9, 2: 8, 3: 1 }, { overrides: { lr: 0.1 } }),
    record('b', { 2: 7, 4: 6 }, { overrides: { lr: 0.2 } }),
  ])
  expect(course(joined)).toEqual({ 0: 9, 2: 7, 3: 1, 4: 6 })
  expect(joined?.metrics).toMatchObject([{ last: 6, min: { value: 1 }, count: 4 }])
  expect(joined?.overrides).toEqual([{ key: 'lr', value: 0.2 }])
  expect(joined?.findings.at(-1)?.detail).toContain('lr (0.2, not 0.1)')
})

test('values that are not finite count as logged', () => {
  const joined = joinResumed([
    record('a', { 0: 1, 1: Number.NaN }),
    record('b', { 2: Number.POSITIVE_INFINITY }),
  ])
  expect(joined?.metrics).toMatchObject([{ last: null, diverged: 'Infinity', count: 3 }])
})

test('a metric that only one record has keeps its values', () => {
  const accuracy = { step: Float64Array.of(1), value: Float64Array.of(0.5) }
  const other = {
    ...record('b', {}),
    metrics: [summariseMetric('acc', accuracy, 'max')],
    epochs: wideTable(new Map([['acc', accuracy]])),
  }
  const joined = joinResumed([record('a', { 0: 1 }), other])
  expect(joined?.metrics).toMatchObject([
    { name: 'loss', last: 1 },
    { name: 'acc', last: 0.5, goal: 'max' },
  ])
})

test('files are named from the directory of the last record', () => {
  const files = [{ name: 'x.wandb', size: 1, mtimeMs: 1 }]
  const joined = joinResumed([
    record('w/a', { 0: 1 }, { files }),
    record('w/b', { 1: 1 }, { files }),
  ])
  expect(joined?.files.map(({ name }) => name)).toEqual(['../a/x.wandb', 'x.wandb'])
})

test('a start that broke off before its first step adds nothing, and two of them are told', () => {
  const begun = record('a', {})
  expect(course(joinResumed([begun, record('b', { 0: 1 })]))).toEqual({ 0: 1 })
  expect(joinResumed([begun, record('b', {}, { overrides: { lr: 1 } })])).toBeUndefined()
})

test.each([
  ['that begins again', {}, { 0: 1, 9: 2 }],
  ['that does not get as far', {}, { 2: 1, 3: 2 }],
  ['of another project', { collection: { kind: 'project', name: 'other' } }, { 5: 1 }],
  ['of another source', { sources: ['mlflow'] }, { 5: 1 }],
  ['of a job of Hydra', { isJob: true }, { 5: 1 }],
] as const)('a record %s is a run of its own, which is told', (_, more, losses) => {
  const runs = [record('a', { 0: 1, 4: 1 }), record('b', losses, more)]
  expect(joinResumed(runs)).toBeUndefined()
  expect(separateSameIds(runs)).toMatchObject({ runs, findings: [{ kind: 'same-run-id' }] })
})

test('a copy of one of the records is left out before they are joined', () => {
  const { runs, copies } = separateSameIds([
    record('latest-run', { 5: 1 }),
    record('run-1-id', { 0: 1, 4: 1 }),
    record('run-2-id', { 5: 1 }),
    record('run-other', { 0: 1 }, { runId: 'other' }),
  ])
  expect(runs.map(({ runDir }) => runDir)).toEqual(['run-2-id', 'run-other'])
  expect(course(runs[0])).toEqual({ 0: 1, 4: 1, 5: 1 })
  expect(copies.map(({ runDir }) => runDir)).toEqual(['latest-run'])
})
