import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { compiledFile } from '../compiledFile.ts'
import { testSweep } from '../testing/testProject.ts'
import { retryStale, retryStaleLater } from './retryStale.ts'

const { ESTALE, EIO } = constants.errno

/** Fails so often before it succeeds. */
function failing(times: number, errno: number): () => string {
  let left = times
  return () => {
    if (left-- > 0) throw Object.assign(new Error('no'), { errno: -errno })
    return 'done'
  }
}

test('a stale handle is opened anew, twice at most', async () => {
  expect(retryStale(failing(2, ESTALE))).toBe('done')
  expect(() => retryStale(failing(3, ESTALE))).toThrow('no')
  await expect(retryStaleLater(async () => failing(0, ESTALE)())).resolves.toBe('done')
  const later = failing(2, ESTALE)
  await expect(retryStaleLater(async () => later())).resolves.toBe('done')
})

test('another error is not tried again', () => {
  const act = failing(1, EIO)
  expect(() => retryStale(act)).toThrow('no')
  expect(act()).toBe('done')
})

const TRACED = ['-f', '-qq', '-o', '/dev/null', '-e']
const canTrace = spawnSync('strace', [...TRACED, 'trace=rename', 'true']).status === 0

test.skipIf(!canTrace)(
  'the cache is read and written where the file server says ESTALE once',
  () => {
    const { root, sweepDir } = testSweep()
    const cacheDir = mkdtempSync(path.join(tmpdir(), 'cache-'))
    const script = `
    import { loadRuns } from ${JSON.stringify(compiledFile('index'))}
    const { warnings } = await loadRuns(${JSON.stringify({ sweepDir, cacheDir })})
    console.log(warnings.map(({ kind }) => kind).filter((kind) => /cache/.test(kind)).length)`
    const read = (fault: string, words: readonly string[] = []) =>
      spawnSync(
        'strace',
        [...TRACED, fault, ...words, process.execPath, '--input-type=module', '-e', script],
        // strace counts the calls of each thread.
        { cwd: root, encoding: 'utf8', env: { ...process.env, UV_THREADPOOL_SIZE: '1' } },
      )
    expect(read('inject=rename:error=ESTALE:when=1').stdout).toBe('0\n')
    const [file = ''] = readdirSync(path.join(cacheDir, 'facts'))
    expect(file).toMatch(/\.facts$/)
    const place = path.join(cacheDir, 'facts', file)
    expect(read('inject=openat:error=ESTALE:when=1', ['-P', place]).stdout).toBe('0\n')
  },
)
