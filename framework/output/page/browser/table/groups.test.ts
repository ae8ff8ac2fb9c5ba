import { expect, test } from 'vitest'
import type { PageCell } from '../../data/pageData.ts'
import { type Column, isBest, type Runs } from '../model/runs.ts'
import { groupColumns, groupings, groupsOf, SETTING } from './groups.ts'

const column = (name: string, role: Column['role'], cells: readonly PageCell[]): Column => ({
  ...{ name, role, cells, better: null, isNumeric: typeof cells[0] === 'number', isChanged: true },
})
const columns = [
  column('lr', 'parameter', [0.1, 0.1, 0.01, null]),
  column('opt', 'parameter', ['adam', 'sgd', 'adam', 'adam']),
  column('seed', 'other', [1, 2, 3, 4]),
  column('loss', 'metric', [1, 3, 5, null]),
  column('acc', 'metric', [0.5, 0.5, 0.7, 0.9]),
]
const runs: Runs = {
  ...{ count: 4, columns, names: ['a', 'b', 'c', 'd'], rows: new Map() },
  compared: columns[4],
}
const all = () => true

test('runs are grouped by one parameter, or by all of them', () => {
  expect(groupings(runs)).toEqual(['lr', 'opt', SETTING])
  expect(groupsOf(runs, 'lr', all)).toEqual([
    { name: '0.1', runs: [0, 1] },
    { name: '0.01', runs: [2] },
    { name: 'null', runs: [3] },
  ])
  expect(groupsOf(runs, SETTING, all).map(({ name }) => name)).toContain('0.01 · adam')
})

test('runs that the filter leaves out are in no group', () => {
  expect(groupsOf(runs, 'lr', (run) => run > 0)[0]).toEqual({ name: '0.1', runs: [1] })
})

/** The table of groups of the runs with these losses, of groups a and b. */
function grouped(losses: { a: (number | null)[]; b: (number | null)[] }, diverged: string[] = []) {
  const cells = [...losses.a, ...losses.b]
  const own = [
    column('opt', 'parameter', [...losses.a.map(() => 'a'), ...losses.b.map(() => 'b')]),
    { ...column('loss', 'metric', cells), better: 'min' as const, isNumeric: true },
    column(
      'diverged',
      'other',
      [...cells.keys()].map((run) => diverged[run] ?? null),
    ),
  ]
  const names = cells.map((_, run) => `r${run}`)
  const all = { count: cells.length, columns: own, names, rows: new Map(), compared: own[1] }
  const made = groupColumns(
    all,
    'opt',
    groupsOf(all, 'opt', () => true),
  )
  const mean = made.find(({ name }) => name === 'mean loss') as Column
  return {
    best: [0, 1].map((row) => isBest(mean, row)),
    remarks: mean.remarks,
    nDiverged: made.find(({ name }) => name === 'n diverged loss')?.cells,
  }
}

test('a group of which a run diverged is not the best one, and how many did is said', () => {
  expect(grouped({ a: [0.4, 0.5], b: [0.1, null] }, ['', '', '', 'loss'])).toEqual({
    ...{ best: [true, false], remarks: [null, 'n = 1'], nDiverged: [0, 1] },
  })
  expect(grouped({ a: [0.4, 0.5], b: [0.1, Number.POSITIVE_INFINITY] })).toEqual({
    ...{ best: [true, false], remarks: [null, 'n = 1'], nDiverged: [0, 1] },
  })
})

test('no group is the best where the mean that leads lacks a run', () => {
  expect(grouped({ a: [0.4, 0.5], b: [0.1, null] })).toEqual({
    ...{ best: [false, false], remarks: [null, 'n = 1'], nDiverged: undefined },
  })
  expect(grouped({ a: [0.1, 0.2], b: [0.4, null] }).best).toEqual([true, false])
})

test('values are the same where comparisons take them for the same, under the name of the first', () => {
  const cells = [true, 'True', '1.0', 1, '1e0', 'x']
  const own = [column('p', 'parameter', cells)]
  const all = { count: 6, columns: own, names: [], rows: new Map(), compared: undefined }
  expect(groupsOf(all, 'p', () => true)).toEqual([
    { name: 'true', runs: [0, 1] },
    { name: '1.0', runs: [2, 3, 4] },
    { name: 'x', runs: [5] },
  ])
})

test('groups have their number of runs, and means over those with a value; what is compared comes first', () => {
  const made = groupColumns(runs, 'lr', groupsOf(runs, 'lr', all))
  expect(made.map(({ name, cells }) => [name, cells])).toEqual([
    ['lr', ['0.1', '0.01', 'null']],
    ['n', [2, 1, 1]],
    ['mean acc', [0.5, 0.7, 0.9]],
    ['mean loss', [2, 5, null]],
  ])
})
