import { table } from 'arquero'
import { expect, test } from 'vitest'
import { defuseCsv, toCsv } from './csv.ts'

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

test('texts that a spreadsheet would take for formulas are defused where that is asked for, numbers are not', () => {
  const cells = ['=1+1', '+x', '-y', '@z', '\tt', '\rr', '-1.5', '+3', '-1e-5', '-inf', 'a=b', '']
  const csv = toCsv(table([['=name', cells]]))
  const lines = defuseCsv(csv).split('\n')
  expect(lines.slice(0, 6)).toEqual(["'=name", "'=1+1", "'+x", "'-y", "'@z", "'\tt"])
  expect(lines).toContain('"\'\rr"')
  expect(lines.slice(-7)).toEqual(['-1.5', '+3', '-1e-5', '-inf', 'a=b', '', ''])
  expect(csv).toContain('\n=1+1\n')
})

test('infinities and booleans of either sign are written', () => {
  const csv = toCsv(
    table([
      ['x', [Infinity, -Infinity]],
      ['ok', [true, false]],
    ]),
  )
  expect(csv).toBe('x,ok\ninf,True\n-inf,False\n')
})

test('a text can be written as another, a number cannot', () => {
  const runs = table([
    ['name', ['a']],
    ['lr', [1]],
  ])
  expect(toCsv(runs, (text) => `<${text}>`)).toBe('name,lr\n<a>,<1>\n')
})

test.each(['-12.25', '+.125', '-10e12', '-1e+10', '-3E-5', '-.5e1', '+7.', '-INF'])(
  'a spreadsheet gets the number %s as it is',
  (number) => {
    expect(defuseCsv(number)).toBe(number)
  },
)

test.each(['-1+2', '-12a', '+1e5x', '-.x', '-inf+1', '+x-inf', '-1e', '+'])(
  'a spreadsheet gets %s, which only starts as a number, as a text',
  (text) => {
    expect(defuseCsv(text)).toBe(`'${text}`)
  },
)

test('cells with tabs, semicolons or carriage returns stay one cell when formulas are defused', () => {
  expect(defuseCsv('a\tb\tc,d\ne\tf\tg,h')).toBe('a\tb\tc,d\ne\tf\tg,h')
  expect(defuseCsv('a;=b,c;d\ne;f,g;h')).toBe('a;=b,c;d\ne;f,g;h')
})
