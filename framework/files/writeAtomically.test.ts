import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { writeAtomically } from './writeAtomically.ts'

const folder = () => mkdtempSync(path.join(tmpdir(), 'atomic-'))

test('writes the file and the folders that lead to it, and nothing else', async () => {
  const root = folder()
  await writeAtomically(path.join(root, 'a/b/file'), 'content')
  expect(readFileSync(path.join(root, 'a/b/file'), 'utf8')).toBe('content')
  expect(readdirSync(path.join(root, 'a/b'))).toEqual(['file'])
})

test('takes the place of an older file, which its readers keep', async () => {
  const file = path.join(folder(), 'file')
  writeFileSync(file, 'old')
  const { ino } = statSync(file)
  await writeAtomically(file, Buffer.from('new'))
  expect(readFileSync(file, 'utf8')).toBe('new')
  expect(statSync(file).ino).not.toBe(ino)
})

test('a failed write leaves nothing beside what was there', async () => {
  const root = folder()
  const taken = path.join(root, 'taken')
  mkdirSync(taken)
  writeFileSync(path.join(taken, 'inside'), '')
  await expect(writeAtomically(taken, 'content')).rejects.toMatchObject({
    code: 'FILE_NOT_REGULAR',
    message: `${taken} is not a file but a folder; remove it`,
  })
  expect(readdirSync(root, { recursive: true })).toEqual(['taken', 'taken/inside'])
})

test('of many writers at once one stands whole', async () => {
  const root = folder()
  const contents = Array.from({ length: 20 }, (_, i) => String(i).repeat(100_000))
  await Promise.all(contents.map((content) => writeAtomically(path.join(root, 'file'), content)))
  expect(contents).toContain(readFileSync(path.join(root, 'file'), 'utf8'))
  expect(readdirSync(root)).toEqual(['file'])
})
