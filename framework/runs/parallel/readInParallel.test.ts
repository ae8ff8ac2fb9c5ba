import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { fakeSweep } from '../../testing/fakeSweep.ts'
import { readInParallel } from './readInParallel.ts'

let runDirs: readonly string[]

beforeAll(() => {
  const seeds = Array.from({ length: 100 }, (_, seed) => seed)
  const root = mkdtempSync(path.join(tmpdir(), 'parallel-'))
  runDirs = fakeSweep({ root, axes: { 'phase1.trainer.seed': seeds }, epochs: 2 }).runDirs
})

test('reads the same in the same order with and without workers', async () => {
  const dirs = [...runDirs.slice(0, 50), '/nowhere', ...runDirs.slice(50)]
  const alone = await readInParallel(dirs, { requireComplete: true }, 0)
  expect(alone.map(({ runDir }) => runDir)).toEqual(dirs)
  expect(alone.filter(({ status }) => status === 'skipped')).toHaveLength(1)
  expect(await readInParallel(dirs, { requireComplete: true }, 2)).toEqual(alone)
  expect(await readInParallel(dirs, { requireComplete: true })).toEqual(alone)
})

test('does not wait for workers that come too late for any run', async () => {
  const [first = ''] = runDirs
  const results = await readInParallel([first], { requireComplete: true }, 3)
  expect(results.map(({ status }) => status)).toEqual(['loaded'])
})
