import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { Dataset, type DatasetOptions } from '../data/dataset.ts'
import { loadHdf5Library } from '../data/hdf5/hdf5Library.ts'
import { AS_THEY_ARE, NO_NORMALISATION } from '../data/normalisation.ts'
import { RowsDataset } from '../data/rowsDataset.ts'
import { feedEvents, openEvents } from './feedEvents.ts'

const path = join(mkdtempSync(join(tmpdir(), 'feed-')), 'events.h5')

beforeAll(async () => {
  const file = new (await loadHdf5Library()).File(path, 'w')
  const write = (name: string, rows: readonly (readonly number[])[]) =>
    file.create_dataset({
      name,
      data: Float32Array.from(rows.flat()),
      shape: [rows.length, rows[0]?.length ?? 0],
    })
  // An id, a global and the four features of a single token.
  write('tokens', [
    [3, 10, 1, 2, 3, 4],
    [4, 20, Number.NaN, 0, 0, 0],
    [5, 30, 5, 6, 7, 8],
  ])
  write('rows', [
    [1, 2],
    [3, 4],
    [Number.POSITIVE_INFINITY, 6],
    [7, 8],
    [9, 10],
  ])
  const far = Float64Array.of(1.6e9, 1.6e9 + 10, 1.6e9 + 20)
  file.create_dataset({ name: 'far_from_zero', data: far, shape: [3, 1] })
  file.close()
})

/** What a model is fed of each batch, copied since arrays are used again. */
async function fed(options: Omit<DatasetOptions, 'path'>, batchSize: number) {
  const events = await openEvents({ path, ...options })
  try {
    return Array.from(feedEvents(events, batchSize), ({ firstEvent, isValid, input }) => ({
      firstEvent,
      isValid: [...isValid],
      nEvents: input.nEvents,
      features: [...input.features],
      ids: [...input.ids],
      globals: [...input.globals],
    }))
  } finally {
    events.close()
  }
}

const TOKENS = { datasets: { x_test: 'tokens' }, nTokens: 1, nGlobals: 1 }
const ROWS = { layout: 'rows', datasets: { x_test: 'rows' } } as const

test('the layout says whether events are of tokens or plain rows', async () => {
  const tokens = await openEvents({ path, ...TOKENS, norm: NO_NORMALISATION })
  const rows = await openEvents({ path, ...ROWS, norm: AS_THEY_ARE })
  expect([tokens, rows]).toEqual([expect.any(Dataset), expect.any(RowsDataset)])
  tokens.close()
  rows.close()
})

test('events of tokens come with ids and globals, and normalised features', async () => {
  const norm = { mean: [1, 2, 3, 4], sd: [2, 2, 4, 4] }
  const [batch, ...others] = await fed({ ...TOKENS, norm }, 512)
  expect(others).toEqual([])
  // What is not valid is padding, which is normalised as all tokens are: (0 - 1) / 2, …
  expect(batch).toEqual({
    firstEvent: 0,
    isValid: [1, 0, 1],
    nEvents: 3,
    features: [...[0, 0, 0, 0], ...[-0.5, -1, -0.75, -1], ...[2, 2, 1, 1]],
    ids: [3, 0, 5],
    globals: [10, 0, 30],
  })
})

test('events of tokens come in batches, the last of which may be a short one', async () => {
  const batches = await fed({ ...TOKENS, norm: NO_NORMALISATION }, 2)
  expect(batches.map(({ firstEvent, nEvents }) => [firstEvent, nEvents])).toEqual([
    [0, 2],
    [2, 1],
  ])
  expect(batches[1]?.ids[0]).toBe(5)
  expect(batches[1]?.features.slice(0, 4)).toEqual([5, 6, 7, 8])
})

test('plain rows come in batches as they are, without ids and globals', async () => {
  const batches = await fed({ ...ROWS, norm: AS_THEY_ARE }, 2)
  expect(batches.slice(0, 2)).toEqual([
    {
      ...{ firstEvent: 0, isValid: [1, 1], nEvents: 2, features: [1, 2, 3, 4] },
      ...{ ids: [], globals: [] },
    },
    {
      ...{ firstEvent: 2, isValid: [0, 1], nEvents: 2, features: [0, 0, 7, 8] },
      ...{ ids: [], globals: [] },
    },
  ])
  expect(batches[2]).toMatchObject({ firstEvent: 4, nEvents: 1 })
  expect(batches[2]?.features.slice(0, 2)).toEqual([9, 10])
  expect(batches).toHaveLength(3)
})

test('plain rows are normalised by column where the data say how, each of them once', async () => {
  const batches = await fed({ ...ROWS, norm: { mean: [1, 2], sd: [2, 4] } }, 3)
  expect(batches.map(({ features, nEvents }) => features.slice(0, 2 * nEvents))).toEqual([
    // The third row is not valid: zeros, normalised.
    [0, 0, 1, 0.5, -0.5, -0.5],
    [3, 1.5, 4, 2],
  ])
})

test('the z-score of doubles is computed in double precision: float32 tells few of them apart', async () => {
  const datasets = { x_train: 'far_from_zero', x_test: 'far_from_zero' }
  const [batch] = await fed({ layout: 'rows', datasets, norm: 'zscore' }, 3)
  expect(batch?.features).toEqual([-1, 0, 1])
  const norm = { mean: [1_600_000_010], sd: [2] }
  expect((await fed({ layout: 'rows', datasets, norm }, 3))[0]?.features).toEqual([-5, 0, 5])
  const plain = await fed({ layout: 'rows', datasets, norm: AS_THEY_ARE }, 3)
  expect(plain[0]?.features).toEqual([1.6e9, 1.6e9, 1.6e9])
})

test('there is room for no more events than the split has', async () => {
  const [batch] = await fed({ ...ROWS, norm: AS_THEY_ARE }, 512)
  expect(batch?.features).toHaveLength(10)
})
