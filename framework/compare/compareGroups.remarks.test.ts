import { expect, test } from 'vitest'
import { type RunCells, runsOf } from '../testing/exampleRuns.ts'
import { compareGroups } from './compareGroups.ts'
import type { CompareGroupsOptions } from './compareOptions.ts'

function remarksOf(more: (tokenizer: string, seed: number) => RunCells, options = {}) {
  return compare(more, options).remarks
}

function compare(
  more: (tokenizer: string, seed: number) => RunCells,
  options: Partial<CompareGroupsOptions> = {},
) {
  const rows = [1, 2, 3, 4].flatMap((seed) =>
    ['none', 'vq'].map((tokenizer) => ({
      tokenizer,
      seed,
      loss: seed + (tokenizer === 'vq' ? 1 : 0),
      ...more(tokenizer, seed),
    })),
  )
  return compareGroups(runsOf(rows), {
    metric: 'loss',
    by: 'tokenizer',
    better: 'lower',
    ...options,
  })
}

test('groups that differ in nothing else need no remark', () => {
  expect(remarksOf(() => ({ git_commit: 'abc', dataset_name: 'jets', epochs: 5 }))).toEqual([])
})

test.each([
  [
    'dataset_name',
    'Groups differ in dataset (dataset_name), which is compared along with tokenizer (none: old.h5, vq: new.h5).',
  ],
  [
    'git_commit',
    'Groups differ in code version (git_commit), which is compared along with tokenizer (none: old.h5, vq: new.h5).',
  ],
  [
    'encoder',
    'encoder and tokenizer change together (new.h5 with vq, old.h5 with none): what is compared is both',
  ],
])('another %s is reported', (column, remark) => {
  const remarks = remarksOf((tokenizer) => ({ [column]: tokenizer === 'vq' ? 'new.h5' : 'old.h5' }))
  expect(remarks.join()).toContain(remark)
})

test('a column that says the same as the compared one is not told as another parameter', () => {
  const rows = [1, 2, 3, 4].flatMap((seed) =>
    ['mlp', 'gnn'].map((encoder) => ({ encoder, 'model/encoder': encoder, seed, loss: seed })),
  )
  const { remarks } = compareGroups(runsOf(rows), { metric: 'loss', by: 'model/encoder' })
  expect(remarks.join()).not.toContain('change together')
})

test('unequal numbers of epochs are reported, with both', () => {
  const remarks = remarksOf((tokenizer, seed) => ({ epochs: tokenizer === 'vq' ? 100 : seed + 10 }))
  expect(remarks).toEqual([
    'Groups trained for different numbers of epochs: by tokenizer (none: 11 to 14, vq: 100). The longer ones had ' +
      'more time, and more epochs to choose the best from.',
  ])
})

test('the best of many epochs is a biased metric, and said to be', () => {
  const best = (column: string) =>
    remarksOf((_, seed) => ({ [column]: seed * 1.5 }), { metric: column }).join()
  expect(best('loss.total_best')).toContain('chosen on the data that it is reported on')
  expect(best('val.best')).toContain('chosen on the data that it is reported on')
  expect(best('loss.total_final')).not.toContain('chosen on the data')
})

test('a best value that is the last one in every run was not chosen among several', () => {
  const remarksWith = (last: number) =>
    remarksOf((_, seed) => ({ 'acc.best': seed * 1.5, acc: seed * last }), { metric: 'acc.best' })
  expect(remarksWith(1.5).join()).not.toContain('chosen on the data')
  expect(remarksWith(1).join()).toContain('chosen on the data that it is reported on')
  const ofOneEpoch = remarksOf((_, seed) => ({ 'acc.best': seed, epochs: 1 }), {
    metric: 'acc.best',
  })
  expect(ofOneEpoch.join()).not.toContain('chosen on the data')
})

test('pairs that all have one seed are reported', () => {
  const rows = ['a', 'b', 'c'].flatMap((encoder, i) =>
    ['none', 'vq'].map((tokenizer) => ({
      tokenizer,
      encoder,
      seed: 42,
      loss: i + tokenizer.length,
    })),
  )
  const { rows: found, remarks } = compareGroups(runsOf(rows), { metric: 'loss', by: 'tokenizer' })
  expect(found[0]).toMatchObject({ unit: 'pair', nPairs: 3, better: 'lower' })
  expect(remarks.join()).toContain('All pairs of 1 comparison by tokenizer have the same seed')
})

test('runs that a sampler chose are described, not tested; pruned ones are left out and counted', () => {
  const { rows, remarks } = compare(
    (tokenizer, seed) => ({ status: seed === 4 && tokenizer === 'vq' ? 'PRUNED' : 'finished' }),
    { sampler: "Optuna's TPE sampler" },
  )
  expect(rows[0]).toMatchObject({
    verdict: 'descriptive only',
    nB: 3,
    pValue: null,
    pHolm: null,
    test: null,
    ratioLow: null,
  })
  expect(rows[0]?.ratio).toBeGreaterThan(1)
  expect(remarks.join(' ')).toContain(
    "were chosen by Optuna's TPE sampler from the results of others",
  )
  expect(remarks.join(' ')).toContain('Left out: 1 run that the sampler stopped early (pruned).')
  expect(compare(() => ({ sampler: 'TPE' })).rows[0]?.verdict).toBe('descriptive only')
})

test('pairs that a remark lists are told apart by their column and by the part that is compared', () => {
  const rows = [1, 2, 3].flatMap((seed) => [
    { lr: 1, seed, loss: seed },
    ...[8, 16].map((size) => ({ lr: 2, size, seed, loss: 2 * seed })),
  ])
  const { remarks } = compareGroups(runsOf(rows), { metric: 'loss', by: 'lr' })
  expect(remarks.join()).toContain(
    'All units of lr 1 and 2, lr 1 and 2 (size=8), lr 1 and 2 (size=16) show the same difference',
  )
})
