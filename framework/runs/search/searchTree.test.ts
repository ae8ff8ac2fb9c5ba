import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import type { Source } from '../sources/source.ts'
import { searchTree } from './searchTree.ts'

/** A source that claims each directory with a `metrics.txt`. */
const metrics: Source = {
  name: 'metrics',
  claims: ({ path, entries }) =>
    entries.some(({ name }) => name === 'metrics.txt')
      ? [{ directory: path, names: ['metrics.txt'], isWhole: false }]
      : [],
  read: () => [],
}

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'thesis-report-'))
})

function write(file: string, text = ''): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), text)
}

/** Directories of the jobs, relative, with those of their claims. */
function found(limits?: Parameters<typeof searchTree>[1]['limits']) {
  const { jobs } = searchTree(root, { sources: [metrics], limits })
  const relative = (each: string) => path.relative(root, each)
  return Object.fromEntries(
    jobs.map(({ directory, claims }) => [
      relative(directory),
      claims.map(({ claim }) => relative(claim.directory)),
    ]),
  )
}

test('a claim belongs to the nearest job above it, jobs in natural order', () => {
  for (const job of [2, 10]) {
    write(`multirun/${job}/.hydra/config.yaml`)
    write(`multirun/${job}/logs/version_0/metrics.txt`)
  }
  expect(Object.entries(found())).toEqual([
    ['multirun/2', ['multirun/2/logs/version_0']],
    ['multirun/10', ['multirun/10/logs/version_0']],
  ])
})

test('a claim without Hydra is a run of its own; a job without results is a run too', () => {
  write('lightning_logs/version_0/metrics.txt')
  write('outputs/a/.hydra/config.yaml')
  expect(found()).toEqual({
    'lightning_logs/version_0': ['lightning_logs/version_0'],
    'outputs/a': [],
  })
})

test('below a job that ran in its own working directory each claim is a run', () => {
  write('.hydra/config.yaml')
  write('.hydra/hydra.yaml', 'hydra:\n  run:\n    dir: .\n')
  write('outputs/x/metrics.txt')
  expect(found()).toEqual({ '': [], 'outputs/x': ['outputs/x'] })
})

test('claims of a job come in the order of the sources, wherever below it they lie', () => {
  const late: Source = { ...metrics, name: 'late', isGeneric: true }
  write('0/.hydra/config.yaml')
  write('0/metrics.txt')
  write('0/logs/metrics.txt')
  const { jobs } = searchTree(root, { sources: [metrics, late] })
  expect(jobs[0]?.claims.map(({ source }) => source.name)).toEqual([
    'metrics',
    'metrics',
    'late',
    'late',
  ])
})

test('a run within the directory of another one is its own', () => {
  write('outputs/.hydra/config.yaml')
  write('outputs/a/.hydra/config.yaml')
  write('outputs/a/metrics.txt')
  write('outputs/metrics.txt')
  expect(found()).toEqual({ outputs: ['outputs'], 'outputs/a': ['outputs/a'] })
})

test('what several links lead to counts once, and links in a circle end', () => {
  write('runs/a/metrics.txt')
  symlinkSync(path.join(root, 'runs/a'), path.join(root, 'latest'))
  symlinkSync(root, path.join(root, 'runs/circle'))
  expect(Object.values(found())).toHaveLength(1)
})

test('repositories, packages, caches and finished reports are passed over', () => {
  for (const folder of ['.git', 'node_modules/x', '.cache', 'reports/report_20251103-142813_x']) {
    write(`${folder}/metrics.txt`)
  }
  write('a/metrics.txt')
  expect(found()).toEqual({ a: ['a'] })
})

test('a depth that is reached is reported', () => {
  write('a/b/c/d/metrics.txt')
  const { notSearched } = searchTree(root, {
    sources: [metrics],
    limits: { depth: 2, directories: 100 },
  })
  expect(notSearched).toEqual([
    { path: `${root}/a/b`, reason: 'it lies 2 levels deep; below it nothing is sought' },
  ])
})

test('a number of directories that is reached is reported', () => {
  for (const name of ['a', 'b', 'c']) write(`${name}/metrics.txt`)
  const { jobs, notSearched } = searchTree(root, {
    sources: [metrics],
    limits: { depth: 9, directories: 3 },
  })
  expect(jobs).toHaveLength(2)
  expect(notSearched).toEqual([
    { path: root, reason: expect.stringContaining('only its first 3 directories') },
  ])
})

test('a file that one source claims alone is not shown to those after it', () => {
  write('a/metrics.txt')
  const later: Source = { ...metrics, name: 'later' }
  const sourcesAt = (first: Source) =>
    searchTree(root, { sources: [first, later] }).jobs[0]?.claims.map(({ source }) => source.name)
  expect(sourcesAt(metrics)).toEqual(['metrics', 'later'])
  expect(sourcesAt({ ...metrics, claimsAlone: true })).toEqual(['metrics'])
})
