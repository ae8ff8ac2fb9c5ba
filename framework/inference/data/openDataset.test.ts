import { execFileSync } from 'node:child_process'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type FakeEventsOptions, writeFakeEvents } from '../../testing/models/fakeEvents.ts'
import { createEventBatch, N_FEATURES } from './eventBatch.ts'
import { openDataset } from './openDataset.ts'

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
    /Y_train .*shape \[200\]; expected one label for each of 60 events/,
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

test('datasets may lie in groups and in files beside the one named', async () => {
  await written('groups.h5', { name: (letter, split) => `${split}/${letter.toLowerCase()}` })
  const whole = await openDataset({ path: join(folder, 'groups.h5'), datasets: inGroups('') })
  const test = await written('test_only.h5', { splits: ['test'] })
  const parted = await openDataset({
    path: test,
    datasets: { x_test: 'X_test', y_test: 'Y_test', x_train: 'groups.h5::train/x' },
  })
  const elsewhere = await openDataset({ path: test, datasets: inGroups('groups.h5::') })
  const plain = await openDataset({ path })
  for (const dataset of [whole, parted, elsewhere, plain]) {
    expect(dataset.normalisation).toEqual(plain.normalisation)
    expect(dataset.labels).toEqual(plain.labels)
    expect(dataset.digest().events.sha256).toBe(plain.digest().events.sha256)
    dataset.close()
  }
})

function inGroups(file: string): Record<string, string> {
  return { x_test: `${file}test/x`, y_test: `${file}test/y`, x_train: `${file}train/x` }
}

test('a dataset that is not in the other file is refused with what that file has', async () => {
  await written('groups.h5', { name: (letter, split) => `${split}/${letter}` })
  const open = openDataset({ path, datasets: { x_test: 'groups.h5::test/Z' } })
  await expect(open).rejects.toThrow(/no dataset groups\.h5::test\/Z of .*; it has: .*test\/X/)
})

test('a file without train split is refused with the way to give a z-score', async () => {
  const file = await written('test_alone.h5', { splits: ['test'] })
  await expect(openDataset({ path: file })).rejects.toThrow(
    /no dataset X_train .*data\.norm=\{mean: \[…\], std: \[…\]\}/,
  )
})

test('the digest tells what was read, and is that of the numbers alone', async () => {
  const plain = await openDataset({ path, maxSamples: 20 })
  const gzipped = await written('gzipped.h5', { chunkRows: 11 })
  const other = await openDataset({ path: gzipped, maxSamples: 20 })
  const [one, two] = [plain.digest(), other.digest()]
  for (const dataset of [plain, other]) dataset.close()
  expect(one.events).toMatchObject({ path, dataset: 'X_test', rows: 20 })
  expect(one.others.map(({ dataset, rows }) => [dataset, rows])).toEqual([
    ['Y_test', 20],
    ['X_train', 200],
  ])
  expect(two.events.sha256).toBe(one.events.sha256)
})

/** Files of this folder that the process holds open, where the system tells. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`)
      return target.startsWith(folder) ? [target] : []
    } catch {
      return []
    }
  })
}

test.skipIf(process.platform !== 'linux')(
  'a damaged file is closed, so that a mended one can be opened in its place',
  async () => {
    const file = await written('damaged.h5', { chunkRows: 20 })
    const sound = readFileSync(file)
    writeFileSync(file, damageChunks(sound))
    const dataset = await openDataset({ path: file, norm: NO_NORM })
    expect(() => dataset.digest()).toThrow(
      /^Rows 0 to 59 of dataset X_test of .*damaged\.h5 cannot be read: .*The file is damaged there/,
    )
    dataset.close()
    truncateSync(file, 2000)
    await expect(openDataset({ path: file })).rejects.toMatchObject({
      code: 'DATA_FILE_UNREADABLE',
      message: expect.stringMatching(/^[^\n]*damaged\.h5 .*cut off[^\n]*$/),
    })
    expect(openFiles()).toEqual([])
    writeFileSync(file, sound)
    const mended = await openDataset({ path: file })
    expect(mended.digest().events.rows).toBe(60)
    mended.close()
  },
)

const NO_NORM = { mean: [0, 0, 0, 0], sd: [1, 1, 1, 1] }

/** Breaks every zlib stream: their headers are 78 5e at this level of compression. */
function damageChunks(bytes: Buffer): Buffer {
  const damaged = Buffer.from(bytes)
  for (let at = damaged.indexOf('785e', 0, 'hex'); at >= 0; ) {
    damaged.fill(0xff, at + 10, at + 30)
    at = damaged.indexOf('785e', at + 2, 'hex')
  }
  return damaged
}

test.skipIf(process.platform === 'win32')('a pipe is refused instead of waited for', async () => {
  const pipe = join(folder, 'pipe.h5')
  execFileSync('mkfifo', [pipe])
  await expect(openDataset({ path: pipe })).rejects.toThrow(/pipe\.h5 is not a file but a pipe/)
})
