import { expect, test } from 'vitest'
import { count, countApart, leftOut } from './counts.ts'

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

test('a sum of weights is not called a number, and has no more digits than are read', () => {
  expect(countApart(9.831039607524872, 'value')).toBe('values with a total weight of 9.831')
  expect(countApart(15648.95976126194, 'event')).toBe('events with a total weight of 15\u202f649')
  expect(countApart(1, 'value')).toBe('1 value')
})
