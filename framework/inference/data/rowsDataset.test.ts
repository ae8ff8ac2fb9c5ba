import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { loadHdf5Library } from './hdf5/hdf5Library.ts'
import { AS_THEY_ARE } from './normalisation.ts'
import { openRowsDataset } from './rowsDataset.ts'

const path = join(mkdtempSync(join(tmpdir(), 'rows-')), 'rows.h5')

beforeAll(async () => {
  const library = await loadHdf5Library()
  const file = new library.File(path, 'w')
  const write = (name: string, data: number[], shape: number[]) =>
    file.create_dataset({ name, data: Float32Array.from(data), shape })
  write('X_train', [0, 10, 2, 10, 4, 16], [3, 2])
  write('X_test', [1, 2, 3, NaN, 5, 6], [3, 2])
  write('Y_test', [0, 1, 1], [3])
  write('W_test', [1, 0.5, 2], [3])
  write('negative', [1, -0.5, 2], [3])
  write('images', [1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2])
  write('one_hot', [0, 1, 1, 0, 0, 0], [3, 2])
  write('one_hot_with_nan', [0, 1, NaN, NaN, 1, 0], [3, 2])
  write('half_nan', [0, 1, NaN, 1, 1, 0], [3, 2])
  write('short', [0, 1], [2])
  write('two_hot', [0, 1, 1, 1, 0, 0], [3, 2])
  file.close()
})

test('one-hot labels are the index of the 1, and none where all are zeros or NaN', async () => {
  const labelsOf = async (name: string) => {
    const rows = await openRowsDataset({ path, datasets: { y_test: name } })
    rows.close()
    return { labels: [...(rows.labels ?? [])], columns: rows.labelColumns }
  }
  expect(await labelsOf('one_hot')).toEqual({ labels: [1, 0, -1], columns: 2 })
  expect(await labelsOf('one_hot_with_nan')).toEqual({ labels: [1, -1, 0], columns: 2 })
  expect(await labelsOf('Y_test')).toEqual({ labels: [0, 1, 1], columns: undefined })
  await expect(labelsOf('half_nan')).rejects.toThrow(/labels of event 1 in .*half_nan.* are NaN, 1/)
  await expect(openRowsDataset({ path, datasets: { y_test: 'two_hot' } })).rejects.toThrow(
    /labels of event 1 in .*two_hot.* are 1, 1: expected one label per event, or one-hot/,
  )
})

test('labels of another number have the shape in the error that the file has', async () => {
  await expect(openRowsDataset({ path, datasets: { y_test: 'short' } })).rejects.toThrow(
    /short of .* has shape \[2\]; expected one label for each of 3 events/,
  )
})

test('rows are read as they are; one with a NaN is marked, and zeros', async () => {
  const rows = await openRowsDataset({ path })
  const batch = rows.createBatch(10)
  rows.read(0, batch)
  expect([...batch.features.subarray(0, 6)]).toEqual([1, 2, 0, 0, 5, 6])
  expect([...batch.isValid.subarray(0, 3)]).toEqual([1, 0, 1])
  expect([...(rows.labels ?? [])]).toEqual([0, 1, 1])
  rows.close()
})

test('the z-score is that of each column of the train split', async () => {
  const rows = await openRowsDataset({ path, norm: 'zscore' })
  expect(rows.normalisation).toEqual({ mean: [2, 12], sd: [2, Math.sqrt(12)] })
  rows.close()
})

test('axes after the first are taken together', async () => {
  const options = { path, norm: AS_THEY_ARE, datasets: { x_test: 'images' } }
  const rows = await openRowsDataset(options)
  expect([rows.nEvents, rows.columns]).toEqual([2, 4])
  rows.close()
})

test('weights are read where they are named, and not otherwise', async () => {
  const plain = await openRowsDataset({ path, norm: AS_THEY_ARE })
  expect(plain.weights).toBeUndefined()
  plain.close()
  const options = { path, norm: AS_THEY_ARE, datasets: { w_test: 'W_test' } }
  const weighted = await openRowsDataset(options)
  expect([...(weighted.weights ?? [])]).toEqual([1, 0.5, 2])
  weighted.close()
})

test.each([
  [{ datasets: { w_test: 'negative' } }, 'Weights of dataset negative of'],
  [{ datasets: { x_test: 'nothing' } }, 'There is no dataset nothing'],
  [{ norm: { mean: [1, 2, 3], sd: [1, 1, 1] } }, 'has 2 columns, but data.norm has 3 means'],
])('%o is refused', async (options, message) => {
  await expect(openRowsDataset({ path, norm: AS_THEY_ARE, ...options })).rejects.toThrow(message)
})
