import { expect, test } from 'vitest'
import { foldParameters } from './foldParameters.ts'

/** 0 and 1 over 17 runs, different for each number. */
const divided = (number: number) => Array.from({ length: 17 }, (_, run) => (number >> run) & 1)

test('candidates that all divide the runs differently take a time linear in their number', () => {
  const candidates = Array.from({ length: 2 ** 16 - 1 }, (_, i) => ({
    key: `key${i}`,
    cells: divided(i + 1),
    isSet: false,
    isGroup: false,
  }))
  expect(foldParameters(candidates)).toHaveLength(candidates.length)
})
