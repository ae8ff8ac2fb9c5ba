import { expect, test } from 'vitest'
import { loadedRun } from '../../testing/loadedRun.ts'
import type { LoadedRun } from '../runRecord.ts'
import { withCollections } from './collections.ts'

function recorded(name: string | null, overrides = {}): LoadedRun {
  const collection = name === null ? null : ({ kind: 'experiment', name } as const)
  return loadedRun('run', { collection, overrides })
}

/** What each run has as parameters now. */
function parametersOf(runs: readonly LoadedRun[]) {
  return withCollections(runs).map(({ overrides }) =>
    Object.fromEntries(overrides.map(({ key, value }) => [key, value])),
  )
}

test('where runs are of several experiments, the experiment is a parameter', () => {
  const runs = [recorded('mnist', { lr: 1 }), recorded('cifar', { lr: 1 }), recorded('cifar')]
  expect(parametersOf([...runs, recorded(null)])).toEqual([
    { experiment: 'mnist', lr: 1 },
    { experiment: 'cifar', lr: 1 },
    { experiment: 'cifar' },
    {},
  ])
})

test('one experiment, or one for most runs, is not a parameter', () => {
  expect(parametersOf([recorded('mnist'), recorded('mnist')])).toEqual([{}, {}])
  expect(parametersOf([recorded('a'), recorded('b')])).toEqual([{}, {}])
  const mostly = ['a', 'a', 'b', 'c', 'd'].map((name) => recorded(name))
  expect(parametersOf(mostly)).toEqual([{}, {}, {}, {}, {}])
})

test('a setting of the same name keeps it', () => {
  const runs = [recorded('a', { experiment: 1 }), recorded('b'), recorded('b')]
  expect(parametersOf(runs)[0]).toEqual({ 'tracker.experiment': 'a', experiment: 1 })
})
