import { expect, test } from 'vitest'
import { findRepeatedEpochs } from './repeatedEpochs.ts'

/** Rows of one split, one per line from line 2 on. */
function find(epochs: readonly number[], splits: readonly (string | null)[] = []) {
  return findRepeatedEpochs({
    epochs: Float64Array.from(epochs),
    splits: epochs.map((_, i) => splits[i] ?? 'val'),
    lineNumbers: epochs.map((_, i) => i + 2),
  })
}
const kept = (epochs: readonly number[]) =>
  epochs.map((_, row) => row).filter((row) => !find(epochs)?.superseded.has(row))

test('epochs that are there once are left alone, whatever their order, so are rows without one', () => {
  expect(find([3, 2, 1, 0])).toBeUndefined()
  expect(find([Number.NaN, Number.NaN, 1])).toBeUndefined()
  expect(find([0, 0, 1, 1], ['train', 'val', 'train', 'val'])).toBeUndefined()
})

test('the later rows count after a run that was resumed', () => {
  expect(kept([0, 1, 2, 3, 2, 3, 4])).toEqual([0, 1, 4, 5, 6])
  expect(find([0, 1, 2, 3, 2, 3])?.finding).toBe(
    'epoch 2 of val is there twice (lines 4, 6; 1 more epoch likewise), as after a resumed run; ' +
      'the later rows count',
  )
})

test('the later rows count where a run was resumed often', () => {
  expect(kept([0, 1, 1, 2, 3, 3, 4, 5, 5, 6])).toEqual([0, 2, 3, 5, 6, 8, 9])
})

test('the later of two trainings that wrote in turn counts where both are complete', () => {
  expect(kept([0, 0, 1, 1, 2, 2, 3, 3])).toEqual([1, 3, 5, 7])
})

test('the training with more epochs counts where the other ended early', () => {
  const epochs = [0, 0, 1, 1, 2, 2, 3, 3, 4, 5]
  expect(kept(epochs)).toEqual([0, 2, 4, 6, 8, 9])
  expect(find(epochs)?.finding).toContain(
    'epoch 0 of val is there twice (lines 2, 3; 3 more epochs likewise), written in turn',
  )
})

test('an epoch that is there three times is said to be', () => {
  expect(find([0, 0, 0])?.finding).toContain('epoch 0 of val is there 3 times (lines 2, 3, 4)')
})
