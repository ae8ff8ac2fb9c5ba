import { expect, test } from 'vitest'
import type { ModelResult } from '../../inference/execution/modelResult.ts'
import { strategiesTable } from './strategiesTable.ts'

const result = {
  summary: {
    baseline: { mse_mean: 1 },
    strategies: {
      permutation: {
        corruption: 'permutation',
        params: { strength: 0.2 },
        mse_mean: 2,
        auroc: 0.5,
      },
      'additive_noise(strength=0.1)': {
        corruption: 'additive_noise',
        params: { strength: 0.1, eta_max: 4.5 },
        swept: 'strength',
        mse_mean: 3,
        auroc: 0.75,
        auroc_ci: [0.7, 0.8],
      },
    },
  },
} as unknown as ModelResult

test('each model has a row for its clean data and one for each corruption', () => {
  const [clean, permuted, noisy] = strategiesTable(new Map([['run_0', result]])).objects()
  expect(clean).toMatchObject({ run_id: 'run_0', strategy: 'baseline', mse_mean: 1, auroc: null })
  expect(permuted).toMatchObject({
    strategy: 'permutation',
    strength: null,
    mse_mean: 2,
    auroc: 0.5,
  })
  expect(noisy).toEqual({
    run_id: 'run_0',
    strategy: 'additive_noise(strength=0.1)',
    corruption: 'additive_noise',
    parameter: 'strength',
    strength: 0.1,
    mse_mean: 3,
    auroc: 0.75,
    auroc_low: 0.7,
    auroc_high: 0.8,
  })
})
