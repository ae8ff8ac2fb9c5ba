import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fakeSweep } from '../../testing/fakeSweep.ts'
import { loadRuns } from '../loadRuns.ts'
import { readRun } from '../readRun.ts'
import { RunsCache } from './runsCache.ts'

const temporaryFolder = () => mkdtempSync(path.join(tmpdir(), 'cache-'))

function twoRuns() {
  const root = temporaryFolder()
  return { root, ...fakeSweep({ root, axes: { 'phase1.trainer.seed': [1, 2] }, epochs: 3 }) }
}

/** Changes one digit of the JSON within, so that it stays JSON. */
function changeDigit(bytes: Buffer): Buffer {
  const at = bytes.indexOf('"loss.total_best",0.') + '"loss.total_best",0.'.length
  bytes[at] = bytes[at] === 0x31 ? 0x32 : 0x31
  return bytes
}

function cachedFile(cacheDir: string): string {
  const [name] = readdirSync(path.join(cacheDir, 'facts'))
  return path.join(cacheDir, 'facts', name as string)
}

describe('the cache', () => {
  test('gives the same as reading anew', async () => {
    const { runDirs } = twoRuns()
    const cacheDir = path.join(temporaryFolder(), 'facts')
    const plain = await loadRuns({ runDirs })
    await loadRuns({ runDirs, cacheDir })
    const cached = await loadRuns({ runDirs, cacheDir })
    expect(cached.runs.objects()).toEqual(plain.runs.objects())
    expect(cached.files).toEqual(plain.files)
    for (const runDir of runDirs) {
      expect(cached.perEpoch.get(runDir)?.objects()).toEqual(plain.perEpoch.get(runDir)?.objects())
    }
  })

  test('is not written again where no run has changed', async () => {
    const { runDirs } = twoRuns()
    const cacheDir = temporaryFolder()
    await loadRuns({ runDirs, cacheDir })
    const before = statSync(cachedFile(cacheDir))
    await loadRuns({ runDirs, cacheDir })
    expect(statSync(cachedFile(cacheDir)).ino).toBe(before.ino)
  })

  test('reads a run again that gained an epoch', async () => {
    const { runDirs } = twoRuns()
    const cacheDir = temporaryFolder()
    await loadRuns({ runDirs, cacheDir })
    appendFileSync(path.join(runDirs[0] as string, 'facts/scalars.csv'), '3,val,,1e-9,1,1,,1\n')
    const { runs } = await loadRuns({ runDirs, cacheDir })
    expect(runs.array('best_epoch')).toEqual([3, expect.any(Number)])
    expect(runs.array('epochs')).toEqual([4, 3])
  })

  const damages: [string, (bytes: Buffer) => Uint8Array | string][] = [
    ['empty', () => ''],
    ['cut', (bytes) => bytes.subarray(0, bytes.length - 8)],
    ['cut in its header', (bytes) => bytes.subarray(0, 10)],
    ['null', () => 'null'],
    ['another format', () => '{"runs": []}'],
    ['changed by a digit', (bytes) => changeDigit(bytes)],
    ['changed in its numbers', (bytes) => bytes.fill(1, bytes.length - 8)],
    ['of a later version', (bytes) => bytes.fill(0xff, 0, 4)],
  ]

  test.each(damages)('counts a file that is %s as absent, and replaces it', async (_, damage) => {
    const { runDirs } = twoRuns()
    const cacheDir = temporaryFolder()
    const { runs, perEpoch } = await loadRuns({ runDirs, cacheDir })
    const file = cachedFile(cacheDir)
    const sound = readFileSync(file)
    writeFileSync(file, damage(Buffer.from(sound)))
    const again = await loadRuns({ runDirs, cacheDir })
    expect(again.runs.objects()).toEqual(runs.objects())
    expect(again.warnings.map(({ kind }) => kind)).toEqual(['cache-damaged'])
    const [first = ''] = runDirs
    expect(again.perEpoch.get(first)?.objects()).toEqual(perEpoch.get(first)?.objects())
    expect(readFileSync(file).equals(sound)).toBe(true)
  })

  test('counts a file of other options in its place as absent', async () => {
    const { runDirs } = twoRuns()
    const [cacheDir, otherCache] = [temporaryFolder(), temporaryFolder()]
    await loadRuns({ runDirs, cacheDir })
    await loadRuns({ runDirs, cacheDir: otherCache, requireComplete: false })
    writeFileSync(cachedFile(cacheDir), readFileSync(cachedFile(otherCache)))
    const { warnings, order } = await loadRuns({ runDirs, cacheDir })
    expect(order).toEqual(runDirs)
    expect(warnings.map(({ kind }) => kind)).toEqual(['cache-damaged'])
  })

  test('knows a run under another spelling of its path', async () => {
    const { root, runDirs } = twoRuns()
    const cacheDir = temporaryFolder()
    await loadRuns({ runDirs, cacheDir })
    const spelled = runDirs.map((dir) => dir.replace(root, `${root}/outputs/..`))
    const { runs, order } = await loadRuns({ runDirs: spelled, cacheDir })
    expect(order).toEqual(spelled)
    expect(runs.array('run_dir')).toEqual(spelled)
  })

  test('leaves a warning where it cannot be written', async () => {
    const { runDirs } = twoRuns()
    const file = path.join(temporaryFolder(), 'a-file')
    writeFileSync(file, '')
    const { order, warnings } = await loadRuns({ runDirs, cacheDir: path.join(file, 'facts') })
    expect(order).toEqual(runDirs)
    expect(warnings.map(({ kind }) => kind)).toEqual(['cache-not-written'])
  })
})

test('what shards have read makes one cache, however they divide the runs and in whatever order they end', async () => {
  const axes = { 'phase1.trainer.seed': [1, 2, 3, 4, 5] }
  const { runDirs } = fakeSweep({ root: temporaryFolder(), axes, epochs: 2 })
  const options = { requireComplete: true }
  const results = runDirs.map((runDir) => readRun(runDir, options))
  const shardOfEach = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 5, maxLength: 5 })
  const order = fc.shuffledSubarray([1, 2, 3], { minLength: 3 })
  await fc.assert(
    fc.asyncProperty(shardOfEach, order, async (shards, ended) => {
      const cacheDir = temporaryFolder()
      for (const index of ended) {
        const own = new RunsCache(cacheDir, options, { index, count: 3 })
        for (const [at, runDir] of runDirs.entries()) {
          const result = results[at]
          if (shards[at] === index && result) own.set(runDir, [result], `state of ${at}`)
        }
        await own.save()
      }
      const joined = new RunsCache(cacheDir, options)
      expect(runDirs.map((runDir, at) => joined.get(runDir, `state of ${at}`)?.[0])).toEqual(
        results,
      )
      expect(joined.get(runDirs[0] ?? '', 'another state')).toBe(undefined)
    }),
    { numRuns: 30 },
  )
})
