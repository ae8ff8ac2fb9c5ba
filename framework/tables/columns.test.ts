import { table } from 'arquero'
import { expect, test } from 'vitest'
import {
  numbers,
  numericColumns,
  plottable,
  plottableInterval,
  runDirs,
  runKeys,
  texts,
} from './columns.ts'

const runs = table([
  ['run_dir', ['007', 'gro\u0308\u00dfe']],
  ['lr', ['1e-3', 0.001]],
  ['amp', ['True', null]],
  ['loss', [0.5, null]],
])

test('groups have one name, whatever the spelling of their value', () => {
  expect(texts(runs, 'lr')).toEqual(['0.001', '0.001'])
  expect(texts(runs, 'amp')).toEqual(['true', 'null'])
  expect(texts(runs, 'not there')).toEqual(['null', 'null'])
})

test('runs without a value stand apart from those whose value is a text that looks like it', () => {
  const optimizers = table({ optimizer: [null, 'null', 'unknown', '', '(empty)'] })
  expect(texts(optimizers, 'optimizer')).toEqual(['null', '"null"', 'unknown', '', '"(empty)"'])
})

test('the directories of runs stay as they are written', () => {
  expect(runDirs(runs)).toEqual(['007', 'gro\u0308\u00dfe'])
})

test('a missing cell is NaN', () => {
  expect(numbers(runs, 'loss')).toEqual([0.5, Number.NaN])
})

test('what the arithmetic of an axis cannot bear becomes infinite or zero, its sign kept', () => {
  expect([1e151, -1e151, 1e-151, -1e-151].map(plottable)).toEqual([Infinity, -Infinity, 0, 0])
  expect([1e150, -1e-150, 5n, 0].map(plottable)).toEqual([1e150, -1e-150, 5, 0])
  expect(['5', true, null].map(plottable)).toEqual([Number.NaN, Number.NaN, Number.NaN])
})

test('an interval keeps what else it has, its three numbers made plottable', () => {
  expect(plottableInterval({ n: 3, value: 1e-200, low: -1e200, high: 2 })).toEqual({
    n: 3,
    value: 0,
    low: -Infinity,
    high: 2,
  })
})

test('runs are told apart by their name, without one by their directory, without that by nothing', () => {
  const partly = table([
    ['run', ['a', null]],
    ['run_dir', ['sweep/0', 'sweep/1']],
  ])
  expect(runKeys(partly)).toEqual(['a', 'sweep/1'])
  expect(runKeys(runs)).toEqual(['007', 'gro\u0308\u00dfe'])
  expect(runKeys(table([['lr', [1]]]))).toEqual([''])
})

test('a column is numeric by its cells, not by what its texts look like', () => {
  const columns = {
    loss: [0.5, null, Number.NaN],
    steps: [2n ** 60n, 1],
    version: ['1.10', '1.1', '2'],
    mixed: [1, 'auto', 2],
    empty: [null, null, null],
    flag: [true, false, true],
  }
  expect(numericColumns(table(columns))).toEqual(['loss', 'steps'])
})
