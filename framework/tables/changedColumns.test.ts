import { table } from 'arquero'
import { expect, test } from 'vitest'
import { changedColumns } from './changedColumns.ts'

test('columns in which the rows differ, however little', () => {
  const runs = table([
    ['seed', [1, 2]],
    ['encoder', ['mlp', 'mlp']],
    ['loss', [0.1234567890123456, 0.1234567890123457]],
    ['missing', [null, Number.NaN]],
  ])
  expect(changedColumns(runs)).toEqual(['seed', 'loss'])
})
