import { expect, test } from 'vitest'
import { loadTextWidth, textWidth } from './textWidth.ts'

test('signs of two columns count as two, letters with marks as one', async () => {
  await loadTextWidth()
  expect(['runs', '日本', 'e\u0301', '✓'].map(textWidth)).toEqual([4, 4, 1, 1])
})
