import { expect, test } from 'vitest'
import { noteColumns } from '../../tables/columnAliases.ts'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareParameters } from '../parameters/compareParameters.ts'
import { sweptParameters } from '../parameters/sweptParameters.ts'
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

test('a parameter that chooses the data changes what any metric measures', () => {
  const rows = ['mnist', 'cifar'].flatMap((value, i) =>
    [1, 2].map((seed) => ({
      dataset_name: value,
      'data.size': value,
      seed,
      'val/acc': 0.5 + i / 4,
    })),
  )
  const remarksOf = (name: string) => rescaling(rows, 'val/acc', [name]).map(({ remark }) => remark)
  expect(remarksOf('dataset_name')).toEqual([
    'dataset_name may change what val/acc measures rather than how well the runs train: by its name it chooses the ' +
      'data. Compare within one value of it (inputs.select.dataset_name=…).',
  ])
  expect(remarksOf('data.size')).toEqual([])
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

test('the key that a parameter has in configs may say that it is a weight', () => {
  const table = runsOf(weighted([0, 1, 10], 'k').map((row) => ({ ...row, 'val/loss': row.seed })))
  const remarksWith = (aliases: [string, string][]) => {
    const others = new Set(['val/loss'])
    const runs = noteColumns(table, { aliases: new Map(aliases), parameters: ['k'], others })
    const parameters = sweptParameters(runs, { names: ['k'] })
    return rescalingParameters(runs, { metric: 'val/loss', seed: 'seed', parameters })
  }
  expect(
    remarksWith([
      ['model.k', 'k'],
      ['loss.k', 'k'],
    ]),
  ).toEqual([
    {
      parameter: 'k',
      remark:
        'k may change what val/loss measures rather than how well the runs train: its name is that of a weight or a ' +
        'choice in the loss. Compare by a metric that does not contain what it weighs.',
    },
  ])
  expect(
    remarksWith([
      ['model.k', 'k'],
      ['loss.seed', 'seed'],
    ]),
  ).toEqual([])
})

test('a bounded metric is not rescaled, whatever it grows with', () => {
  const rows = [1, 2, 8].flatMap((x) => [1, 2].map((seed) => ({ x, seed, acc: 0.1 * x })))
  expect(rescaling(rows, 'acc', ['x'])).toEqual([])
})

test('runs without seeds, and parameters that are no numbers, may be told as well', () => {
  const rows = [1, 2, 8].map((x) => ({ x, mode: `m${x}`, 'val/loss': 3 * x }))
  expect(rescaling(rows, 'val/loss', ['x', 'mode']).map(({ parameter }) => parameter)).toEqual([
    'x',
  ])
})

test('of parts that grow in proportion, and metrics to compare by, three are named', () => {
  const rows = [1, 2, 8].flatMap((x) =>
    [1, 2].map((seed) => ({
      x,
      seed,
      'val/loss': 100 + seed,
      ...Object.fromEntries(['a', 'b', 'c', 'd'].map((part) => [`val/${part}_loss`, 0.01 * x])),
      ...Object.fromEntries(['e', 'f', 'g', 'h'].map((part) => [`val/${part}_mse`, seed])),
    })),
  )
  expect(rescaling(rows, 'val/loss', ['x'])).toEqual([
    {
      parameter: 'x',
      remark:
        'x may change what val/loss measures rather than how well the runs train: val/a_loss, val/b_loss, val/c_loss ' +
        'grow in proportion to it. Compare by a metric that does not contain what it weighs (inputs.metric=…; there ' +
        'is val/e_mse, val/f_mse, val/g_mse).',
    },
  ])
})

test('metrics are proposed that vary, and that each run has which has the loss', () => {
  const rows = weighted([0, 1, 10], 'kl_weight').map((row, at) => ({
    ...row,
    'val/constant_mse': 1,
    'val/mse': at === 0 ? null : at,
    'val/text_loss': 'none',
    'val/recon_loss.best_step': at,
    'val/loss.best': at,
    'val/time': at,
    'val/nll': BigInt(at),
    'val/--kl-loss': at,
  }))
  const [found] = rescaling(rows, 'val/loss', ['kl_weight'])
  expect(found?.remark).toContain('(inputs.metric=…; there is val/recon_loss, val/acc, val/nll).')
  // A run without the loss need not have the others.
  const more = rows.map((row, at) => (at === 0 ? { ...row, 'val/loss': null } : row))
  const [other] = rescaling(more, 'val/loss', ['kl_weight'])
  expect(other?.remark).toContain('there is val/recon_loss, val/acc, val/mse)')
})

test('of a loss of training metrics of training are proposed', () => {
  const rows = weighted([0, 1, 10], 'kl_weight').map((row) => ({
    ...row,
    'train/loss': row['val/loss'],
  }))
  const [found] = rescaling(rows, 'train/loss', ['kl_weight'])
  expect(found?.remark).toContain('there is train/recon_loss)')
})

test('runs are compared within all other parameters, whose values are kept apart', () => {
  // In proportion to x for each of a and b, which joined would be the same.
  const rows = [
    { a: 'p', b: 'qr', factor: 1 },
    { a: 'pq', b: 'r', factor: 1000 },
  ].flatMap(({ a, b, factor }) =>
    [1, 2, 8].map((x) => ({ a, b, x, seed: 1, 'val/loss': factor * x })),
  )
  const names = rescaling(rows, 'val/loss', ['x', 'a', 'b']).map(({ parameter }) => parameter)
  expect(names).toEqual(['x'])
})
