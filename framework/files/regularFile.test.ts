import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isRegularFile, readBytes, readChunks, readText, whyNoFile } from './regularFile.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'regular-'))
const file = path.join(folder, 'file')
const pipe = path.join(folder, 'pipe')
writeFileSync(file, 'twelve bytes')
execFileSync('mkfifo', [pipe])
mkdirSync(path.join(folder, 'folder'))
symlinkSync('/dev/zero', path.join(folder, 'zero'))
symlinkSync('file', path.join(folder, 'link'))
symlinkSync('gone', path.join(folder, 'dangling'))
symlinkSync('loop', path.join(folder, 'loop'))
const server = createServer().listen(path.join(folder, 'socket'))
await once(server, 'listening')
server.unref()

test('the content of a file, and of a link to one, is read', () => {
  expect(readText(file)).toBe('twelve bytes')
  expect(readText(path.join(folder, 'link'))).toBe('twelve bytes')
})

test.each([
  ['pipe', 'a pipe'],
  ['zero', 'a device'],
  ['folder', 'a folder'],
  ['socket', 'a socket'],
  ['loop', 'links that lead in a circle'],
])('a %s is refused at once, by its kind', async (name, kind) => {
  const place = path.join(folder, name)
  const refusal = { code: 'FILE_NOT_REGULAR', message: `${place} is not a file but ${kind}` }
  expect(() => readBytes(place)).toThrow(expect.objectContaining(refusal))
  await expect(readChunks(place).next()).rejects.toMatchObject(refusal)
  expect(isRegularFile(place)).toBe(false)
  expect(whyNoFile(place)).toBe(`is not a file but ${kind}`)
})

test('a path without a file says whether nothing is there, or what is', () => {
  expect(whyNoFile(file)).toBeUndefined()
  expect(whyNoFile(path.join(folder, 'dangling'))).toBe('does not exist')
  expect(whyNoFile(path.join(file, 'below'))).toBe('does not exist')
})

test('texts are whole whatever their sizes and the order in which they are read', () => {
  const texts = ['short', 'long '.repeat(50_000), 'brief', '', 'a little longer']
  for (const [at, text] of texts.entries()) writeFileSync(path.join(folder, `text${at}`), text)
  expect(texts.map((_, at) => readText(path.join(folder, `text${at}`)))).toEqual(texts)
})

test('bytes are the reader’s own, which another file does not change', () => {
  const bytes = readBytes(file)
  writeFileSync(path.join(folder, 'other'), 'other twelve')
  readText(path.join(folder, 'other'))
  expect(bytes.toString()).toBe('twelve bytes')
})

test('a path that no system takes is refused, or leads to no file', () => {
  const refusal = {
    code: 'FILE_NOT_REGULAR',
    message: 'weights is not a path: it holds a zero byte',
  }
  expect(() => readBytes('/data/a\0b', { name: 'weights' })).toThrow(
    expect.objectContaining(refusal),
  )
  expect(isRegularFile('/data/a\0b')).toBe(false)
  expect(isRegularFile(path.join(folder, 'x'.repeat(5000)))).toBe(false)
})

test('a file that is larger than its kind ever is says so, by the name that it was given', () => {
  expect(() => readBytes(file, { maxBytes: 11, name: 'config.yaml' })).toThrow(
    'config.yaml has 12 bytes; at most 11 are read',
  )
})

test('a file that is not there is the system’s error', () => {
  expect(() => readBytes(path.join(folder, 'dangling'))).toThrow(/^ENOENT/)
  expect(isRegularFile(path.join(folder, 'dangling'))).toBe(false)
})

test('a file is streamed to its end', async () => {
  const large = path.join(folder, 'large')
  writeFileSync(large, Buffer.alloc(300_000, 'x'))
  let size = 0
  for await (const chunk of readChunks(large)) size += chunk.length
  expect(size).toBe(300_000)
})
