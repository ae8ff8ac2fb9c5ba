import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { ownIdentity } from '../files/processIdentity.ts'
import { writeTree } from '../testing/files/writeTree.ts'
import { expectTemporaryFolder, useTemporaryFolder } from './temporaryFolder.ts'

const { pid: deadPid } = spawnSync(process.execPath, ['--version'])
const DEAD = JSON.stringify({ ...ownIdentity(), pid: deadPid })
const RUNNING = JSON.stringify(ownIdentity())
const ELSEWHERE = JSON.stringify({ ...ownIdentity(), host: 'another-machine' })

function setPlace(place: string): string {
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) vi.stubEnv(name, place)
  return place
}

afterEach(() => {
  vi.unstubAllEnvs()
})

test('temporary files go to a folder of their own, which is removed with them', () => {
  const place = setPlace(writeTree({}))
  const removeTemporary = useTemporaryFolder()
  const folder = tmpdir()
  expect(path.dirname(folder)).toBe(place)
  mkdtempSync(path.join(folder, 'x-'))
  removeTemporary()
  expect(existsSync(folder)).toBe(false)
  expect(tmpdir()).toBe(place)
})

test('the folders of dead processes are removed, and no others', () => {
  const place = setPlace(
    writeTree({
      'thesis-report-dead/process.json': DEAD,
      'thesis-report-running/process.json': RUNNING,
      'thesis-report-elsewhere/process.json': ELSEWHERE,
      'thesis-report-old/process.json': ELSEWHERE,
      'thesis-report-mine/chapter.tex': '',
      'other/process.json': DEAD,
    }),
  )
  const then = Date.now() / 1000 - 8 * 86_400
  utimesSync(path.join(place, 'thesis-report-old/process.json'), then, then)
  useTemporaryFolder()()
  const isThere = (name: string) => existsSync(path.join(place, name))
  expect(['thesis-report-dead', 'thesis-report-old'].filter(isThere)).toEqual([])
  const others = ['thesis-report-running', 'thesis-report-elsewhere', 'thesis-report-mine', 'other']
  expect(others.filter(isThere)).toEqual(others)
})

test('where nothing can be written, the variable that says so is named', () => {
  const place = setPlace(path.join(writeTree({ file: '' }), 'file'))
  expect(() => expectTemporaryFolder()).toThrow(
    `Temporary files cannot be written below ${place} (EEXIST: file already exists, mkdir '${place}'). ` +
      'The variable TMPDIR says so: set TMPDIR to a folder where they can be.',
  )
})

test('a folder that another process removes meanwhile, or that may not be listed, is no fault', () => {
  const place = setPlace(writeTree({ 'thesis-report-gone/process.json': DEAD }))
  const owner = path.join(place, 'thesis-report-gone/process.json')
  rmSync(owner)
  // It is seen when the folder is listed, and gone when it is looked at.
  symlinkSync(path.join(place, 'nowhere'), owner)
  expect(() => useTemporaryFolder()()).not.toThrow()
})
