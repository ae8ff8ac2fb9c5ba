import { ByteWriter, ParquetWriter, parquetWriteBuffer } from 'hyparquet-writer'
import { expect, test } from 'vitest'
import { parquetColumns } from './parquetColumns.ts'

const columnData = [{ name: 'score', data: [0.5, null, 0.25], type: 'DOUBLE' as const }]

test('numbers come back, and what is missing is NaN', async () => {
  const columns = await parquetColumns(parquetWriteBuffer({ columnData }))
  expect(columns.get('score')).toEqual(Float64Array.of(0.5, Number.NaN, 0.25))
})

test('a file that claims a thousand million rows is refused before room is made for them', async () => {
  const writer = new ByteWriter()
  const file = new ParquetWriter({
    writer,
    schema: [
      { name: 'root', num_children: 1 },
      { name: 'score', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
    ],
  })
  file.write({ columnData })
  file.num_rows = 1_000_000_000n
  file.finish()
  await expect(parquetColumns(writer.getBuffer())).rejects.toMatchObject({
    code: 'FILE_TOO_LARGE',
    message: 'it claims 1000000000 rows of 1 columns; at most 134217728 numbers are read',
  })
})

test('every column is there by its name, whatever its type, and each text is told with its place', async () => {
  const texts: [string, number, string][] = []
  const columns = await parquetColumns(
    parquetWriteBuffer({
      columnData: [
        { name: 'event', data: [7, 8, 9, 10], type: 'INT32' },
        { name: 'class', data: ['signal', '1.5', ' ', ''], type: 'STRING' },
      ],
      // Two at a time: the rows of a later group follow those of the first.
      rowGroupSize: 2,
    }),
    (...told) => texts.push(told),
  )
  expect([...columns.keys()]).toEqual(['event', 'class'])
  expect(columns.get('event')).toEqual(Float64Array.of(7, 8, 9, 10))
  expect(columns.get('class')).toEqual(Float64Array.of(Number.NaN, 1.5, Number.NaN, Number.NaN))
  expect(texts).toEqual([
    ['class', 0, 'signal'],
    ['class', 1, '1.5'],
    ['class', 2, ' '],
    ['class', 3, ''],
  ])
})
