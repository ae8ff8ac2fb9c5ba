import { expect, test } from 'vitest'
import { keyPart, withUniqueKeys } from './reportFinding.ts'

test('keys keep letters, digits and signs, without dashes around them', () => {
  expect(keyPart('block: 3/4 & größe_2.5')).toBe('block-3-4-größe_2.5')
  expect(keyPart('-- (lr) --')).toBe('lr')
  expect(keyPart('-lr-')).toBe('lr')
})

test('a number keeps its sign', () => {
  expect(keyPart('-0.5')).toBe('-0.5')
  expect(keyPart('1e-3')).toBe('1e-3')
})

test('the same letter is the same key, however it is encoded', () => {
  expect(keyPart('gro\u0308ße')).toBe(keyPart('gr\u00f6ße'))
})

test('repeated keys get a number that no other key has', () => {
  const findings = ['a', 'a', 'b', 'a', 'a-2'].map((key) => ({ key, sentence: key, values: {} }))
  const unique = withUniqueKeys(findings)
  expect(unique.map(({ key }) => key)).toEqual(['a', 'a-2', 'b', 'a-3', 'a-2-2'])
  expect(unique.map(({ sentence }) => sentence)).toEqual(['a', 'a', 'b', 'a', 'a-2'])
})
