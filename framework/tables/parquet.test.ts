import { writeFileSync } from 'node:fs'
import { table } from 'arquero'
import fc from 'fast-check'
import { asyncBufferFromFile, parquetMetadata, parquetReadObjects } from 'hyparquet'
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

test('cells that are undefined or in arrays of another kind come back as what they hold, NaN as missing', async () => {
  const made = table([
    ['x', [1, undefined, 3]],
    ['name', ['a', undefined, null]],
    ['flag', [undefined, true, false]],
    ['double', Float64Array.of(0.5, Number.NaN, -0.25)],
    ['whole', Int32Array.of(1, 2, 3)],
  ])
  expect((await fromParquet(await toParquet(made))).objects()).toEqual([
    { x: 1, name: 'a', flag: null, double: 0.5, whole: 1 },
    { x: null, name: null, flag: true, double: null, whole: 2 },
    { x: 3, name: null, flag: false, double: -0.25, whole: 3 },
  ])
})

test('lists and other objects are their JSON, missing cells among them stay missing', async () => {
  const rows = [{ x: [1, 2] }, { x: null }, { x: { a: 'b' } }, { x: 5 }]
  expect(await readBack(rows)).toEqual([
    { x: '[1,2]' },
    { x: null },
    { x: '{"a":"b"}' },
    { x: '5' },
  ])
})

test('numbers are stored as they are, texts that repeat once each, others plain', async () => {
  const bytes = await toParquet(
    table([
      ['x', [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]],
      ['repeated', ['vq', 'vq', 'vq', 'mlp', 'mlp', 'mlp']],
      ['own', ['a', 'b', 'c', 'd', 'e', 'f']],
      ['half', ['a', 'b', 'c', 'a', 'b', 'c']],
      ['ok', [true, true, true, true, true, null]],
    ]),
  )
  const metadata = parquetMetadata(new Uint8Array(bytes).buffer)
  const stored = metadata.row_groups[0]?.columns.map(({ meta_data: column }) => [
    column?.type,
    column?.codec,
    column?.encodings.includes('RLE_DICTIONARY'),
    column?.statistics,
  ])
  expect(stored).toEqual([
    ['DOUBLE', 'UNCOMPRESSED', false, undefined],
    ['BYTE_ARRAY', 'SNAPPY', true, undefined],
    ['BYTE_ARRAY', 'SNAPPY', false, undefined],
    ['BYTE_ARRAY', 'SNAPPY', false, undefined],
    ['BOOLEAN', 'SNAPPY', false, undefined],
  ])
  const nullable = metadata.schema.slice(1).map(({ repetition_type: type }) => type)
  expect(nullable).toEqual(['REQUIRED', 'REQUIRED', 'REQUIRED', 'REQUIRED', 'OPTIONAL'])
})

test('a table is read back from Parquet whatever numbers and texts it holds', async () => {
  const cells = fc.oneof(
    fc.array(fc.option(fc.double({ noNaN: true }))),
    fc.array(fc.option(fc.string())),
    fc.array(fc.option(fc.boolean())),
  )
  await fc.assert(
    fc.asyncProperty(cells, async (column) => {
      const back = await fromParquet(await toParquet(table([['x', column as unknown[]]])))
      expect([...back.array('x')]).toEqual(column)
    }),
    { numRuns: 50 },
  )
})
