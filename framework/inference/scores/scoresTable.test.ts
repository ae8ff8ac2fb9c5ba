import { parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import { scoresTable } from './scoresTable.ts'

const scores = new Map([
  ['baseline', { mse: Float32Array.of(1, 2), mae: Float32Array.of(0.5, Number.NaN) }],
  ['permutation', { mse: Float32Array.of(3, 4), mae: Float32Array.of(0.25, 0.75) }],
])
const rowsOf = async (...given: Parameters<typeof scoresTable>) => {
  const bytes = await scoresTable(...given)
  return parquetReadObjects({ file: new Uint8Array(bytes).buffer })
}

test('each event has its index and both errors, as it is and by strategy', async () => {
  expect(await rowsOf(scores, {})).toEqual([
    {
      event: 0,
      'baseline.mse': 1,
      'baseline.mae': 0.5,
      'permutation.mse': 3,
      'permutation.mae': 0.25,
    },
    {
      event: 1,
      'baseline.mse': 2,
      'baseline.mae': Number.NaN,
      'permutation.mse': 4,
      'permutation.mae': 0.75,
    },
  ])
})

test('labels and weights are there where the data has them', async () => {
  const rows = await rowsOf(scores, {
    labels: Float64Array.of(1, 0),
    weights: Float64Array.of(0.1, 0.2),
  })
  expect(rows).toEqual([
    expect.objectContaining({ event: 0, label: 1, weight: 0.1 }),
    expect.objectContaining({ event: 1, label: 0, weight: 0.2 }),
  ])
})

test('a split without events gives an empty table', async () => {
  expect(await rowsOf(new Map(), {})).toEqual([])
})
