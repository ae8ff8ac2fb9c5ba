import { execFileSync } from 'node:child_process'
import { mkdirSync, truncateSync } from 'node:fs'
import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { ClaimFiles } from './claimFiles.ts'

test('a text loses its byte order mark, and the file is noted', () => {
  const directory = writeTree({ 'a.csv': '\ufeffx' })
  const files = new ClaimFiles({ directory })
  expect(files.text('a.csv')).toBe('x')
  expect(files.files).toEqual([{ path: 'a.csv', size: 4, mtimeMs: expect.any(Number) }])
  expect(files.text('b.csv')).toBeUndefined()
})

test('UTF-16 is refused by its name, with a byte order mark and without one', () => {
  for (const start of ['\ufeff', '']) {
    const little = Buffer.from(`${start}step,loss\n`, 'utf16le')
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      const files = new ClaimFiles({ directory: writeTree({ 'a.csv': bytes }) })
      expect(() => files.text('a.csv')).toThrow('a.csv is UTF-16 and is not read; save it as UTF-8')
    }
  }
})

test('a file that is too large is refused before it is read', () => {
  const directory = writeTree({ 'a.csv': '' })
  truncateSync(`${directory}/a.csv`, 2 ** 40)
  const files = new ClaimFiles({ directory })
  const problem = `a.csv has ${2 ** 40} bytes; at most 134217728 are read`
  expect(() => files.text('a.csv')).toThrow(problem)
  expect(() => files.open('a.csv', () => 1, { maxBytes: 134217728 })).toThrow(problem)
  expect(files.files).toMatchObject([{ isPart: true }, { isPart: true }])
})

test('only regular files are read', () => {
  const directory = writeTree({})
  mkdirSync(`${directory}/folder.csv`)
  execFileSync('mkfifo', [`${directory}/pipe.csv`])
  const files = new ClaimFiles({ directory })
  expect(() => files.text('folder.csv')).toThrow('folder.csv is not a file')
  expect(() => files.text('pipe.csv')).toThrow('pipe.csv is not a file')
})

test('bytes that are no UTF-8 are reported', () => {
  const directory = writeTree({ 'a.csv': Uint8Array.of(0x61, 0xff) })
  const files = new ClaimFiles({ directory })
  expect(files.text('a.csv')).toBe('a\ufffd')
  expect(files.findings).toEqual(['a.csv is not valid UTF-8; the bytes in question show as U+FFFD'])
})
