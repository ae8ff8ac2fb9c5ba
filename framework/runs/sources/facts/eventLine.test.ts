import { expect, test } from 'vitest'
import { EventLineParser } from './eventLine.ts'

const parse = (line: string) => new EventLineParser().parse(line)

test('reads histories in the form that stands under the record itself', () => {
  const line =
    '{"epoch": 1, "histories": {"a": [1.0, NaN], "b": []}, "history_a": [1.0, NaN], "history_b": []}'
  expect(parse(line)).toEqual({ epoch: 1, history_a: [1, Number.NaN], history_b: [] })
})

test('reads them the same from compact JSON', () => {
  const line = '{"epoch":1,"histories":{"a":[1.0,NaN],"b":[]},"history_a":[1.0,NaN],"history_b":[]}'
  expect(parse(line)).toEqual({ epoch: 1, history_a: [1, Number.NaN], history_b: [] })
})

test.each([
  '{"x":1,"histories":{"a":[1]},"history_a":[2]}',
  '{"x":1,"histories":{"a":[1]}, "history_a":[1]}',
  '{"x": 1, "histories": {"a": [1]}, "history_a": [2]}',
  '{"x": 1, "histories": {"a": [1]}}',
  '{"x": 1, "histories": {}, "history_a": [2]}',
  '{"x": 1, "histories": {"a": [1]}, "history_a": [1], "y": 2}',
  '{"x": {"y": 1, "histories": {"a": [1]}, "history_a": [1]}}',
  '{"x": ", \\"histories\\": {"}',
])('reads as it stands what the trainer does not write: %s', (line) => {
  expect(parse(line)).toEqual(JSON.parse(line))
})

test('reads the histories of each record where they differ, and where they are the same', () => {
  const parser = new EventLineParser()
  const record = (moment: string, value: number) =>
    `{"moment": "${moment}", "histories": {"a": [${value}]}, "history_a": [${value}]}`
  expect(parser.parse(record('x', 1))).toEqual({ moment: 'x', history_a: [1] })
  expect(parser.parse(record('y', 1))).toEqual({ moment: 'y', history_a: [1] })
  expect(parser.parse(record('z', 2))).toEqual({ moment: 'z', history_a: [2] })
})

test.each([
  '{"x": 1, "histories": {"a": [1}, "history_a": [1}}',
  '{"x": 1, "histories": {"a": [1]}, "history_a": [1]',
  '{"x": , "histories": {"a": [1]}, "history_a": [1]}',
])('refuses what is no JSON: %s', (line) => {
  expect(() => parse(line)).toThrow(SyntaxError)
})
