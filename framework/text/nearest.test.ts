import { expect, test } from 'vitest'
import { didYouMean, nearest } from './nearest.ts'

test.each([
  ['sead', 'seed'],
  ['sweepdir', 'sweep_dir'],
  ['widht', 'width'],
  ['sede', 'seed'],
  ['batch', undefined],
  ['which', 'which_figures'],
  ['wi', undefined],
  ['', undefined],
])('%s -> %s', (word, expected) => {
  expect(nearest(word, ['seed', 'sweep_dir', 'width', 'which_figures'])).toBe(expected)
})

test('of two that are as close, the first', () => {
  expect(nearest('sed', ['seed', 'send'])).toBe('seed')
})

test('the nearest candidate is asked for, and nothing where none is close', () => {
  expect(didYouMean('tokeniser', ['seed', 'tokenizer'])).toBe('Did you mean "tokenizer"? ')
  expect(didYouMean('tokeniser', ['seed'])).toBe('')
})
