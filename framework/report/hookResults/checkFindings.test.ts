import { expect, test } from 'vitest'
import { findingsProblems } from './checkFindings.ts'

const SOUND = { key: 'vq-vs-none', sentence: 'vq is worse.', values: { ratio: 1.9 } }

test('findings as compareGroups gives them are sound', () => {
  expect(findingsProblems('analyze', [SOUND])).toEqual([])
  expect(findingsProblems('analyze', undefined)).toEqual([])
})

test.each([
  ['a text', 'vq is worse', /"findings" that are a string/],
  ['a sentence alone', ['vq is worse'], /of which one is/],
  ['values that are an array', [{ ...SOUND, values: [] }], /has a "values" that is an array/],
  [
    'a value that is text',
    [{ ...SOUND, values: { ratio: '1.9' } }],
    /has a "values\.ratio" that is "1\.9"/,
  ],
  [
    'a key with other signs',
    [{ ...SOUND, key: 'vq vs none' }],
    /the key "vq vs none", with signs other than/,
  ],
  [
    'the same key twice',
    [SOUND, SOUND],
    /two have the key "vq-vs-none": leave one out, or give it another, { \.\.\.finding, key: "vq-vs-none-2" }/,
  ],
])('%s is reported, with what belongs there', (_, findings, reason) => {
  const [problem] = findingsProblems('analyze', findings)
  expect(problem?.leftOut).toBe('the findings')
  expect(problem?.reason).toMatch(reason)
  expect(problem?.reason).toContain('{ key, sentence, values: { name: number } }')
})
