import { expect, test } from 'vitest'
import { isTrend } from './trend.ts'

test('a verdict is one of a trend unless nothing is shown or nothing was tested', () => {
  const shown = ['rises', 'falls', 'lowest inside', 'highest inside', 'changes'] as const
  expect(shown.map(isTrend)).toEqual(shown.map(() => true))
  expect((['inconclusive', 'descriptive only'] as const).map(isTrend)).toEqual([false, false])
})
