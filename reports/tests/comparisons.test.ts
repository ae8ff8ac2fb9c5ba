import { table } from 'thesis-report'
import { expect, test } from 'vitest'
import { compareTokenizers } from '../compare_tokenizers/comparisons.ts'

/** Runs of two tokenizers at the same seeds, the second one's loss a multiple of the first one's. */
function runsOf(seeds: number, factor: number) {
  const rows = Array.from({ length: seeds }, (_, seed) => seed)
  return table({
    tokenizer: rows.flatMap(() => ['none', 'vq']),
    seed: rows.flatMap((seed) => [seed, seed]),
    'loss.total_best': rows.flatMap((seed) => [1 + seed, factor * (1 + seed)]),
  })
}

test('pairs are runs that agree in everything else, whatever the scale of their losses', () => {
  const [pair] = compareTokenizers(runsOf(8, 2), ['tokenizer', 'seed']).objects()
  expect(pair).toMatchObject({ a: 'none', b: 'vq', n_pairs: 8, verdict: 'different' })
  expect((pair as { ratio: number }).ratio).toBeCloseTo(2, 12)
  expect((pair as { p_value: number }).p_value).toBe(2 / 2 ** 8)
})

test('few seeds cannot show a difference, and the verdict says so', () => {
  const [pair] = compareTokenizers(runsOf(3, 2), ['tokenizer', 'seed']).objects()
  expect(pair).toMatchObject({ n_pairs: 3, verdict: 'underpowered', smallest_p_value: 0.25 })
})

test('a single tokenizer compares with nothing', () => {
  const runs = table({ tokenizer: ['vq'], seed: [1], 'loss.total_best': [1] })
  expect(compareTokenizers(runs, ['seed']).numRows()).toBe(0)
})
