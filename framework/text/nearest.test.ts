import { expect, it } from 'vitest'
import { nearest } from './nearest.ts'

it.each([
  ['sead', 'seed'],
  ['sweepdir', 'sweep_dir'],
  ['batch', undefined],
])('%s -> %s', (word, expected) => {
  expect(nearest(word, ['seed', 'sweep_dir', 'which_figures'])).toBe(expected)
})
