import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type FakeEventsOptions, writeFakeEvents } from '../../testing/fakeEvents.ts'
import { openDataset } from './dataset.ts'
import { createEventBatch, N_FEATURES } from './eventBatch.ts'

const folder = mkdtempSync(join(tmpdir(), 'dataset-'))
const path = join(folder, 'events.h5')
beforeAll(() => writeFakeEvents(path, { chunkRows: 7 }))

async function written(name: string, options: FakeEventsOptions): Promise<string> {
  const file = join(folder, name)
  await writeFakeEvents(file, options)
  return file
}

test('any batch size reads the same events', async () => {
  const dataset = await openDataset({ path })
  const whole = createEventBatch(dataset, 60)
  const part = createEventBatch(dataset, 13)
  expect(dataset.read(0, whole)).toBe(60)
  expect(dataset.read(52, part)).toBe(8)
  expect(part.features.subarray(0, 8 * 18 * N_FEATURES)).toEqual(
    whole.features.subarray(52 * 18 * N_FEATURES),
  )
  expect(part.ids.subarray(0, 8 * 18)).toEqual(whole.ids.subarray(52 * 18))
  dataset.close()
})

test('the split chooses events and labels, the normalisation is always that of train', async () => {
  const test = await openDataset({ path })
  const val = await openDataset({ path, split: 'val' })
  const train = await openDataset({ path, split: 'train' })
  for (const dataset of [test, val, train]) dataset.close()
  expect([test.nEvents, val.nEvents, train.nEvents]).toEqual([60, 60, 200])
  expect(val.labels).not.toEqual(test.labels)
  expect(val.normalisation).toEqual(test.normalisation)
  expect(train.normalisation).toEqual(test.normalisation)
})

test('the normalisation covers all tokens, padding included, with an unbiased deviation', async () => {
  const file = await written('two.h5', {
    nTokens: 1,
    nEvents: { train: 2 },
    edit: (row, event) => row.set(event === 0 ? [0, 1, 1, 0, 0, 0, 5] : [1, 1, 1, 6, 2, 1, 5]),
  })
  const dataset = await openDataset({ path: file, nTokens: 1 })
  dataset.close()
  expect(dataset.normalisation.mean).toEqual([3, 1, 0.5, 5])
  expect(dataset.normalisation.sd).toEqual(
    [Math.sqrt(18), Math.sqrt(2), Math.sqrt(0.5), 1e-8].map(Math.fround),
  )
})

test('fewer samples limit the events and their labels, not the normalisation', async () => {
  const all = await openDataset({ path })
  const few = await openDataset({ path, maxSamples: 5 })
  for (const dataset of [all, few]) dataset.close()
  expect(few.nEvents).toBe(5)
  expect(few.labels).toEqual(all.labels?.subarray(0, 5))
  expect(few.normalisation).toEqual(all.normalisation)
})

test('labels are those named, else Y_<split> beside X_<split>, else none', async () => {
  const named = await openDataset({ path, datasets: { y_test: 'Y_val' } })
  const val = await openDataset({ path, split: 'val' })
  expect(named.labels).toEqual(val.labels)
  const other = await openDataset({ path, datasets: { x_test: 'X_train' } })
  expect(other.labels).toBeUndefined()
  const unlabelled = await written('unlabelled.h5', { labels: false })
  const none = await openDataset({ path: unlabelled })
  expect(none.labels).toBeUndefined()
  for (const dataset of [named, val, other, none]) dataset.close()
})

test('labels of another number of events are refused', async () => {
  await expect(openDataset({ path, datasets: { y_test: 'Y_train' } })).rejects.toThrow(
    /Y_train .*shape \[200, 1\]; expected one label for each of 60 events/,
  )
})

test('a row with a NaN anywhere becomes padding that is not valid', async () => {
  const file = await written('nan.h5', {
    edit: (row, event, split) => {
      if (split === 'test' && event === 3) row[18] = Number.NaN
    },
  })
  const dataset = await openDataset({ path: file })
  const batch = createEventBatch(dataset, 60)
  dataset.read(0, batch)
  dataset.close()
  expect(batch.isValid.indexOf(0)).toBe(3)
  expect(batch.isValid.lastIndexOf(0)).toBe(3)
  expect(batch.ids.subarray(3 * 18, 4 * 18).every((id) => id === 0)).toBe(true)
  expect(batch.features.every(Number.isFinite)).toBe(true)
})

test.each([-1, 1.5, 3e9])('the id %f is refused with its row', async (id) => {
  const file = await written(`id${id}.h5`, {
    edit: (row, event, split) => {
      if (split === 'test' && event === 9) row[2] = id
    },
  })
  const dataset = await openDataset({ path: file })
  const batch = createEventBatch(dataset, 60)
  expect(() => dataset.read(0, batch)).toThrow(new RegExp(`id ${id} in row 9 of dataset X_test`))
  dataset.close()
})

test('a train split without events has no normalisation, but is not needed if that is given', async () => {
  const file = await written('no_train.h5', { nEvents: { train: 0 } })
  await expect(openDataset({ path: file })).rejects.toMatchObject({ code: 'EMPTY_SPLIT' })
  const dataset = await openDataset({ path: file, norm: { mean: [0, 0, 0, 0], sd: [1, 1, 1, 1] } })
  expect(dataset.nEvents).toBe(60)
  dataset.close()
})

test('another layout is refused with the numbers that it was expected to have', async () => {
  await expect(openDataset({ path, nTokens: 10 })).rejects.toThrow(
    /92 columns; expected 52: 10 ids, 2 globals and 10 × 4 features/,
  )
})

test('an unknown dataset is refused with the names that are there', async () => {
  await expect(openDataset({ path, datasets: { x_test: 'X_tset' } })).rejects.toThrow(
    /no dataset X_tset of .*; it has: X_test, X_train/,
  )
})

test('a file that is missing or no HDF5 is refused', async () => {
  await expect(openDataset({ path: join(folder, 'gone.h5') })).rejects.toMatchObject({
    code: 'DATA_FILE_NOT_FOUND',
  })
  await expect(openDataset({ path: import.meta.filename })).rejects.toMatchObject({
    code: 'DATA_FILE_UNREADABLE',
  })
})
