import { writeFileSync } from 'node:fs'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import { runsOf } from '../testing/exampleRuns.ts'
import { writeTree } from '../testing/files/writeTree.ts'
import { fromParquet, toParquet } from './parquet.ts'

async function readBack(rows: readonly Record<string, unknown>[]) {
  const file = `${writeTree({})}/runs.parquet`
  writeFileSync(file, await toParquet(runsOf(rows)))
  return parquetReadObjects({ file: await asyncBufferFromFile(file) })
}

test('numbers are doubles to the last digit, missing cells null', async () => {
  const rows = [
    { run: 'a', acc: 0.1 + 0.2, ok: true, none: null },
    { run: 'b', acc: null, ok: false, none: null },
    { run: 'ü\n', acc: -1e-300, ok: null, none: null },
  ]
  expect(await readBack(rows)).toEqual(rows)
})

test('infinities stay, and a column of several types is text', async () => {
  expect(
    await readBack([
      { x: Infinity, y: 1 },
      { x: 1, y: 'a' },
      { x: 2, y: true },
    ]),
  ).toEqual([
    { x: Infinity, y: '1' },
    { x: 1, y: 'a' },
    { x: 2, y: 'true' },
  ])
})

test('a table without rows can be written', async () => {
  expect(await readBack([])).toEqual([])
})

test('a table is read back as it was written, or the columns of it that are wanted', async () => {
  const rows = [
    { run: 'a', acc: 0.1 + 0.2, ok: true, none: null },
    { run: 'b', acc: null, ok: false, none: null },
  ]
  const bytes = await toParquet(runsOf(rows))
  expect((await fromParquet(bytes)).objects()).toEqual(rows)
  expect((await fromParquet(bytes, (name) => name === 'acc')).objects()).toEqual([
    { acc: 0.1 + 0.2 },
    { acc: null },
  ])
  expect((await fromParquet(await toParquet(runsOf([])))).numRows()).toBe(0)
})
