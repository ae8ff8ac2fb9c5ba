import { table } from 'arquero'
import { expect, test } from 'vitest'
import type { RunWarning } from '../../runs/findings.ts'
import type { LoadedRuns } from '../../runs/loadRuns.ts'
import {
  describeWarning,
  requireRuns,
  requireSelected,
  runningWarnings,
  selectionWarnings,
} from './checks.ts'

const runs = table({ run_dir: ['a', 'b'], seed: [42, 43] })

function collected(more: Partial<LoadedRuns>): LoadedRuns {
  return {
    runs,
    parameters: [],
    goals: new Map(),
    dataSections: new Map(),
    perEpoch: new Map(),
    order: [],
    skipped: [],
    warnings: [],
    files: [],
    ...more,
  }
}

test('no valid runs: the reasons of the skipped ones, and what to check', () => {
  const skipped = Array.from({ length: 7 }, (_, at) => ({ runDir: `run_${at}`, reason: 'broken' }))
  const none = collected({ runs: table({ run_dir: [] }), skipped })
  expect(() => requireRuns(none, { sweepDir: ['exp_1', 'exp_2'] })).toThrow(
    /^No valid runs found in exp_1, exp_2; 7 skipped:\n {2}run_0: broken\n[\s\S]*… and 2 more\nCheck that inputs\.sweep_dir/,
  )
  expect(() => requireRuns(collected({}), {})).not.toThrow()
})

test('a select that leaves nothing names the filters and what there is', () => {
  const none = runs.filter(() => false)
  expect(() => requireSelected(runs, none, { seed: 7 })).toThrow(
    'inputs.select leaves none of the 2 runs: seed=[7] (the runs have 42, 43).',
  )
})

test('selected values that no run has are warnings', () => {
  expect(selectionWarnings(runs, { seed: [42, 99] })).toEqual([
    'inputs.select.seed: no run has 99 (the runs have 42, 43).',
  ])
})

test('a null that selects all runs is told where some have no value', () => {
  const some = table({ run_dir: ['a', 'b', 'c'], act: ['relu', null, null], 'opt.lr': [1, 2, 3] })
  expect(selectionWarnings(some, { act: null, opt: { lr: null } })).toEqual([
    'inputs.select.act=null selects all runs; inputs.select.act=[null] selects the 2 runs without a value.',
  ])
  expect(selectionWarnings(some, { act: [null] })).toEqual([])
})

test('runs that may still be training are counted, where their status is known', () => {
  const running = table({ run_dir: ['a', 'b', 'c'], status: ['finished', 'running', 'unknown'] })
  expect(runningWarnings(running)).toEqual([
    expect.stringMatching(/^Of 2 runs of 3 no file says that the training has ended/),
  ])
  expect(runningWarnings(table({ run_dir: ['a'], status: ['finished'] }))).toEqual([])
  expect(runningWarnings(runs)).toEqual([])
})

test('a warning counts the runs that share it', () => {
  const warning = { kind: 'invalid-utf8' as const, detail: 'facts/events.jsonl: not UTF-8' }
  expect(describeWarning({ ...warning, runDirs: ['a'] })).toBe('a: facts/events.jsonl: not UTF-8')
  expect(describeWarning({ ...warning, runDirs: ['a', 'b', 'c'] })).toContain('(likewise 2 others)')
})

test('no valid runs: what looks like records and is not read is named with the reason', () => {
  const warnings: RunWarning[] = [
    { kind: 'unreadable-records', detail: 'Aim keeps RocksDB', runDirs: ['exp/.aim'] },
    { kind: 'goal-by-name', detail: 'loss min', runDirs: ['exp'] },
  ]
  const none = collected({ runs: table({ run_dir: [] }), warnings })
  expect(() => requireRuns(none, { sweepDir: 'exp' })).toThrow(
    /^No valid runs found in exp; 1 skipped:\n {2}exp\/\.aim: Aim keeps RocksDB\nCheck/,
  )
})
