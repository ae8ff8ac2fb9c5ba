import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { isRunsTable } from './isRunsTable.ts'

const isTable = (header: string, name = 'table.csv') =>
  isRunsTable(`${writeTree({ [name]: `${header}\n` })}/${name}`)

test.each([
  'run_id,params.lr,metrics.acc',
  '"Name","State","Created","Runtime","lr","val/loss"',
  '"Step","fox - loss","fox - loss__MIN","fox - loss__MAX"',
  'id,lr,accuracy',
])('%s is the header of a table with one row per run', (header) => {
  expect(isTable(header)).toBe(true)
})

test.each(['', 'a,b', 'id,label', 'step,loss', 'x,accuracy'])('%j is none', (header) => {
  expect(isTable(header)).toBe(false)
})

test('only CSV and TSV are looked into', () => {
  expect(isTable('id,lr,accuracy', 'table.txt')).toBe(false)
})
