import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ownIdentity } from '../../files/processIdentity.ts'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { clean } from './clean.ts'

const OPTIONS = { unusedFor: '30' }
const { pid: deadPid } = spawnSync(process.execPath, ['--version'])

let userCache: string
let printed = ''
beforeEach(() => {
  userCache = path.join(writeTree({}), 'thesis-report')
  vi.stubEnv('XDG_CACHE_HOME', path.dirname(userCache))
  printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

/** The record of a report that a dead process left, for a report that is to stand at `target`. */
function deadRecord(target: string, runsToLink: readonly string[] = []): string {
  const process = { ...ownIdentity(), pid: deadPid }
  return JSON.stringify({ version: 1, process, target, runsToLink })
}

/** A folder of outputs in which a report was killed while it was made. */
function killed(): { root: string; staging: string } {
  const root = writeTree({
    'reports/report_20260101-120000_x/report.json': '{}',
    '.cache/staging/report_20260102-120000_x/half.txt': '',
  })
  const staging = path.join(root, '.cache/staging/report_20260102-120000_x')
  writeFileSync(`${staging}.json`, deadRecord(path.join(root, 'reports/report_20260102-120000_x')))
  return { root, staging }
}

/** The names that files of the cache have. */
const [A, B, C] = ['a', 'b', 'c'].map((digit) => `facts/${digit.repeat(40)}.facts`)

function used(file: string, daysAgo: number): string {
  const then = Date.now() / 1000 - daysAgo * 86_400
  utimesSync(file, then, then)
  return file
}

/** A project whose config sets the environment of its reports. */
function projectWith(env: string): void {
  const project = writeTree({ 'package.json': '{}' })
  cpSync(path.join(PACKAGE_ROOT, 'configs'), path.join(project, 'configs'), { recursive: true })
  const file = path.join(project, 'configs/env/default.yaml')
  writeFileSync(file, `${readFileSync(file, 'utf8').replace(/^cache_.*\n/gm, '')}${env}\n`)
  vi.spyOn(process, 'cwd').mockReturnValue(project)
}

test('what a killed report left is removed, and finished ones stay', async () => {
  const { root, staging } = killed()
  await clean(root, OPTIONS)
  expect([existsSync(staging), existsSync(`${staging}.json`)]).toEqual([false, false])
  expect(existsSync(path.join(root, 'reports/report_20260101-120000_x/report.json'))).toBe(true)
  expect(printed.match(/^Removed .*$/gm)).toEqual([
    `Removed ${path.relative('', staging)}`,
    `Removed ${path.relative('', staging)}.json`,
  ])
})

test('--dry-run says so and removes nothing', async () => {
  const { root, staging } = killed()
  await clean(root, { ...OPTIONS, dryRun: true })
  expect(printed).toContain(`Would remove ${path.relative('', staging)}\n`)
  expect(existsSync(staging)).toBe(true)
})

test('runs get the pointer lines that a killed report did not come to write', async () => {
  const root = writeTree({
    'runs/a/x': '',
    'reports/report_20260102-120000_x/report.json': '{}',
    '.cache/staging/other': '',
  })
  const run = path.join(root, 'runs/a')
  const record = deadRecord(path.join(root, 'reports/report_20260102-120000_x'), [run])
  writeFileSync(path.join(root, '.cache/staging/report_20260102-120000_x.json'), record)
  await clean(root, OPTIONS)
  expect(readFileSync(path.join(run, 'report_pointer.txt'), 'utf8')).toBe(
    'report_20260102-120000_x\n',
  )
  expect(printed).toMatch(/^Linked 1 run to .*report_20260102-120000_x$/m)
})

test('files of the caches that were not used for so long go, those of the user too', async () => {
  const root = writeTree({ 'reports/x': '', [`.cache/${A}`]: '', [`.cache/${B}`]: '' })
  const own = writeTree({ [`${C}`]: '' })
  cpSync(own, userCache, { recursive: true })
  const [a, b, c] = [
    used(path.join(root, `.cache/${A}`), 3),
    used(path.join(root, `.cache/${B}`), 1),
    used(path.join(userCache, `${C}`), 3),
  ] as const
  await clean(root, { unusedFor: '2' })
  expect([a, b, c].map((file) => existsSync(file))).toEqual([false, true, false])
})

test('the limit of the cache is the one that the config says', async () => {
  projectWith('cache_root: null\ncache_limit: 0.001')
  const root = writeTree({
    'reports/x': '',
    [`.cache/${A}`]: 'x'.repeat(600),
    [`.cache/${B}`]: 'x'.repeat(600),
  })
  const older = used(path.join(root, `.cache/${A}`), 1)
  await clean(root, OPTIONS)
  expect([existsSync(older), existsSync(path.join(root, `.cache/${B}`))]).toEqual([false, true])
})

test('the folder of the cache is the one that the config says', async () => {
  const elsewhere = writeTree({ [`${A}`]: '' })
  projectWith(`cache_root: ${elsewhere}\ncache_limit: 2000`)
  const old = used(path.join(elsewhere, `${A}`), 31)
  await clean(writeTree({ 'reports/x': '' }), OPTIONS)
  expect(existsSync(old)).toBe(false)
})

test('where nothing is left over, that is said', async () => {
  await clean(writeTree({ 'reports/x': '' }), OPTIONS)
  expect(printed).toMatch(/^Nothing is left over below /)
})

test.each(['', 'x', '-1'])('--unused-for "%s" is refused', async (unusedFor) => {
  const cleaning = clean(writeTree({ 'reports/x': '' }), { unusedFor })
  await expect(cleaning).rejects.toThrow('expected a number of days')
})

test('a folder that is not there is refused', async () => {
  await expect(clean('/nowhere', OPTIONS)).rejects.toThrow('There is no folder "/nowhere"')
})
