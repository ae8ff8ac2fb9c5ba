import { expect, test } from 'vitest'
import { noteColumns } from '../../tables/columnAliases.ts'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { sweptParameters } from './sweptParameters.ts'

const swept = (rows: readonly RunCells[], names: readonly string[] = Object.keys(rows[0] ?? {})) =>
  sweptParameters(runsOf(rows), { names })
const times = (n: number, of: (i: number) => RunCells) => Array.from({ length: n }, (_, i) => of(i))

test('parameters that differ have their values in order, missing ones left out', () => {
  const rows = times(8, (i) => ({
    lr: [10, 2, null, '2.0'][i % 4],
    name: `job${i % 2 === 0 ? 10 : 2}`,
    same: 1,
    seed: i,
  }))
  expect(swept(rows)).toEqual([
    { name: 'lr', values: [2, 10], isNumeric: true, isContinuous: false, confoundedWith: [] },
    {
      name: 'name',
      values: ['job2', 'job10'],
      isNumeric: false,
      isContinuous: false,
      confoundedWith: [],
    },
  ])
})

test('by default they are those that the runs are known to have', () => {
  const runs = runsOf(times(4, (i) => ({ lr: i % 2, width: i % 2 })))
  expect(sweptParameters(runs)).toEqual([])
  const aliases = new Map([['trainer.lr', 'lr']])
  const noted = noteColumns(runs, { aliases, parameters: ['trainer.lr'] })
  expect(sweptParameters(noted).map(({ name }) => name)).toEqual(['trainer.lr'])
})

test('columns that the runs lack, and the seed by its name, are none', () => {
  const rows = times(4, (i) => ({ lr: i % 2, run: i }))
  expect(swept(rows, ['none', 'lr']).map(({ name }) => name)).toEqual(['lr'])
  const named = sweptParameters(runsOf(rows), { names: ['lr', 'run'], seed: 'run' })
  expect(named.map(({ name }) => name)).toEqual(['lr'])
})

test.each([
  ['eight values with two runs each', 16, (i: number) => i % 8, false],
  ['nine values', 36, (i: number) => i % 9, true],
  ['two values with one run each', 2, (i: number) => i, true],
  ['two values with three runs', 3, (i: number) => i % 2, true],
  ['names of many values', 36, (i: number) => `n${i % 9}`, false],
])('whether a parameter is compared by its trend: %s', (_, n, cellOf, isContinuous) => {
  const [parameter] = swept(times(n, (i) => ({ p: cellOf(i) })))
  expect(parameter?.isContinuous).toBe(isContinuous)
})

test('a value and its absence do not make a range with a trend', () => {
  const [parameter] = swept([{ p: 1 }, { p: null }, { p: null }])
  expect(parameter).toMatchObject({ values: [1], isNumeric: true, isContinuous: false })
})

const confounded = (rows: readonly RunCells[]) =>
  Object.fromEntries(swept(rows).map(({ name, confoundedWith }) => [name, confoundedWith]))

test('parameters that make the same groups are told apart by no run', () => {
  const rows = times(8, (i) => ({ a: i % 2, b: i % 2 === 0 ? 'x' : 'y', c: i % 4, d: i >> 2 }))
  expect(confounded(rows)).toEqual({ a: ['b'], b: ['a'], c: [], d: [] })
})

test('values that are joined are not taken for others', () => {
  // As texts one after the other all four would be alike.
  const rows = [
    { a: 'x', b: 'yz' },
    { a: 'xy', b: 'z' },
    { a: 'x', b: 'z' },
    { a: 'xy', b: 'yz' },
  ]
  expect(confounded(rows)).toEqual({ a: [], b: [] })
})

test('numbers that differ in every run must have one order, or its reverse', () => {
  const rows = times(7, (i) => ({ a: i, b: i ** 2, c: -i, d: (i * 3) % 7 }))
  expect(confounded(rows)).toEqual({ a: ['b', 'c'], b: ['a', 'c'], c: ['a', 'b'], d: [] })
})

test('so must numbers of many values, however often each occurs', () => {
  const rows = times(18, (i) => ({ a: i % 9, b: (2 * i) % 9, c: 3 * (i % 9) }))
  expect(confounded(rows)).toEqual({ a: ['c'], b: [], c: ['a'] })
  // Of few values their order says nothing.
  const few = times(12, (i) => ({ a: i % 3, b: (2 * i) % 3 }))
  expect(confounded(few)).toEqual({ a: ['b'], b: ['a'] })
})

test('names that differ in every run have no order to tell them apart', () => {
  const rows = times(5, (i) => ({ a: `a${(i * 2) % 5}`, b: i }))
  expect(confounded(rows)).toEqual({ a: ['b'], b: ['a'] })
})

test('what was found to divide the runs alike while they were read is named once', () => {
  const runs = noteColumns(runsOf(times(4, (i) => ({ a: i % 2, b: i % 2 }))), {
    aliases: new Map(),
    confounded: new Map([['a', ['b', 'c']]]),
  })
  expect(sweptParameters(runs, { names: ['a', 'b'] }).map((each) => each.confoundedWith)).toEqual([
    ['b', 'c'],
    ['a'],
  ])
})
