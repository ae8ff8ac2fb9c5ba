import { table } from 'arquero'
import { expect, test } from 'vitest'
import { withCompression } from '../compare_tokenizers/compression.ts'

const compressionOf = (latent_dim: number | null, codebook_size: number | null) =>
  withCompression(table({ latent_dim: [latent_dim], codebook_size: [codebook_size] })).get(
    'compression',
    0,
  )

test('a quantised token takes the bits of an index into its codebook', () => {
  expect(compressionOf(32, 512)).toBe(128 / 9)
})

test('a continuous token takes 32 bits a latent dimension, which may be more than the input', () => {
  expect(compressionOf(4, null)).toBe(1)
  expect(compressionOf(32, null)).toBe(0.125)
})

test('a run of unknown latent space has no compression', () => {
  expect(compressionOf(null, null)).toBeNull()
})
