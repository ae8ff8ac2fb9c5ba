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
})

test('numbers beside each other have one notation', () => {
  const names = ['0', '1e-05', '0.0001', 'unknown']
  expect(names.map(shownNames(names))).toEqual(['0', '10⁻⁵', '10⁻⁴', 'unknown'])
  expect(namesInFull(names)).toBe('')
  expect(['1e-05', '1e-5'].map(shownNames(['1e-05', '1e-5']))).toEqual(['1e-05', '1e-5'])
})
