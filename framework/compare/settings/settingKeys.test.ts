import { table } from 'arquero'
import { expect, test } from 'vitest'
import { noteColumns } from '../../tables/columnAliases.ts'
import { settingKeys } from './settingKeys.ts'

const RUNS = table({
  lr: [0.1, '1e-1', 0.2, 0.1],
  beta: [1, 1, 1, 2],
  seed: [0, 1, null, 0],
})

/** The runs as numbers of their settings, in the order of these. */
const settingsOf = (...given: Parameters<typeof settingKeys>) => {
  const keys = settingKeys(...given).map(({ setting }) => setting)
  return keys.map((key) => keys.indexOf(key))
}

test('runs that agree in all parameters are of one setting, however their values are spelt', () => {
  expect(settingsOf(RUNS, ['lr', 'beta'])).toEqual([0, 0, 2, 3])
  expect(settingsOf(RUNS, ['lr'])).toEqual([0, 0, 2, 0])
})

test('the seed is not part of a setting, and may have another name', () => {
  expect(settingsOf(RUNS, ['lr', 'beta', 'seed'])).toEqual([0, 0, 2, 3])
  const [first, second] = settingKeys(RUNS, ['lr', 'beta'], 'beta')
  expect(first).toEqual({ setting: 'number 0.1', seed: 'number 1' })
  expect(second).toEqual(first)
})

test('values of parameters that follow each other are kept apart', () => {
  const runs = table({ a: ['x', 'xy'], b: ['yz', 'z'] })
  expect(settingsOf(runs, ['a', 'b'])).toEqual([0, 1])
})

test('a run without a seed has none, as have all of a table without that column', () => {
  expect(settingKeys(RUNS, []).map(({ seed }) => seed)).toEqual([
    'number 0',
    'number 1',
    null,
    'number 0',
  ])
  expect(settingKeys(table({ lr: [1] }), ['lr'])).toEqual([{ setting: 'number 1', seed: null }])
})

test('parameters are known by their other names; those that the runs lack tell nothing apart', () => {
  const runs = noteColumns(table({ lr: [1, 2] }), { aliases: new Map([['trainer.lr', 'lr']]) })
  expect(settingsOf(runs, ['trainer.lr', 'none'])).toEqual([0, 1])
  expect(settingsOf(runs, ['none'])).toEqual([0, 0])
})
