import { expect, test } from 'vitest'
import { loadedRun } from '../../../testing/loadedRun.ts'
import { separateSameIds } from './copies.ts'

const run = (runDir: string, more: Parameters<typeof loadedRun>[1] = {}) =>
  loadedRun(runDir, { runId: 'id', metrics: { loss: [2, 1] }, ...more })

test('a run with the same id and the same content is a copy', () => {
  const { runs, copies } = separateSameIds([run('a'), run('b')])
  expect(runs.map(({ runDir }) => runDir)).toEqual(['a'])
  const reason = 'it is a copy of a: both have the run id id'
  expect(copies).toEqual([{ runDir: 'b', reason, copyOf: 'a' }])
})

test('the one that is named after its id is no copy, wherever it stands', () => {
  const { runs, copies } = separateSameIds([run('wandb/latest-run'), run('wandb/run-2025-id')])
  expect(runs.map(({ runDir }) => runDir)).toEqual(['wandb/run-2025-id'])
  expect(copies.map(({ runDir }) => runDir)).toEqual(['wandb/latest-run'])
})

test.each([
  ['other values', { metrics: { loss: [2, 3] } }],
  ['another metric', { metrics: { acc: [2, 1] } }],
  ['other parameters', { overrides: { lr: 1 } }],
])('one with %s counts, and that is reported', (_, more) => {
  const { runs, findings } = separateSameIds([run('a'), run('b', more)])
  expect(runs).toHaveLength(2)
  expect(findings).toMatchObject([{ kind: 'same-run-id', runDir: 'b' }])
})

test('runs without an id are no copies', () => {
  expect(separateSameIds([run('a', { runId: null }), run('b', { runId: null })]).runs).toHaveLength(
    2,
  )
})
