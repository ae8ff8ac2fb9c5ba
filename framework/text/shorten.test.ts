import { expect, test } from 'vitest'
import { cutAt, shorten, withoutCommonKey } from './shorten.ts'

test('a long name keeps both of its ends', () => {
  expect(shorten('run_20251103_experiment_job17', 12)).toBe('run_20…job17')
})

test('East Asian letters count as two', () => {
  expect(shorten('漢字漢字漢字', 6)).toBe('漢…字')
})

test('a name that fits is left as it is, on one line', () => {
  expect(shorten('a\n b', 3)).toBe('a b')
})

test('characters that turn or hide what stands beside them are spelled out', () => {
  expect(shorten('\u202evq\u0007', 24)).toBe('\\u202evq\\u0007')
})

test('a sentence is cut at its end, and one that fits stays', () => {
  expect(cutAt('vq is worse than none', 10)).toBe('vq is wor…')
  expect(cutAt('vq is worse', 11)).toBe('vq is worse')
  expect(cutAt('日本 日本', 6)).toBe('日本…')
})

test('titles lose the key that all begin with, and keep keys that differ', () => {
  expect(withoutCommonKey(['β = 1', 'β = 10, Kind: a'])).toEqual(['1', '10, Kind: a'])
  expect(withoutCommonKey(['Kind: a', 'Noise: 1'])).toEqual(['Kind: a', 'Noise: 1'])
  expect(withoutCommonKey(['a', 'ab'])).toEqual(['a', 'ab'])
})
