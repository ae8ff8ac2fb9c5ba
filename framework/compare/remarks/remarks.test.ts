import { expect, test } from 'vitest'
import { remarksOf } from '../../testing/comparisons/exampleRows.ts'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareGroups } from '../compareGroups.ts'

/** Three runs of each, with losses that differ, and with what else they have. */
const runs = (more: (tokenizer: string, seed: number) => RunCells = () => ({})): RunCells[] =>
  [1, 2, 3].flatMap((seed) =>
    ['none', 'vq'].map((tokenizer) => ({
      ...{ tokenizer, seed, loss: seed * (tokenizer === 'vq' ? 2 + seed / 9 : 1) },
      ...more(tokenizer, seed),
    })),
  )

test('where no run has a value, nothing is compared', () => {
  expect(remarksOf(runs(() => ({ loss: null })))).toEqual([
    'Nothing is compared by tokenizer: none of 6 runs has a value of loss.',
    'Left out, without a value of loss: 6 of 6 runs (by tokenizer 3 of none, 3 of vq).',
  ])
  const [one] = runs(() => ({ loss: null }))
  expect(remarksOf([one as RunCells])[0]).toContain('none of 1 run has a value of loss')
})

test('where neither the name nor the asker says which values are better, the guess is told', () => {
  const said = 'Nothing says which values of energy are better; lower ones are taken to be.'
  const rows = runs((_, seed) => ({ energy: seed }))
  const told = (metric: string, more: object = {}) =>
    compareGroups(runsOf(rows), { metric, by: 'tokenizer', ...more }).remarks.join()
  expect(told('energy')).toContain(said)
  expect(told('energy', { better: 'higher' })).not.toContain('Nothing says')
  expect(told('loss')).not.toContain('Nothing says')
})

test('where all runs are of one value, it is named', () => {
  const vq = runs().filter(({ tokenizer }) => tokenizer === 'vq')
  expect(remarksOf(vq)).toEqual(['Nothing is compared by tokenizer: all 3 runs have the value vq.'])
  expect(remarksOf(vq.slice(0, 1))[0]).toBe(
    'Nothing is compared by tokenizer: the only run has the value vq.',
  )
})

test('where the runs of all other values have none of the metric, that is told too', () => {
  const rows = runs((tokenizer) => (tokenizer === 'none' ? { loss: null } : {}))
  expect(remarksOf(rows)).toEqual([
    'Nothing is compared by tokenizer: all 3 runs with a value of loss have the value vq.',
    'Left out, without a value of loss: 3 of 6 runs (by tokenizer 3 of none).',
  ])
})

test('runs that are left out are counted by group', () => {
  const rows = runs((tokenizer, seed) => (tokenizer === 'vq' && seed < 3 ? { loss: null } : {}))
  expect(remarksOf(rows)).toEqual([
    'Left out, without a value of loss: 2 of 6 runs (by tokenizer 2 of vq).',
  ])
})

test('runs of a sampler are described, and those that it stopped are counted', () => {
  const rows = runs((_, seed) => ({ status: seed === 3 ? 'PRUNED' : 'finished' }))
  expect(remarksOf(rows, { sampler: 'TPE' })).toEqual([
    'The runs were chosen by TPE from the results of others, which no test accounts for: the comparisons are ' +
      'descriptive only.',
    'Left out: 2 runs that the sampler stopped early (pruned).',
  ])
})

const BIASED = (metric: string) =>
  `${metric} is the best of a run's epochs, chosen on the data that it is reported on: it flatters noisy and long ` +
  'trainings. If a test metric was logged at the chosen epoch, compare that instead.'
const best = (metric: string, more: (seed: number) => RunCells = () => ({})) =>
  remarksOf(
    runs((tokenizer, seed) => ({
      ...{ [metric]: seed * (tokenizer === 'vq' ? 2 + seed / 9 : 1), ...more(seed) },
    })),
    { metric },
  )

test('the best of several epochs is said to be biased', () => {
  expect(best('loss.total_best')).toEqual([BIASED('loss.total_best')])
  expect(best('val.best')).toEqual([BIASED('val.best')])
  expect(best('loss.total_final')).toEqual([])
  expect(best('best_loss')).toEqual([])
  expect(best('val.best.of')).toEqual([])
})

