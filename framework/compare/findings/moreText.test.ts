import { expect, test } from 'vitest'
import type { Unit } from '../comparison.ts'
import { moreText } from './moreText.ts'

const rowOf = (unit: Unit, nBlocks: number, nUnitsA = 0) => ({ unit, nBlocks, nUnitsA })

test.each([
  [12, 'pair', 1, '12 more pairs'],
  [1, 'pair', 1, '1 more pair'],
  // Of five pairs, two blocks take three each.
  [5, 'pair', 2, '5 more pairs (3 more seeds for each setting)'],
  [2, 'pair', 2, '2 more pairs (1 more seed for each setting)'],
  [3, 'seed', 4, '3 more seeds'],
  [3, 'block', 4, '3 more blocks'],
] as const)('%d units of %s over %d blocks are "%s"', (more, unit, nBlocks, text) => {
  expect(moreText(more, rowOf(unit, nBlocks))).toBe(text)
})

test.each([
  [3, 'run', 1, '3 more runs of each'],
  [5, 'run', 4, '5 more runs of each (2 more seeds for each setting)'],
  [3, 'seed', 4, '3 more seeds of each'],
  [1, 'setting', 0, '1 more setting of each'],
] as const)('%d units of %s over %d blocks, not paired, are "%s"', (more, unit, nBlocks, text) => {
  expect(moreText(more, rowOf(unit, nBlocks, 5))).toBe(text)
})

test('up to a hundred, further units are counted; above, they are rounded up to two digits', () => {
  expect(moreText(1, rowOf('pair', 1))).toBe('1 more pair')
  expect(moreText(99, rowOf('pair', 1))).toBe('99 more pairs')
  expect(moreText(70_622, rowOf('pair', 1))).toBe('about 71\u202f000 more pairs')
  expect(moreText(400, rowOf('pair', 4))).toBe('400 more pairs (100 more seeds for each setting)')
})
