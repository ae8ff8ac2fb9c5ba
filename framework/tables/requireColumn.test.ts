import { table } from 'arquero'
import { expect, test } from 'vitest'
import { noteColumns } from './columnAliases.ts'
import { requireColumn } from './requireColumn.ts'

const SELECT = { code: 'SELECT_COLUMN_UNKNOWN', askedBy: 'inputs.select.lr' } as const

test('a name stands for its own column, or for that which it is another name of', () => {
  const runs = noteColumns(table([['lr', [1]]]), { aliases: new Map([['trainer.lr', 'lr']]) })
  expect(requireColumn(runs, 'lr', SELECT)).toBe('lr')
  expect(requireColumn(runs, 'trainer.lr', SELECT)).toBe('lr')
})

test('what asked for an unknown column is named, and the columns that there are', () => {
  const runs = table([
    ['lr', [1]],
    ['loss', [1]],
  ])
  expect(() => requireColumn(runs, 'lrr', SELECT)).toThrow(
    expect.objectContaining({
      code: 'SELECT_COLUMN_UNKNOWN',
      message:
        'inputs.select.lr: the runs have no column "lrr". Did you mean "lr"? They have: lr, loss.',
    }),
  )
  expect(() => requireColumn(runs, 'xyz', { code: 'GROUP_COLUMN_UNKNOWN' })).toThrow(
    /^The runs have no column "xyz". They have: lr, loss.$/,
  )
})

test('of very many columns the first 40 are named, and the number of the others', () => {
  const wide = (width: number) => table(Array.from({ length: width }, (_, at) => [`c${at}`, [at]]))
  const ask = (width: number) => () => requireColumn(wide(width), 'xyz', SELECT)
  expect(ask(42)).toThrow(/c38, c39 and 2 more\.$/)
  expect(ask(40)).toThrow(/c38, c39\.$/)
})