test('one that is the last of all runs was not chosen', () => {
  const last = (factor: number, missing?: number) => (seed: number) => ({
    acc: seed === missing ? null : seed * factor,
  })
  const rows = (more: (seed: number) => RunCells) =>
    remarksOf(
      runs((tokenizer, seed) => ({
        'acc.best': seed,
        ...(tokenizer === 'vq' ? more(seed) : { acc: seed }),
      })),
      { metric: 'acc.best', better: 'higher' },
    )
  const isBiased = (more: (seed: number) => RunCells) => rows(more).includes(BIASED('acc.best'))
  expect(isBiased(last(1))).toBe(false)
  expect(isBiased(last(0.9))).toBe(true)
  // A run whose last value is not known may have been chosen.
  expect(isBiased(last(1, 3))).toBe(true)
})

test('the last value may stand among the metrics of facts', () => {
  expect(best('acc_best', (seed) => ({ 'metric.acc': seed * 99 }))).toEqual([BIASED('acc_best')])
  const last = runs((tokenizer, seed) => {
    const acc = seed * (tokenizer === 'vq' ? 2 + seed / 9 : 1)
    return { acc_best: acc, 'metric.acc': acc }
  })
  expect(remarksOf(last, { metric: 'acc_best' })).toEqual([])
})

test('without the last value, the number of epochs tells whether it was chosen', () => {
  expect(best('val.best', () => ({ epochs: 1 }))).toEqual([])
  expect(best('val.best', () => ({ epochs: 2 }))).toEqual([BIASED('val.best')])
  expect(best('val.best', (seed) => ({ epochs: seed === 1 ? 2 : 1 }))).toContain(BIASED('val.best'))
  expect(best('val.best', () => ({ epochs: null }))).toEqual([BIASED('val.best')])
  expect(best('val.best', (seed) => ({ epochs: seed === 1 ? null : 1 }))).toEqual([])
})

test('where nothing is compared, nothing is said of how', () => {
  const rows = runs(() => ({ 'val.best': 1, epochs: 3 })).filter(
    ({ tokenizer }) => tokenizer === 'vq',
  )
  expect(remarksOf(rows, { metric: 'val.best' })).toHaveLength(1)
})

test('texts that are pooled as one number are told, unless numbers stand beside them', () => {
  const versions = (of: (tokenizer: string, seed: number) => string | number) =>
    compareGroups(runsOf(runs((tokenizer, seed) => ({ version: of(tokenizer, seed) }))), {
      metric: 'loss',
      by: 'version',
      parameters: ['version'],
    }).remarks.join('\n')
  const said = 'Texts of the same number are the same value: by version (1.1 = 1.10).'
  expect(
    versions((tokenizer, seed) => (tokenizer === 'vq' ? '2' : seed === 1 ? '1.10' : '1.1')),
  ).toContain(said)
  expect(versions((tokenizer) => (tokenizer === 'vq' ? '2' : '1.1'))).not.toContain('same number')
  expect(
    versions((tokenizer, seed) => (tokenizer === 'vq' ? 2 : seed === 1 ? '1.10' : '1.1')),
  ).not.toContain('same number')
})

test('a margin that any two values of a bounded metric are within is not applied', () => {
  const accuracies = runs((tokenizer, seed) => ({
    'val/acc': tokenizer === 'vq' ? 0.4 + seed ** 2 / 100 : 0.8 + seed / 100,
  }))
  const compared = (margin: number) =>
    compareGroups(runsOf(accuracies), {
      metric: 'val/acc',
      by: 'tokenizer',
      better: 'higher',
      margin,
    })
  const said = 'The margin of 1.05 is not applied: val/acc is compared by differences, and any two'
  expect(compared(1.05).remarks.join()).toContain(said)
  expect(compared(1.05).rows[0]?.verdict).not.toMatch(/^equal/)
  expect(compared(0.9).remarks.join()).not.toContain('not applied')
  expect(compared(0.9).rows[0]?.verdict).toBe('equal within 0.9')
})
