import { expect, test } from 'vitest'
import { letterWidth } from '../graphemes.ts'
import { distinguish } from './distinguish.ts'

const architecture = (kind: string) =>
  `encoder_architecture=${kind}_hidden=256_layers=8_dropout=0.1`

test('names that fit stay as they are', () => {
  expect(distinguish(['transformer', 'perceiver'], 11)).toEqual(['transformer', 'perceiver'])
})

test('what long names share gives way, what differs in their middle stays', () => {
  expect(distinguish([architecture('transformer'), architecture('perceiver')], 16)).toEqual([
    '…transformer…0.1',
    '…perceiver…0.1',
  ])
})

test('with more room, words that names share come back', () => {
  expect(distinguish([architecture('transformer'), architecture('perceiver')], 24)).toEqual([
    'encoder…transformer…0.1',
    'encoder…perceiver…0.1',
  ])
})

test('each of several differences stays', () => {
  const names = ['0.1', '0.01'].flatMap((rate) =>
    [16, 32].map(
      (size) => `learning_rate=${rate}_weight_decay=0.0001_batch_size=${size}_epochs=100`,
    ),
  )
  expect(distinguish(names, 14)).toEqual([
    '…rate=0.1…16…',
    '…rate=0.1…32…',
    '…rate=0.01…16…',
    '…rate=0.01…32…',
  ])
})

test('short names beside long ones stay whole', () => {
  const names = ['mlp', architecture('transformer'), architecture('perceiver')]
  expect(distinguish(names, 14)).toEqual(['mlp', '…transformer…', '…perceiver…'])
})

test('a name whose words are all shared is not a bare ellipsis', () => {
  expect(distinguish(['big_base_transformer', 'big_base_transformer_dropout'], 12)).toEqual([
    'big…',
    'big…_dropout',
  ])
})

test('names of 300 letters that differ in one letter of a single word', () => {
  const names = ['y', 'z'].map((letter) => `${'x'.repeat(150)}${letter}${'x'.repeat(149)}`)
  expect(distinguish(names, 9)).toEqual(['xx…xxyx…x', 'xx…xxzx…x'])
})

test('forms that would look the same are cut by what these names share', () => {
  const names = ['first', 'another'].flatMap((word) =>
    ['4', '5'].map((n) => `${word}-${'ab'.repeat(9)}${n}${'cd'.repeat(9)}`),
  )
  const forms = distinguish([...names, 'c'.repeat(30)], 12)
  expect(forms).toEqual([
    'ab…bab4cd…cd',
    'ab…bab5cd…cd',
    'an…cd…a…b4c…',
    'an…cd…a…b5c…',
    'cccccc…ccccc',
  ])
})

test('names that look the same but are not are numbered', () => {
  expect(distinguish(['a b', 'a\nb', 'a\u200b b'], 12)).toEqual(['a b', 'a b (3)', 'a\u200b b (2)'])
})

test('the same name has the same form', () => {
  const [first, second, again] = distinguish(['a'.repeat(20), 'b'.repeat(20), 'a'.repeat(20)], 9)
  expect(again).toBe(first)
  expect(second).not.toBe(first)
})

test('a letter keeps its combining marks', () => {
  const names = ['a', 'b'].map(
    (letter) => `${'e\u0301'.repeat(30)}${letter}${'e\u0301'.repeat(30)}`,
  )
  for (const form of distinguish(names, 9)) expect(form).not.toMatch(/(^|[^e])\u0301/)
})

test('names that are written from right to left keep what tells them apart', () => {
  const names = ['0.1', '0.2'].map((rate) => `محول_كبير_مع_طبقات_كثيرة_${rate}_معدل`)
  const forms = distinguish(names, 12)
  expect(forms.map((form) => form.match(/0\.\d/)?.[0])).toEqual(['0.1', '0.2'])
})

test('two hundred names of 240 letters are different, and none is too long', () => {
  const names = Array.from({ length: 200 }, (_, i) =>
    Array.from({ length: 30 }, (_, k) => `key${k}=${(i * 7919 * (k + 1)) % 97}`).join('_'),
  )
  const forms = distinguish(names, 20)
  expect(new Set(forms).size).toBe(new Set(names).size)
  expect(Math.max(...forms.map(letterWidth))).toBeLessThanOrEqual(20)
})

test('widths may be measured, such as on a canvas', () => {
  const wide = (text: string) => 10 * text.length
  expect(distinguish(['common_one', 'common_two'], 60, wide)).toEqual(['…one', '…two'])
})
