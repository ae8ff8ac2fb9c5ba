import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { compiledWorker } from './compiledWorker.ts'

/** A package whose source and build are so many seconds old; the build may be absent. */
function packageOf({ source, test = source, build }: Record<string, number | undefined>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'worker-file-'))
  const write = (file: string, ageSeconds: number | undefined) => {
    const full = path.join(root, file)
    mkdirSync(path.dirname(full), { recursive: true })
    if (ageSeconds === undefined) return
    writeFileSync(full, '')
    const time = Date.now() / 1000 - ageSeconds
    utimesSync(full, time, time)
  }
  write('framework/stats/random.ts', 100)
  write('framework/inference/corruptions/permutation.ts', source)
  write('framework/inference/corruptions/permutation.test.ts', test)
  write('dist/.tsbuildinfo', build)
  return root
}

const foundIn = (root: string) =>
  compiledWorker('inference/worker', ['inference', 'stats'], path.join(root, 'framework'))

it('takes the compiled worker where it is newer than its sources', () => {
  const root = packageOf({ source: 20, build: 10 })
  expect(foundIn(root)).toBe(path.join(root, 'dist', 'inference', 'worker.js'))
})

it('takes none where a source is newer: its results would be those of other code', () => {
  expect(foundIn(packageOf({ source: 10, build: 20 }))).toBeUndefined()
})

it('takes none where nothing was built', () => {
  expect(foundIn(packageOf({ source: 10 }))).toBeUndefined()
})

it('does not mind tests', () => {
  expect(foundIn(packageOf({ source: 20, test: 5, build: 10 }))).toBeDefined()
})
