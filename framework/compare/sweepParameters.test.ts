import { table } from 'arquero'
import { expect, test } from 'vitest'
import { sweepParameters } from './sweepParameters.ts'

test('parameters that differ are named once, measured columns and shared overrides are not', () => {
  const runs = table([
    ['run_dir', ['a', 'b']],
    ['encoder', ['mlp', 'mlp']],
    ['tokenizer', ['none', 'vq']],
    ['seed', [1, 2]],
    ['loss.total_best', [0.1, 0.2]],
    ['metric_auc_final', [0.1, 0.2]],
    ['latent_space', ['none', 'vq']],
    ['lr', [0.1, 0.2]],
    ['data.num_workers', [0, 0]],
  ])
  expect(sweepParameters(runs)).toEqual(['tokenizer', 'seed', 'lr'])
})
