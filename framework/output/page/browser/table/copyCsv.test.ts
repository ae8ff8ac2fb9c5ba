import { expect, test } from 'vitest'
import type { Column } from '../model/runs.ts'
import { copiedRows } from './copyCsv.ts'

const column = (name: string, cells: Column['cells']): Column => ({
  ...{ name, cells, role: 'other', better: null, isNumeric: false, isChanged: true },
})

test('rows are CSV as the tables of reports have it', () => {
  const columns = [
    column('run,"a"', ['x', 'y\n2', null]),
    column('loss', [-0.5, Number.POSITIVE_INFINITY, true]),
  ]
  expect(copiedRows(columns, [2, 0, 1]).text).toBe('"run,""a""",loss\n,True\nx,-0.5\n"y\n2",inf\n')
})

test.each(['=1+1', '+cmd', '-cmd', '@x', '\tx'])('%s is no formula', (text) => {
  expect(copiedRows([column('=n', [text])], [0]).text).toBe(`'=n\n'${text}\n`)
})

test('rows are a table too, in which texts are no markup and no formulas', () => {
  expect(copiedRows([column('n', ['<b>', '=1'])], [0, 1]).html).toBe(
    `<table><tr><td>n</td></tr><tr><td>&#60;b&#62;</td></tr><tr><td>&#39;=1</td></tr></table>`,
  )
})
