import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Dataset } from 'h5wasm/node'
import { beforeAll, expect, test } from 'vitest'
import { openRowsDataset } from '../rowsDataset.ts'
import { loadHdf5Library } from './hdf5Library.ts'
import { Hdf5Files } from './hdf5Links.ts'
import { RowReader } from './rowReader.ts'

const path = join(mkdtempSync(join(tmpdir(), 'packed-')), 'packed.h5')

type Dtype = '<b' | '<h' | '<i' | '<f' | '<d' | 'S3'
type Attribute = readonly [name: string, value: number | readonly number[] | string, dtype: Dtype]

beforeAll(async () => {
  const library = await loadHdf5Library()
  const file = new library.File(path, 'w')
  const write = (
    name: string,
    data: Int16Array | Int32Array | Float32Array,
    ...attributes: readonly Attribute[]
  ) => {
    file.create_dataset({ name, data, shape: [data.length] })
    const dataset = file.get(name) as Dataset
    for (const [attribute, value, dtype] of attributes) {
      const isList = typeof value === 'object'
      const values = isList ? [...value] : value
      dataset.create_attribute(attribute, values, isList ? [value.length] : [], dtype)
    }
  }
  const shorts = Int16Array.of(-32768, -3, 0, 1, 32767)
  write('doubles', shorts, ['scale_factor', [0.001], '<d'], ['add_offset', [0.5], '<d'])
  write('singles', shorts, ['scale_factor', 0.001, '<f'], ['add_offset', 0.5, '<f'])
  write('scaled', shorts, ['scale_factor', 0.001, '<d'])
  write('moved', Int32Array.of(16777217), ['add_offset', 0.5, '<f'])
  const missing: Attribute = ['missing_value', [1, 0], '<h']
  const factor: Attribute = ['scale_factor', 0.1, '<d']
  write('packed', shorts, factor, ['_FillValue', [-32768], '<h'], missing)
  write('filled', Float32Array.of(1, 0.1, 3), ['_FillValue', [0.1], '<d'])
  write('plain', shorts, ['units', 'GeV', 'S3'])
  write('text', shorts, ['scale_factor', '0.1', 'S3'])
  write('two', shorts, ['scale_factor', [1, 2], '<d'])
  write('infinite', shorts, ['add_offset', Number.POSITIVE_INFINITY, '<d'])
  write('text_missing', shorts, ['missing_value', 'NaN', 'S3'])
  write('X_test', Int16Array.of(5, -1), ['scale_factor', 0.5, '<d'], ['_FillValue', [-1], '<h'])
  write('Y_test', Int16Array.of(1, -9), ['_FillValue', [-9], '<h'])
  file.close()
})

/** The values of a dataset. */
async function valuesOf(name: string): Promise<Float32Array | Float64Array> {
  const files = new Hdf5Files(path)
  try {
    const found = await files.find(name)
    if (found === undefined) throw new Error(`no dataset ${name}`)
    const rows = new RowReader(found)
    return rows.read(0, rows.nRows).values
  } finally {
    files.close()
  }
}

test('numbers are those that are stored times scale_factor plus add_offset', async () => {
  expect(await valuesOf('doubles')).toEqual(
    Float64Array.of(-32768 * 0.001 + 0.5, -3 * 0.001 + 0.5, 0.5, 0.501, 32767 * 0.001 + 0.5),
  )
  expect(await valuesOf('scaled')).toEqual(
    Float64Array.of(-32768 * 0.001, -3 * 0.001, 0, 0.001, 32767 * 0.001),
  )
})

test('single precision attributes make singles of short integers, doubles of others, as netCDF4 does', async () => {
  // Recorded from netCDF4 1.7 for Python, as the shortest decimal numbers.
  expect(await valuesOf('singles')).toEqual(
    Float32Array.of(-32.268001556396484, 0.49700000882148743, 0.5, 0.5009999871253967, 33.2670021),
  )
  expect(await valuesOf('moved')).toEqual(Float64Array.of(16777217.5))
})

test('values that are _FillValue or missing_value as they are stored are NaN', async () => {
  expect(await valuesOf('packed')).toEqual(
    Float64Array.of(Number.NaN, -3 * 0.1, Number.NaN, Number.NaN, 32767 * 0.1),
  )
  expect(await valuesOf('filled')).toEqual(Float32Array.of(1, Number.NaN, 3))
})

test('datasets without these attributes are as they are stored', async () => {
  expect(await valuesOf('plain')).toEqual(Float64Array.of(-32768, -3, 0, 1, 32767))
})

test('a row with a missing value is not valid, a label that is missing is none', async () => {
  const rows = await openRowsDataset({ path })
  const batch = rows.createBatch(2)
  rows.read(0, batch)
  rows.close()
  expect([...batch.features]).toEqual([2.5, 0])
  expect([...batch.isValid]).toEqual([1, 0])
  expect(rows.labels).toEqual(Float64Array.of(1, Number.NaN))
})

test.each([
  [
    'text',
    /Attribute scale_factor of dataset text of .*packed\.h5 does not hold numbers: expected one number/,
  ],
  ['two', /Attribute scale_factor of dataset two of .* is 1, 2: expected one number/],
  ['infinite', /Attribute add_offset of dataset infinite of .* is Infinity: expected one number/],
  ['text_missing', /Attribute missing_value of .* does not hold numbers: expected numbers/],
])('attributes of another kind than numbers are refused: %s', async (name, message) => {
  await expect(valuesOf(name)).rejects.toMatchObject({
    code: 'DATASET_TYPE',
    message: expect.stringMatching(message),
  })
})
