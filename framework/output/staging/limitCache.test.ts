import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { filesNotUsedFor, limitCache } from './limitCache.ts'

/** Three files of 100 bytes, used 3, 2 and 1 days ago. */
function cache(): string {
  const cacheDir = mkdtempSync(path.join(tmpdir(), 'cache-'))
  for (const [folder, name, days] of [
    ['facts', 'oldest', 3],
    ['inference', 'older', 2],
    ['facts', 'newest', 1],
  ] as const) {
    const file = path.join(cacheDir, folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, 'x'.repeat(100))
    const then = Date.now() / 1000 - days * 86_400
    utimesSync(file, then, then)
  }
  return cacheDir
}

test('what was not used for longest goes first, until the rest fits', async () => {
  const cacheDir = cache()
  await limitCache(cacheDir, 200)
  expect(readdirSync(path.join(cacheDir, 'facts'))).toEqual(['newest'])
  expect(readdirSync(path.join(cacheDir, 'inference'))).toEqual(['older'])
})

test('a cache within its limit stays as it is', async () => {
  const cacheDir = cache()
  await limitCache(cacheDir, 300)
  expect(readdirSync(path.join(cacheDir, 'facts'))).toEqual(['newest', 'oldest'])
})

test('files are told by the days since they were used', () => {
  const cacheDir = cache()
  expect(filesNotUsedFor(cacheDir, 2.5)).toEqual([path.join(cacheDir, 'facts/oldest')])
})
