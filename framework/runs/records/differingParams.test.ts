import { expect, test } from 'vitest'
import { loadedRun } from '../../testing/loadedRun.ts'
import { savedRoot } from '../hydra/savedValues.ts'
import type { Cell } from '../runRecord.ts'
import { differingParams, paramsOfRun } from './differingParams.ts'

/** What is told of a second record, where the first has `counts`. */
function told(counts: Record<string, Cell>, params: Record<string, Cell>): string | undefined {
  const first = new Map(Object.entries(counts))
  return differingParams(
    { source: 'hydra', cellOf: (key) => first.get(key) },
    { source: 'mlflow', params: Object.entries(params) },
  )
}

test('values that differ are named with both', () => {
  expect(told({ lr: 0.1, 'net.depth': 2, a: 1 }, { lr: '0.2', 'net.depth': 3, b: 1 })).toBe(
    'mlflow has other values of parameters than hydra, which counts: ' +
      'lr (0.1, not 0.2), net.depth (2, not 3)',
  )
})

test('other spellings of a value, and what is missing, are no difference', () => {
  expect(told({ lr: 0.001, on: true, x: null }, { lr: '1e-3', on: 'True', x: 1 })).toBeUndefined()
  expect(told({ clip: 'NaN' }, { clip: 'nan' })).toBeUndefined()
})

test('what each tracker writes in its own way may differ: lists, interpolations, paths, names', () => {
  const counts = { sizes: '[1,2]', at: '${lr}', out_dir: 'a', data: '/x/y', optimizer: 'adam' }
  const other = { sizes: '[1, 2]', at: '0.1', out_dir: 'b', data: 'y', optimizer: '<Adam object>' }
  expect(told(counts, other)).toBeUndefined()
})

test('many differences are counted', () => {
  const all = (value: number) => ({ a: value, b: value, c: value, d: value, e: value })
  expect(told(all(1), all(2))).toMatch(/c \(1, not 2\) and 2 more$/)
})

test('a run has what its overrides set, else what its config has; the option of a group is no value', () => {
  const save = (key: string, value: Cell) =>
    key
      .split('.')
      .reduce((place, word) => place.child(word), savedRoot())
      .saveResolved(value, value)
  const run = loadedRun('0', {
    isJob: true,
    overrides: { lr: 0.5, net: 'small' },
    saved: [save('lr', 0.1), save('net.depth', 3)],
  })
  const { source, cellOf } = paramsOfRun(run)
  expect(source).toBe('Hydra')
  expect(['lr', 'net.depth', 'net', 'x'].map(cellOf)).toEqual([0.5, 3, undefined, undefined])
})
