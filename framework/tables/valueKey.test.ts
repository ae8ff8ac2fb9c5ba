import { describe, expect, test } from 'vitest'
import { cellValue, compareCells, valueKey } from './valueKey.ts'

describe('the same value has one key', () => {
  test.each([
    ['decimals', [0.001, '1e-3', '0.001', '.001', '0.0010', '1.0e-3', '1E-3', ' 0.001 ', '+.001']],
    ['integers', [32, 32n, '32', '32.0', 32.0, '032', '+32', '3.2e1', '32.']],
    ['zero', [0, -0, '0', '-0', '0.0', '-0.0']],
    ['booleans', [true, 'true', 'True', 'TRUE']],
    ['infinities', [Infinity, 'inf', '+Infinity']],
    ['integers beyond 2^53', [9007199254740993n, '9007199254740993']],
    ['large numbers', [1e20, '1e20', '100000000000000000000', 10n ** 20n]],
    ['letters composed either way', ['gr\u00f6\u00dfe', 'gro\u0308\u00dfe']],
    ['what is missing', [null, undefined, Number.NaN]],
    ['lists', [[1, 2], '[1,2]']],
  ])('%s', (_, cells) => {
    expect(new Set(cells.map(valueKey)).size).toBe(1)
  })
})

describe('other values have others', () => {
  test.each([
    ['integers beyond 2^53', ['9007199254740993', '9007199254740992', 9007199254740994n]],
    ['a boolean, a number and a text', [true, 1, 'yes', 'y']],
    ['missing and what reads like it', [null, '', 'null', 'None', 'nan']],
    ['numbers and what only looks like one', [10, '1_0', '0x10', '10px', '1e', '.', 'e5', '-']],
    ['signs', [Infinity, -Infinity, 1, -1]],
    ['versions', ['1.2.3', '1.2.30', 1.2]],
    ['hashes of digits and an e', ['12e4567', '13e4567', '00e1234', '1e400', Infinity, 0]],
  ])('%s', (_, cells) => {
    expect(new Set(cells.map(valueKey)).size).toBe(cells.length)
  })
})

test('a cell is given in one form, whatever its spelling', () => {
  expect(['1e-3', 'True', '32.0', 'vq ', '9007199254740993', Number.NaN].map(cellValue)).toEqual([
    0.001,
    true,
    32,
    'vq',
    9007199254740993n,
    null,
  ])
})

test('numbers come first, by value, then booleans, then texts as people count, missing last', () => {
  const cells = ['job10', null, '10', 'job2', true, 9, '9007199254740993', '2.5', -Infinity, false]
  expect(cells.toSorted(compareCells)).toEqual([
    -Infinity,
    '2.5',
    9,
    '10',
    '9007199254740993',
    false,
    true,
    'job2',
    'job10',
    null,
  ])
})

test('infinite and truth values are read from their texts, whole texts only', () => {
  expect(['-inf', '+Infinity', 'INF', '-Infinity'].map(cellValue)).toEqual([
    -Infinity,
    Infinity,
    Infinity,
    -Infinity,
  ])
  expect(['False', 'true', 'FALSE'].map(cellValue)).toEqual([false, true, false])
  const names = ['info', 'inf1', '1inf', 'untrue', 'falsehood', 'xinf', 'true.', '1+2', '--1']
  expect(names.map(cellValue)).toEqual(names)
})

test('a text of more digits than anyone calculates with stays a text', () => {
  expect(cellValue('1'.repeat(401))).toBe('1'.repeat(401))
  expect(cellValue('1'.repeat(400))).toBe(BigInt('1'.repeat(400)))
})

test('keys name the kind, so that a number and its text in words differ', () => {
  expect([null, 3, '3', 2n ** 60n, true, 'vq'].map(valueKey)).toEqual([
    'missing',
    'number 3',
    'number 3',
    'number 1152921504606846976',
    'boolean true',
    'string vq',
  ])
})

test('a small bigint is the number that it holds', () => {
  expect(cellValue(5n)).toBe(5)
})

test('numbers are ordered by value, not by their digits as text', () => {
  expect([-2, -10, 1e-7, 2.25, 2.3, 1e21].toSorted(compareCells)).toEqual([
    -10, -2, 1e-7, 2.25, 2.3, 1e21,
  ])
  expect(compareCells(null, undefined)).toBe(0)
  expect(compareCells(1, '1.0')).toBe(0)
})
