import { expect, test } from 'vitest'
import type { Column } from '../model/runs.ts'
import { csvOf } from './copyCsv.ts'

const column = (name: string, cells: Column['cells']): Column => ({
  ...{ name, cells, role: 'other', better: null, isNumeric: false, isChanged: true },
})

test('rows are CSV as the tables of reports have it', () => {
  const columns = [
    column('run,"a"', ['x', 'y\n2', null]),
    column('loss', [-0.5, Number.POSITIVE_INFINITY, true]),
  ]
  expect(csvOf(columns, [2, 0, 1])).toBe('"run,""a""",loss\n,True\nx,-0.5\n"y\n2",inf\n')
})

test.each(['=1+1', '+cmd', '-cmd', '@x', '\tx'])('%s is no formula', (text) => {
  expect(csvOf([column('=n', [text])], [0])).toBe(`'=n\n'${text}\n`)
})
