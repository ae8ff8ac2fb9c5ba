import { expect, test } from 'vitest'
import { moreText } from './moreText.ts'

test.each([
  [12, 'pair', 1, '12 more pairs'],
  [1, 'pair', 1, '1 more pair'],
  // Of five pairs, two blocks take three each.
  [5, 'pair', 2, '5 more pairs (3 more seeds for each setting)'],
  [2, 'pair', 2, '2 more pairs (1 more seed for each setting)'],
  [3, 'seed', 4, '3 more seeds'],
  [3, 'block', 4, '3 more blocks'],
  [3, 'run', 4, '3 more runs of each'],
  [1, 'setting', 1, '1 more setting of each'],
] as const)('%d units of %s over %d blocks are "%s"', (more, unit, nBlocks, text) => {
  expect(moreText(more, unit, nBlocks)).toBe(text)
})

test('up to a hundred, further units are counted; above, they are rounded up to two digits', () => {
  expect(moreText(1, 'pair', 1)).toBe('1 more pair')
  expect(moreText(99, 'pair', 1)).toBe('99 more pairs')
  expect(moreText(70_622, 'pair', 1)).toBe('about 71\u202f000 more pairs')
  expect(moreText(400, 'pair', 4)).toBe('400 more pairs (100 more seeds for each setting)')
})
