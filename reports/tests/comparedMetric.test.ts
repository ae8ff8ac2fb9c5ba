import { table } from 'thesis-report'
import { expect, test } from 'vitest'
import { comparedMetric } from '../compare_tokenizers/comparedMetric.ts'

const runs = table({ run_dir: ['a', 'b'], best_epoch: [1, 1], 'loss.total_best': [0.1, 0.2] })
const history = (split: string) =>
  table({ epoch: [0, 1, 1], split: ['val', 'val', split], val_loss: [0.3, 0.2, 0.25] })

test('the test loss is compared where every run logged one', () => {
  const tested = new Map(['a', 'b'].map((runDir) => [runDir, history('test')]))
  const compared = comparedMetric(runs, tested)
  expect(compared).toMatchObject({ metric: 'test_loss', remarks: [] })
  expect([...compared.runs.array('test_loss')]).toEqual([0.25, 0.25])
})

test('else the best validation loss is, with a remark where only some runs logged a test loss', () => {
  const some = new Map([
    ['a', history('test')],
    ['b', history('train')],
  ])
  expect(comparedMetric(runs, some)).toEqual({
    runs,
    metric: 'loss.total_best',
    remarks: [
      'Only 1 of 2 runs logged a test loss at their chosen epoch, so that tokenizers are compared by ' +
        'loss.total_best.',
    ],
  })
  expect(comparedMetric(runs, new Map())).toEqual({ runs, metric: 'loss.total_best', remarks: [] })
})
