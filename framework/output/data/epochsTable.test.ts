import { table } from 'arquero'
import { expect, test } from 'vitest'
import { epochsTable } from './epochsTable.ts'

test('histories stand below each other with the run they are of, and null where one lacks a column', () => {
  const long = epochsTable(
    new Map([
      ['a', table({ epoch: [0, 1], loss: [2, 1] })],
      ['b', table({ epoch: [0], acc: [0.5] })],
    ]),
  )
  expect(long.objects()).toEqual([
    { run_dir: 'a', epoch: 0, loss: 2, acc: null },
    { run_dir: 'a', epoch: 1, loss: 1, acc: null },
    { run_dir: 'b', epoch: 0, loss: null, acc: 0.5 },
  ])
})

test('there is one table without histories, of no rows', () => {
  const none = epochsTable(new Map())
  expect([none.numRows(), none.columnNames()]).toEqual([0, ['run_dir']])
})
