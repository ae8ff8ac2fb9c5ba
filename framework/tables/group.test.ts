import { table } from 'arquero'
import { expect, test } from 'vitest'
import { aggregateRuns, groupRuns } from './group.ts'

const runs = table([
  ['tokenizer', ['vq', 'none', 'vq', null]],
  ['seed', [10, 9, 9, 1]],
  ['loss.total_best', [1, 2, 4, null]],
])

test('groups stand in the order of their keys, missing last', () => {
  const groups = groupRuns(runs, 'tokenizer').count().array('tokenizer')
  expect(groups).toEqual(['none', 'vq', null])
})

test('numeric keys are ordered as numbers', () => {
  expect(groupRuns(runs, ['seed']).count().array('seed')).toEqual([1, 9, 10])
})

test('aggregates become dotted columns with the sample standard deviation', () => {
  const table = aggregateRuns(runs, 'tokenizer', { 'loss.total_best': ['mean', 'std', 'count'] })
  expect(table.objects()).toEqual([
    {
      tokenizer: 'none',
      n: 1,
      'loss.total_best.mean': 2,
      'loss.total_best.std': null,
      'loss.total_best.count': 1,
    },
    {
      tokenizer: 'vq',
      n: 2,
      'loss.total_best.mean': 2.5,
      'loss.total_best.std': Math.sqrt(4.5),
      'loss.total_best.count': 2,
    },
    {
      tokenizer: null,
      n: 1,
      'loss.total_best.mean': null,
      'loss.total_best.std': null,
      'loss.total_best.count': 0,
    },
  ])
})

test('all spellings of a value are one group, written in one form', () => {
  const spelled = table([
    ['lr', ['1e-3', 0.001, '.001', '0.01']],
    ['amp', ['True', true, 'true', null]],
    ['width', ['32', 32, '32.0', '9007199254740993']],
    ['loss', [1, 2, 3, 4]],
  ])
  const counts = aggregateRuns(spelled, ['lr', 'amp', 'width'], { loss: ['mean'] }).objects()
  expect(counts).toEqual([
    { lr: 0.001, amp: true, width: 32, n: 3, 'loss.mean': 2 },
    { lr: 0.01, amp: null, width: '9007199254740993', n: 1, 'loss.mean': 4 },
  ])
})

test('an unknown key is an error that lists the columns', () => {
  expect(() => groupRuns(runs, 'sed')).toThrow(
    'The runs have no column "sed". Did you mean "seed"? They have: tokenizer, seed, loss.total_best.',
  )
})

test('a misspelt column or aggregate is reported with the one that was meant', () => {
  const runs = table({ tokenizer: ['vq'], loss: [1] })
  expect(() => groupRuns(runs, 'tokeniser')).toThrow('Did you mean "tokenizer"? They have: ')
  expect(() => aggregateRuns(runs, 'tokenizer', { loss: ['meen' as never] })).toThrow(
    'aggregateRuns: there is no aggregate "meen". Did you mean "mean"? Use one of: mean, std, ',
  )
})
