import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { stampFiles } from './fileStamps.ts'

const cwd = mkdtempSync(path.join(tmpdir(), 'thesis-report-'))
writeFileSync(path.join(cwd, 'scalars.csv'), 'epoch\n')
writeFileSync(path.join(cwd, 'events.jsonl'), '{}\n')
const read = (name: string) => ({ path: name, size: 6, mtimeMs: 0 })

test('files are stamped with size, time and the hash of their content, in order', async () => {
  const [first, second] = await stampFiles([read('scalars.csv'), read('scalars.csv')], cwd)
  expect(first).toEqual({
    path: 'scalars.csv',
    size: 6,
    mtime: '1970-01-01T00:00:00.000Z',
    sha256: createHash('sha256').update('epoch\n').digest('hex'),
  })
  expect(second).toEqual(first)
})

test('event logs and files that are gone have no hash', async () => {
  const stamps = await stampFiles([read('events.jsonl'), read('gone.yaml')], cwd)
  expect(stamps.map((stamp) => 'sha256' in stamp)).toEqual([false, false])
})

test('a file of which only a part was read is not read whole to be hashed', async () => {
  const [stamp] = await stampFiles([{ ...read('scalars.csv'), isPart: true }], cwd)
  expect(stamp).toEqual({ path: 'scalars.csv', size: 6, mtime: '1970-01-01T00:00:00.000Z' })
})

test('a file that can no longer be read says why, and the report is made', async () => {
  mkdirSync(path.join(cwd, 'folder.yaml'))
  const [stamp] = await stampFiles([read('folder.yaml')], cwd)
  expect(stamp).toMatchObject({
    size: 6,
    problem: expect.stringContaining('is not a file but a folder'),
  })
  expect(stamp).not.toHaveProperty('sha256')
})

test('data of more than 64 MiB have the hash of what was read of them instead', async () => {
  const parts = [{ dataset: 'X_test', rows: 2, sha256: 'ab' }]
  writeFileSync(path.join(cwd, 'large.h5'), '')
  truncateSync(path.join(cwd, 'large.h5'), 2 ** 26 + 1)
  const [large] = await stampFiles(
    [{ path: 'large.h5', size: 2 ** 26 + 1, mtimeMs: 0, parts }],
    cwd,
  )
  expect(large).toMatchObject({ size: 2 ** 26 + 1, read: parts })
  expect(large).not.toHaveProperty('sha256')
  const [small] = await stampFiles([{ ...read('scalars.csv'), parts }], cwd)
  expect(small).not.toHaveProperty('read')
  expect(small?.sha256).toMatch(/^[0-9a-f]{64}$/)
})
