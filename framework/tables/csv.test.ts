import { table } from 'arquero'
import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test('numbers keep all their digits and missing cells are empty', () => {
  const csv = toCsv(
    table([
      ['loss.total_best', [0.1 + 0.2, 1e-7, Number.NaN, Infinity]],
      ['seed', [42, null, undefined, -1]],
    ]),
  )
  expect(csv).toBe('loss.total_best,seed\n0.30000000000000004,42\n1e-7,\n,\ninf,-1\n')
})

test('text with separators, quotes and line breaks is quoted', () => {
  expect(toCsv(table([['name', ['a,b', 'say "x"', 'two\nlines']]]))).toBe(
    'name\n"a,b"\n"say ""x"""\n"two\nlines"\n',
  )
})

test('booleans and lists are written as pandas and JSON read them', () => {
  const csv = toCsv(
    table([
      ['flag', [true]],
      ['list', [[1, 2]]],
    ]),
  )
  expect(csv).toBe('flag,list\nTrue,"[1,2]"\n')
})
