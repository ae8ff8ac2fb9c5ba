import { expect, test } from 'vitest'
import { noteColumns } from '../../tables/columnAliases.ts'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareParameters } from '../parameters/compareParameters.ts'
import { sweptParameters } from '../parameters/sweptParameters.ts'
import { isLossWeight, isWholeLoss } from './lossWeightName.ts'
import { isProportional } from './proportional.ts'
import { rescalingParameters } from './rescalingParameters.ts'

function rescaling(rows: readonly RunCells[], metric: string, names: readonly string[]) {
  const table = runsOf(rows)
  const others = new Set(table.columnNames().filter((name) => !names.includes(name)))
  const runs = noteColumns(table, { aliases: new Map(), parameters: names, others })
  const parameters = sweptParameters(runs, { names })
  return rescalingParameters(runs, { metric, seed: 'seed', parameters })
}

/** A total of a reconstruction and a weighted term, for each weight and seed. */
function weighted(weights: readonly number[], name: string): RunCells[] {
  return weights.flatMap((weight) =>
    [1, 2, 3].map((seed) => ({
      [name]: weight,
      seed,
      'val/loss': 0.01 * seed + weight * (5 + 0.01 * seed),
      'val/recon_loss': 0.01 * seed,
      'val/acc': 0.9 - 0.01 * seed,
      'train/recon_loss': 0.02 * seed,
    })),
  )
}

test('a weight in the loss may change what the loss measures, and other metrics are named', () => {
  expect(rescaling(weighted([0, 1, 10], 'kl_weight'), 'val/loss', ['kl_weight'])).toEqual([
    {
      parameter: 'kl_weight',
      remark:
        'kl_weight may change what val/loss measures rather than how well the runs train: its name is that ' +
        'of a weight or a choice in the loss, and val/loss grows in proportion to it. Compare by a metric ' +
        'that does not contain what it weighs (inputs.metric=…; there is val/recon_loss, val/acc).',
    },
  ])
})

test('a loss that grows in proportion tells a weight of any name', () => {
  const [found] = rescaling(weighted([1, 2, 5], 'x'), 'val/loss', ['x'])
  expect(found?.remark).toContain('how well the runs train: val/loss grows in proportion to it.')
})

test('so does a part that grows in proportion while the rest outweighs it', () => {
  const rows = [1, 2, 4].flatMap((x) =>
    [1, 2].map((seed) => ({
      x,
      seed,
      'val/loss': 100 + seed + 0.1 * x,
      'val/aux_loss': 0.1 * x,
      'val/main_loss': 100 + seed,
    })),
  )
  const [found] = rescaling(rows, 'val/loss', ['x'])
  expect(found?.remark).toContain('val/aux_loss grows in proportion to it')
  expect(found?.remark).toContain('there is val/main_loss)')
})

test('the weighed term itself is not proposed, whatever it does', () => {
  const rows = weighted([0, 1], 'kl_weight').map((row, at) => ({ ...row, 'val/kl_loss': at % 5 }))
  const [found] = rescaling(rows, 'val/loss', ['kl_weight'])
  expect(found?.remark).toContain('there is val/recon_loss, val/acc)')
})

test('a metric that does not contain the weighted term raises no doubt', () => {
  const rows = weighted([0, 1, 10], 'kl_weight')
  expect(rescaling(rows, 'val/recon_loss', ['kl_weight'])).toEqual([])
  expect(rescaling(rows, 'val/acc', ['kl_weight'])).toEqual([])
})

test('what is found of such a parameter comes last, and says so', () => {
  const runs = runsOf(
    weighted([1, 3, 10], 'beta').flatMap((row) =>
      ['adam', 'sgd'].map((optimizer) => ({
        ...row,
        optimizer,
        loss:
          (row['val/loss'] as number) *
          (optimizer === 'sgd' ? 1.2 + 0.1 * (row.seed as number) : 1),
      })),
    ),
  )
  const { findings } = compareParameters(runs, {
    metric: 'loss',
    better: 'lower',
    parameters: ['optimizer', 'beta'],
  })
  expect(findings[0]?.key).toBe('sgd-vs-adam')
  expect(findings.at(-1)?.sentence).toMatch(/; beta may change what loss measures\.$/)
})

test.each([
  'kl_weight',
  'phase1.decoder.globals_beta',
  'beta',
  'model.lambda_adv',
  'loss',
  'trainer.criterion.label_smoothing',
  'loss_weights.aux',
  'commitment_coef',
  'model/loss',
])('%s is named as a weight in the loss', (key) => {
  expect(isLossWeight(key)).toBe(true)
})

test.each([
  'weight_decay',
  'optimizer.betas',
  'optim.beta',
  'adam_beta2',
  'beta1',
  'beta_schedule',
  'lr',
  'model.alphabet',
  'weights_path',
  'ema.lambda',
  'pretrained_weights',
  'dropout',
])('%s is not', (key) => {
  expect(isLossWeight(key)).toBe(false)
})

test('the loss as a whole is told from its parts', () => {
  for (const whole of ['val/loss', 'loss.total_best', 'val_loss.best', 'eval_loss', 'loss']) {
    expect(isWholeLoss(whole), whole).toBe(true)
  }
  for (const part of ['loss.recon_best', 'val/kl_loss', 'val_acc', 'val_mse', 'epoch']) {
    expect(isWholeLoss(part), part).toBe(false)
  }
})

test('a power law that is not proportional, or has spread, does not count', () => {
  const points = (y: (x: number, block: number) => number) =>
    [1, 2, 3].flatMap((block) => [1, 2, 8].map((x) => ({ x, y: y(x, block), block: `${block}` })))
  expect(isProportional(points((x, block) => block * x))).toBe(true)
  expect(isProportional(points((x) => Math.sqrt(x)))).toBe(false)
  expect(isProportional(points((x) => 1 / x))).toBe(false)
  expect(isProportional(points((x, block) => x ** (0.6 + 0.2 * block)))).toBe(false)
})

test('of two values that are close the metric may double by chance', () => {
  const points = (most: number) =>
    [1, 2, 3].flatMap((block) => [1, most].map((x) => ({ x, y: x, block: `${block}` })))
  expect(isProportional(points(2))).toBe(false)
  expect(isProportional(points(10))).toBe(true)
})

test('without blocks in common the fitted power law decides', () => {
  const drawn = Array.from({ length: 20 }, (_, i) => ({ x: 1 + i, block: `${i}` }))
  expect(isProportional(drawn.map((each) => ({ ...each, y: 3 * each.x })))).toBe(true)
  expect(isProportional(drawn.map((each) => ({ ...each, y: 3 * each.x ** 0.5 })))).toBe(false)
})
