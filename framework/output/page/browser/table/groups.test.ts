import { expect, test } from 'vitest'
import type { PageCell } from '../../data/pageData.ts'
import type { Column, Runs } from '../model/runs.ts'
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

test('groups have their number of runs, and means over those with a value; what is compared comes first', () => {
  const made = groupColumns(runs, 'lr', groupsOf(runs, 'lr', all))
  expect(made.map(({ name, cells }) => [name, cells])).toEqual([
    ['lr', ['0.1', '0.01', 'null']],
    ['n', [2, 1, 1]],
    ['mean acc', [0.5, 0.7, 0.9]],
    ['mean loss', [2, 5, null]],
  ])
})
