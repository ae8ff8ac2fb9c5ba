import { table } from 'arquero'
import { expect, test } from 'vitest'
import { withLosses } from '../compare_globals_heads/losses.ts'

test('the globals loss is divided by its weight, and not available at weight 0', () => {
  const runs = table({
    globals_beta: [10, 0, null],
    'loss.rec_globals_best': [50, 0, 1],
    'loss.recon_best': [1, 2, 3],
  })
  const losses = withLosses(runs)
  expect(losses.array('rec_globals')).toEqual([5, null, null])
  expect(losses.array('rec_tokens')).toEqual([1, 2, 3])
})
