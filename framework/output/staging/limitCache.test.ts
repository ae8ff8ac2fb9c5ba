import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { loadRuns } from '../../runs/loadRuns.ts'
import { fakeSweep } from '../../testing/fakeSweep.ts'
import { filesNotUsedFor, limitCache, unfinishedCacheFiles } from './limitCache.ts'

const OLDEST = `${'a'.repeat(40)}.facts`
const OLDER = `${'b'.repeat(64)}.json`
const NEWEST = `${'c'.repeat(40)}.1-of-2-0123abcd.facts`

/** Three files of 100 bytes, used 3, 2 and 1 days ago, and others of the user's. */
function cache(): string {
  const cacheDir = mkdtempSync(path.join(tmpdir(), 'cache-'))
  for (const [folder, name, days] of [
    ['facts', OLDEST, 3],
    ['inference', OLDER, 2],
    ['facts', NEWEST, 1],
    ['facts', 'survey.txt', 9],
    ['inference', 'results.csv', 9],
    ['inference', `scores.npy.${randomUUID()}`, 9],
  ] as const) {
    const file = path.join(cacheDir, folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, 'x'.repeat(100))
    const then = Date.now() / 1000 - days * 86_400
    utimesSync(file, then, then)
  }
  return cacheDir
}

const namesIn = (cacheDir: string, folder: string) =>
  readdirSync(path.join(cacheDir, folder)).filter((name) => [OLDEST, OLDER, NEWEST].includes(name))

test('what others keep in folders of these names stays, whatever its age', async () => {
  const cacheDir = cache()
  await limitCache(cacheDir, 0)
  expect(filesNotUsedFor(cacheDir, 0)).toEqual([])
  expect(unfinishedCacheFiles(cacheDir)).toEqual([])
  expect(readdirSync(path.join(cacheDir, 'facts'))).toEqual(['survey.txt'])
  expect(readdirSync(path.join(cacheDir, 'inference'))).toHaveLength(2)
})

test('every file of a cache is known by its name', async () => {
  const cacheDir = mkdtempSync(path.join(tmpdir(), 'cache-'))
  const { sweepDir } = fakeSweep({ root: cacheDir, axes: { seed: [1] }, epochs: 1 })
  await loadRuns({ sweepDir, cacheDir })
  expect(readdirSync(path.join(cacheDir, 'facts'))).toHaveLength(1)
  expect(filesNotUsedFor(cacheDir, -1)).toHaveLength(1)
})

test('what was not used for longest goes first, until the rest fits', async () => {
  const cacheDir = cache()
  await limitCache(cacheDir, 200)
  expect(namesIn(cacheDir, 'facts')).toEqual([NEWEST])
  expect(namesIn(cacheDir, 'inference')).toEqual([OLDER])
})

test('a cache within its limit stays as it is', async () => {
  const cacheDir = cache()
  await limitCache(cacheDir, 300)
  expect(namesIn(cacheDir, 'facts')).toEqual([OLDEST, NEWEST])
})

test('files are told by the days since they were used', () => {
  const cacheDir = cache()
  expect(filesNotUsedFor(cacheDir, 2.5)).toEqual([path.join(cacheDir, 'facts', OLDEST)])
})
