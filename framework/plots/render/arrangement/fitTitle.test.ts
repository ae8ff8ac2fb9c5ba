import { expect, test } from 'vitest'
import { fixedAxis } from '../../parts/axes/axes.ts'
import { fitTitle } from './fitTitle.ts'

const titleAt = (title: string, room: number) =>
  fitTitle(fixedAxis('x', { title }, 'linear', 0, 1), room).title.text

test('a title that fits stays on one line', () => {
  expect(titleAt('Training time (s)', 200)).toBe('Training time (s)')
})

test('a longer one is broken between words', () => {
  expect(titleAt('Significance improvement', 100)).toBe('Significance\nimprovement')
})

test('what two lines do not hold is cut', () => {
  const [first, second, ...others] = titleAt('The mean of the best validation loss', 80).split('\n')
  expect(first).toBe('The mean of')
  expect(second).toMatch(/^the b.*…/)
  expect(others).toEqual([])
})
