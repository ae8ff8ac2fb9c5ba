import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { recordOf } from './recordOf.ts'

describe('a mapping of any names', () => {
  test('keeps names that objects of JavaScript have', () => {
    const text = '{"__proto__": 1, "prototype": 2, "constructor": 3, "toString": 4}'
    const output = v.parse(recordOf(v.number()), JSON.parse(text))
    expect(Object.entries(output)).toEqual([
      ['__proto__', 1],
      ['prototype', 2],
      ['constructor', 3],
      ['toString', 4],
    ])
    expect(Object.getPrototypeOf(output)).toBe(Object.prototype)
  })

  test('has what its values are turned into', () => {
    const length = v.pipe(
      v.string(),
      v.transform((text) => text.length),
    )
    expect(v.parse(recordOf(length), { a: 'xyz' })).toEqual({ a: 3 })
  })

  test('names each value that is none of the kind, and the way to it', () => {
    const schema = v.object({ goal: recordOf(v.object({ n: v.number() })) })
    const input = { goal: JSON.parse('{"__proto__": {"n": "x"}, "a": {"n": 1}, "b": 7}') }
    const { issues = [] } = v.safeParse(schema, input)
    expect(issues.map((issue) => [v.getDotPath(issue), issue.received])).toEqual([
      ['goal.__proto__.n', '"x"'],
      ['goal.b', '7'],
    ])
  })

  test('refuses names that are not as asked for', () => {
    const lower = v.pipe(v.string(), v.regex(/^[a-z]+$/))
    const { issues = [] } = v.safeParse(recordOf(v.number(), lower), { a: 1, B: 2 })
    expect(issues.map((issue) => [v.getDotPath(issue), issue.received])).toEqual([['B', '"B"']])
  })

  test.each([null, 'a', 1])('is not %j', (value) => {
    expect(v.is(recordOf(v.number()), value)).toBe(false)
  })
})
