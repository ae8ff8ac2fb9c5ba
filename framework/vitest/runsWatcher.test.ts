import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Vitest } from 'vitest/node'
import { RunsWatcher } from './runsWatcher.ts'

const NOT_WATCHING = { config: { watch: false } } as Vitest

function watcherOf(folders: readonly string[], fileKinds?: readonly string[]): RunsWatcher {
  const watcher = new RunsWatcher(NOT_WATCHING)
  watcher.watch('/p/reports/x/x.report.ts', { folders, fileKinds })
  return watcher
}

test.each([
  '/data/outputs/multiruns/exp_1/job_0/facts/scalars.csv',
  '/data/outputs/multiruns/exp_1/job_9/.hydra/config.yaml',
])('%s is of the runs', (file) => {
  const watcher = watcherOf(['/data/outputs/multiruns/exp_1'], ['.csv', '.yaml'])
  expect(watcher.reportsOf(file)).toEqual(['/p/reports/x/x.report.ts'])
})

test.each([
  ['in another folder', '/data/outputs/multiruns/exp_10/job_0/facts/scalars.csv'],
  ['of a kind that is not read', '/data/outputs/multiruns/exp_1/job_0/train.log'],
])('a file %s changes no report', (_, file) => {
  expect(watcherOf(['/data/outputs/multiruns/exp_1'], ['.csv']).reportsOf(file)).toEqual([])
})

test.each([
  '/data/outputs/reports/report_20260102-030405_x/training/summary.csv',
  '/data/outputs/.cache/staging/report_20260102-030405_x/training/summary.csv',
  '/data/outputs/reports/index.html',
  '/data/outputs/runs/a/report_pointer.txt',
])('%s is what reports write themselves', (file) => {
  expect(watcherOf(['/data/outputs']).reportsOf(file)).toEqual([])
})

test('before a report knows what it reads, any file of its runs counts', () => {
  expect(watcherOf(['/data/runs.csv']).reportsOf('/data/runs.csv')).toHaveLength(1)
  expect(watcherOf(['/data']).reportsOf('/data/a/metrics.json')).toHaveLength(1)
})

test('a folder is given to the watcher once, one that is not there yet again', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'runs-'))
  const later = path.join(folder, 'later')
  const given: string[][] = []
  const vitest = {
    config: { watch: true },
    vite: { watcher: { add: (folders: string[]) => given.push(folders), on: () => {} } },
  } as unknown as Vitest
  const watcher = new RunsWatcher(vitest)
  const watch = () => watcher.watch('/p/x.report.ts', { folders: [folder, later], fileKinds: [] })
  watch()
  watch()
  mkdirSync(later)
  watch()
  watch()
  expect(given).toEqual([[folder, later], [later], [later], []])
})
