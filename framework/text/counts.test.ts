import { expect, test } from 'vitest'
import { count, leftOut } from './counts.ts'

test.each([
  [1, 'run', '1 run'],
  [0, 'run', '0 runs'],
  [2, 'match', '2 matches'],
  [2, 'box', '2 boxes'],
  [2, 'epoch', '2 epochs'],
])('%i %s is %j', (n, noun, text) => expect(count(n, noun)).toBe(text))

test('what is left out is counted as figures write numbers', () => {
  expect(leftOut(12345, 'value', 'missing')).toEqual(['Not drawn: 12\u202f345 values missing.'])
})
