import { table } from 'arquero'
import { expect, test } from 'vitest'
import { describeValue, isPlainObject } from './describeValue.ts'

class Model {}

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  ['x', 'a string'],
  [[1], 'an array'],
  [{ a: 1 }, 'an object'],
  [Object.create(null), 'an object'],
  [() => 1, 'a function'],
  [new Map(), 'a Map'],
  [new Error('x'), 'an Error'],
  [new Model(), 'an instance of Model'],
  [table({ a: [1] }), 'a table'],
  [Promise.resolve(1), 'a Promise (write "await" before what makes it)'],
])('%o is described in words', (value, words) => {
  expect(describeValue(value)).toBe(words)
})

test('only what { … } makes is a plain object', () => {
  expect([{}, Object.create(null)].map(isPlainObject)).toEqual([true, true])
  expect([[], new Map(), new Model(), null].map(isPlainObject)).toEqual([
    false,
    false,
    false,
    false,
  ])
})
