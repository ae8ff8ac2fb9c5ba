import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isDirectory } from './isDirectory.ts'
import { makeFolder } from './makeFolder.ts'

const root = mkdtempSync(path.join(tmpdir(), 'folders-'))

test('a folder is made with those that lead to it, and may be there already', async () => {
  const folder = path.join(root, 'a/b/c')
  await makeFolder(folder)
  await makeFolder(folder)
  expect(isDirectory(folder)).toBe(true)
})

test('what is asked for twice at once is made once', async () => {
  const folder = path.join(root, 'x/y/z')
  await Promise.all([makeFolder(folder), makeFolder(folder), makeFolder(path.join(root, 'x/y'))])
  expect(isDirectory(folder)).toBe(true)
})

test('a file in the way is an error', async () => {
  writeFileSync(path.join(root, 'file'), '')
  await expect(makeFolder(path.join(root, 'file'))).rejects.toMatchObject({ code: 'EEXIST' })
  await expect(makeFolder(path.join(root, 'file/sub'))).rejects.toMatchObject({ code: 'ENOTDIR' })
})

test.skipIf(process.platform !== 'linux')(
  'below /proc it fails instead of trying forever',
  async () => {
    await expect(makeFolder('/proc/self/reports/new')).rejects.toMatchObject({ code: 'ENOENT' })
  },
)
