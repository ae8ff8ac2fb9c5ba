import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { writeBackLinks } from './backLinks.ts'

function makeRun(): { cwd: string; pointer: string } {
  const cwd = mkdtempSync(path.join(tmpdir(), 'thesis-report-'))
  mkdirSync(path.join(cwd, 'run'))
  return { cwd, pointer: path.join(cwd, 'run', 'report_pointer.txt') }
}

test('each report adds its id as a line', async () => {
  const { cwd, pointer } = makeRun()
  await writeBackLinks(['run'], 'report_1', cwd)
  await writeBackLinks(['run'], 'report_2', cwd)
  expect(readFileSync(pointer, 'utf8')).toBe('report_1\nreport_2\n')
})

test('an id is written once', async () => {
  const { cwd, pointer } = makeRun()
  await writeBackLinks(['run'], 'report_1', cwd)
  await writeBackLinks(['run'], 'report_1', cwd)
  expect(readFileSync(pointer, 'utf8')).toBe('report_1\n')
})

test('a last line without its end stays a line of its own', async () => {
  const { cwd, pointer } = makeRun()
  writeFileSync(pointer, 'report_0')
  await writeBackLinks(['run'], 'report_1', cwd)
  expect(readFileSync(pointer, 'utf8')).toBe('report_0\nreport_1\n')
})

test('concurrent reports lose no line', async () => {
  const { cwd, pointer } = makeRun()
  const ids = Array.from({ length: 50 }, (_, index) => `report_${index}`)
  await Promise.all(ids.map((id) => writeBackLinks(['run'], id, cwd)))
  const lines = readFileSync(pointer, 'utf8').trimEnd().split('\n')
  expect(lines.toSorted()).toEqual(ids.toSorted())
})

test('a run that cannot be written is reported and the others are linked', async () => {
  const { cwd, pointer } = makeRun()
  const failures = await writeBackLinks(['gone', 'run'], 'report_1', cwd)
  expect(failures.map((failure) => failure.runDir)).toEqual(['gone'])
  expect(readFileSync(pointer, 'utf8')).toBe('report_1\n')
})

test('a link in place of the file is not followed', async () => {
  const { cwd, pointer } = makeRun()
  const victim = path.join(cwd, 'victim.txt')
  writeFileSync(victim, 'untouched')
  symlinkSync(victim, pointer)
  const failures = await writeBackLinks(['run'], 'report_1', cwd)
  expect(failures[0]?.reason).toContain('is not a regular file')
  expect(readFileSync(victim, 'utf8')).toBe('untouched')
})
