import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ownIdentity, type ProcessIdentity } from '../../files/processIdentity.ts'
import { openReportDirectory } from '../reportDirectory.ts'
import { findLeftovers } from './leftovers.ts'
import { readRecord, recordFile, type StagingRecord } from './stagingRecord.ts'

const NAME = 'report_20251103-142813_x'
const { pid: deadPid } = spawnSync(process.execPath, ['--version'])
const dead: ProcessIdentity = { ...ownIdentity(), pid: deadPid }
const elsewhere: ProcessIdentity = { ...ownIdentity(), host: 'another-machine' }

function staged(owner: ProcessIdentity | undefined, record: Partial<StagingRecord> = {}) {
  const outputRoot = mkdtempSync(path.join(tmpdir(), 'leftovers-'))
  const folder = path.join(outputRoot, '.cache/staging')
  const target = path.join(outputRoot, 'reports', NAME)
  mkdirSync(path.join(folder, NAME), { recursive: true })
  mkdirSync(path.dirname(target))
  const file = recordFile(path.join(folder, NAME))
  if (owner) {
    const content = { version: 1, process: owner, target, runsToLink: [], ...record }
    writeFileSync(file, JSON.stringify(content))
  }
  const age = (days: number) => {
    const then = Date.now() / 1000 - days * 86_400
    for (const place of [path.join(folder, NAME), file]) {
      if (existsSync(place)) utimesSync(place, then, then)
    }
  }
  return { folder, file, target, age, staging: path.join(folder, NAME) }
}

const kinds = (folder: string) => findLeftovers(folder).map(({ kind }) => kind)

test('what a dead process has left is removed', async () => {
  const { folder, staging, file } = staged(dead)
  for (const { mend } of findLeftovers(folder)) await mend()
  expect([existsSync(staging), existsSync(file)]).toEqual([false, false])
})

test('what belongs to a process that runs stays, however old', async () => {
  const { folder, age } = staged(ownIdentity())
  age(365)
  expect(findLeftovers(folder)).toEqual([])
})

test('a later process with the number of a dead one does not keep its folder', async () => {
  const { folder } = staged({ ...ownIdentity(), started: '1' })
  expect(kinds(folder)).toEqual(['remove', 'remove'])
})

test('what belongs to another machine stays for a week', async () => {
  const { folder, age } = staged(elsewhere)
  age(6)
  expect(findLeftovers(folder)).toEqual([])
  age(8)
  expect(kinds(folder)).toEqual(['remove', 'remove'])
})

test('a folder that nobody claims stays for a day', async () => {
  const { folder, age } = staged(undefined)
  expect(findLeftovers(folder)).toEqual([])
  age(2)
  expect(kinds(folder)).toEqual(['remove'])
})

test('what has not the name of a report stays, however old, as does all behind a link', async () => {
  const { folder, staging, age } = staged(undefined)
  age(365)
  const other = path.join(folder, 'thesis')
  renameSync(staging, other)
  utimesSync(other, 0, 0)
  expect(findLeftovers(folder)).toEqual([])
  renameSync(other, staging)
  const link = path.join(path.dirname(folder), 'link')
  symlinkSync(folder, link)
  expect(findLeftovers(link)).toEqual([])
  expect(kinds(folder)).toEqual(['remove'])
})

test('runs get the lines of a report whose process died before it wrote them, once', async () => {
  const run = mkdtempSync(path.join(tmpdir(), 'run-'))
  const { folder, staging, target, file } = staged(dead, { runsToLink: [run, '/gone/run'] })
  mkdirSync(target)
  spawnSync('rmdir', [staging])
  const [leftover] = findLeftovers(folder)
  expect(leftover).toMatchObject({ kind: 'link', path: target, runs: [run, '/gone/run'] })
  await leftover?.mend()
  expect(readFileSync(path.join(run, 'report_pointer.txt'), 'utf8')).toBe(`${NAME}\n`)
  expect(existsSync(file)).toBe(false)
  expect(findLeftovers(folder)).toEqual([])
})

test('a live report whose place nothing took gets it back', async () => {
  const { folder, staging, target } = staged(dead)
  mkdirSync(`${staging}.earlier`)
  writeFileSync(path.join(`${staging}.earlier`, 'report.json'), '{}')
  for (const { mend } of findLeftovers(folder)) await mend()
  expect(existsSync(path.join(target, 'report.json'))).toBe(true)
})

test('a report in the making says whose it is, until its runs have their lines', async () => {
  const outputRoot = mkdtempSync(path.join(tmpdir(), 'leftovers-'))
  const report = await openReportDirectory({ outputRoot, name: 'x', now: new Date() })
  const file = recordFile(path.join(outputRoot, '.cache/staging', report.id))
  expect(readRecord(file)).toMatchObject({ process: ownIdentity(), target: report.path })
  await report.publish(['/some/run'])
  expect(readRecord(file)?.runsToLink).toEqual(['/some/run'])
  await report.linked()
  expect(existsSync(file)).toBe(false)
})
