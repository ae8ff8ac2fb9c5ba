import { expect, test } from 'vitest'
import { namesInFull, shownNames } from './shownNames.ts'

const long = (word: string) => `encoder_architecture=${word}_dropout=0.1`

test('names are shortened together, so that they stay different', () => {
  const shownAs = shownNames([long('mlp'), long('gnn')])
  expect([long('mlp'), long('gnn')].map(shownAs)).toEqual([
    '…architecture=mlp…0.1',
    '…architecture=gnn…0.1',
  ])
})

test('a caption has the shortened names in full', () => {
  expect(namesInFull([long('mlp'), 'vq', long('gnn'), long('mlp')])).toBe(
    ' Shortened names: …architecture=mlp…0.1 is encoder_architecture=mlp_dropout=0.1; ' +
      '…architecture=gnn…0.1 is encoder_architecture=gnn_dropout=0.1.',
  )
})

test('a caption says nothing of names that are whole', () => {
  expect(namesInFull(['mlp', 'gnn'])).toBe('')
})

test('a caption counts more than a dozen shortened names', () => {
  const names = Array.from({ length: 13 }, (_, i) => long(`mlp${i}`))
  expect(namesInFull(names)).toBe(' 13 names are shortened; the tables have them in full.')
})

test('an empty name is told from a missing one', () => {
  expect(shownNames(['', 'vq'])('')).toBe('(empty)')
  expect(namesInFull(['', 'vq'])).toBe('')
  expect(['', ' ', '  '].map(shownNames(['', ' ', '  ']))).toEqual([
    '(empty)',
    '(1 space)',
    '(2 spaces)',
  ])
})

test('numbers beside each other have one notation', () => {
  const names = ['0', '1e-05', '0.0001', 'null']
  expect(names.map(shownNames(names))).toEqual(['0', '10⁻⁵', '10⁻⁴', 'null'])
  expect(namesInFull(names)).toBe('')
  expect(['1e-05', '1e-5'].map(shownNames(['1e-05', '1e-5']))).toEqual(['1e-05', '1e-5'])
})

test('numbers have at most six digits, and no noise of floating point', () => {
  const shown = (names: string[]) => names.map(shownNames(names))
  expect(shown(['0.000009999999999999999', '0.0001', '0.001'])).toEqual(['10⁻⁵', '10⁻⁴', '10⁻³'])
  expect(shown(['0.30000000000000004', '0.1', 'null'])).toEqual(['0.3', '0.1', 'null'])
  expect(shown(['0.0000010060283193652333', '0.09804665512984732'])).toEqual([
    '1.00603×10⁻⁶',
    '9.80467×10⁻²',
  ])
  expect(namesInFull(['0.0000010060283193652333', '0.09804665512984732'])).toBe('')
})

test('numbers have more digits where fewer would make them the same', () => {
  const shown = (names: string[]) => names.map(shownNames(names))
  expect(shown(['0.30000000000000004', '0.3'])).toEqual(['0.30000000000000004', '0.3'])
  expect(shown(['0.123456701', '0.123456802'])).toEqual(['0.1234567', '0.1234568'])
})

test('integers keep all their digits, and short decimals their notation', () => {
  const shown = (names: string[]) => names.map(shownNames(names))
  expect(shown(['20230915', '7'])).toEqual(['20230915', '7'])
  expect(shown(['0.0001', 'null'])).toEqual(['0.0001', 'null'])
})

test('numbers that axes write with a power of ten have one in names too', () => {
  const shown = (names: string[]) => names.map(shownNames(names))
  expect(shown(['0.00001', '0.001', 'null'])).toEqual(['10⁻⁵', '10⁻³', 'null'])
  expect(shown(['0.00003', '-0.003', '0'])).toEqual(['3×10⁻⁵', '−3×10⁻³', '0'])
})
