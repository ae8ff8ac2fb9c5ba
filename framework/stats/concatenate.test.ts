import { expect, test } from 'vitest'
import { concatenate } from './concatenate.ts'

test('puts lists one after another, and leaves lists within them alone', () => {
  expect(concatenate([[1, 2], [], [3]])).toEqual([1, 2, 3])
  expect(concatenate([[[1]], [[2, 3]]])).toEqual([[1], [2, 3]])
})

test('takes more lists than a call takes arguments', () => {
  const all = concatenate(Array.from({ length: 200_001 }, (_, i) => [i, -i]))
  expect(all).toHaveLength(400_002)
  expect([all[2 * 123_456], all.at(-1)]).toEqual([123_456, -200_000])
})
