import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { fakeSweep } from '../testing/fakeSweep.ts'
import { loadRuns } from './loadRuns.ts'
import { readShard } from './readShard.ts'

function fiveRuns() {
  const root = mkdtempSync(path.join(tmpdir(), 'shard-'))
  const axes = { 'phase1.trainer.seed': [1, 2, 3, 4, 5] }
  const { sweepDir } = fakeSweep({ root, axes, epochs: 2 })
  const cacheDir = path.join(root, 'cache')
  const files = () => readdirSync(path.join(cacheDir, 'facts'))
  return { options: { sweepDir, cacheDir }, files }
}

test.each([1, 2, 7, 40])('what %i shards read is what one process reads', async (count) => {
  const { options, files } = fiveRuns()
  const indices = Array.from({ length: count }, (_, at) => at + 1)
  const read = await Promise.all(indices.map((index) => readShard(options, { index, count })))
  expect(read.reduce((sum, { nOwn }) => sum + nOwn, 0)).toBe(5)
  const { runs } = await loadRuns(options)
  expect(runs.objects()).toEqual((await loadRuns({ sweepDir: options.sweepDir })).runs.objects())
  // What the shards left was enough: nothing new was kept.
  expect(files()).toHaveLength(Math.min(count, 5))
})

test('a shard that runs again reads nothing twice', async () => {
  const { options } = fiveRuns()
  const shard = { index: 1, count: 2 }
  expect(await readShard(options, shard)).toMatchObject({ nOwn: 3, nAll: 5, nKnown: 0 })
  expect(await readShard(options, shard)).toMatchObject({ nOwn: 3, nKnown: 3 })
})

test('a file that a killed shard damaged is read anew, and the others count', async () => {
  const { options, files } = fiveRuns()
  for (const index of [1, 2]) await readShard(options, { index, count: 2 })
  writeFileSync(path.join(options.cacheDir, 'facts', String(files()[0])), 'half')
  expect(await readShard(options, { index: 1, count: 2 })).toMatchObject({ nKnown: 0 })
  expect(await readShard(options, { index: 2, count: 2 })).toMatchObject({ nKnown: 2 })
})

test('a cache that cannot be written is reported', async () => {
  const { options } = fiveRuns()
  rmSync(options.cacheDir, { recursive: true, force: true })
  writeFileSync(options.cacheDir, '')
  const { problems } = await readShard(options, { index: 1, count: 2 })
  expect(problems).toEqual([expect.stringContaining('cannot be kept')])
})
