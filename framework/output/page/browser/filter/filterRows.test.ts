import { describe, expect, test } from 'vitest'
import type { PageCell } from '../../data/pageData.ts'
import type { Column } from '../model/runs.ts'
import { rowFilter } from './filterRows.ts'
import { FilterError } from './tokens.ts'

const column = (name: string, cells: readonly PageCell[]): Column => ({
  ...{ name, cells, role: 'parameter', better: null, isChanged: true },
  isNumeric: cells.every((cell) => cell === null || typeof cell === 'number'),
})
const COLUMNS = [
  column('lr', [0.1, 0.01, 0.001, null]),
  column('tokenizer', ['vq', 'none', 'vq', 'linear']),
  column('val/loss.best', [1, 2, 3, Number.POSITIVE_INFINITY]),
  column('my column', ['a b', 'c"d', 'and', null]),
  column('bn', [true, false, true, null]),
]
const passing = (text: string) => {
  const passes = rowFilter(text, COLUMNS)
  return [0, 1, 2, 3].filter(passes)
}

test.each([
  ['lr < 0.01', [2]],
  ['lr <= 1e-2', [1, 2]],
  ['lr > 0.01', [0]],
  ['lr>=0.01', [0, 1]],
  ['lr = 0.10', [0]],
  ['lr != 0.1', [1, 2]],
  ['val/loss.best = inf', [3]],
  ['tokenizer = vq', [0, 2]],
  ['TOKENIZER == vq', [0, 2]],
  ['tokenizer != vq', [1, 3]],
  ['tokenizer ~ ^.*n', [1, 3]],
  ['tokenizer !~ n', [0, 2]],
  ['tokenizer in (vq, linear)', [0, 2, 3]],
  ['lr in (0.1, 0.001)', [0, 2]],
  ['lr is missing', [3]],
  ['lr is not missing', [0, 1, 2]],
  ['bn = true', [0, 2]],
  ['bn = True', [0, 2]],
  ['"my column" = "a b"', [0]],
  ['"my column" = "c\\"d"', [1]],
  ['"my column" = "and"', [2]],
])('%s', (text, rows) => {
  expect(passing(text)).toEqual(rows)
})

test.each([
  ['lr < 0.01 and tokenizer = vq', [2]],
  ['lr = 0.1 or tokenizer = linear and lr is missing', [0, 3]],
  ['(lr = 0.1 or tokenizer = linear) and lr is missing', [3]],
  ['not tokenizer = vq and lr = 0.01', [1]],
  ['not (tokenizer = vq or lr = 0.01)', [3]],
  ['NOT lr is missing AND lr < 1', [0, 1, 2]],
])('not binds closer than and, that closer than or: %s', (text, rows) => {
  expect(passing(text)).toEqual(rows)
})

test.each([
  ['optimizer = adam', [0, 2]],
  ['optimizer != ADAM', [1, 3]],
  ['optimizer in (adam, SGD)', [0, 1, 2]],
  ['optimizer = SGD', [1]],
  // It is spelt so.
  ['optimizer = sgd', [3]],
  ['optimizer ~ adam', []],
])('values are looked for as spelt, else in any case: %s', (text, rows) => {
  const passes = rowFilter(text, [column('optimizer', ['Adam', 'SGD', 'Adam', 'sgd'])])
  expect([0, 1, 2, 3].filter(passes)).toEqual(rows)
})

describe('a mistake is reported with its place', () => {
  test.each([
    ['lrr = 1', 'There is no column "lrr". Did you mean lr?', 0],
    ['lr', 'After lr expected = != < <= > >= ~, in (…) or is missing.', 2],
    ['lr <', 'Expected a value at the end.', 4],
    ['lr < abc', '"abc" is not a number, which < compares.', 5],
    ['tokenizer < 3', 'tokenizer has texts, which have no order: use = or ~.', 12],
    ['lr = 1 lr = 2', 'Expected and, or, or the end before "lr".', 7],
    ['(lr = 1', 'Expected ), which closes the bracket.', 7],
    ['lr in 3', 'Expected (, which begins the list after in.', 6],
    ['lr is 3', 'Expected missing, which follows is.', 6],
    ['= 3', 'Expected a column before "=".', 0],
    ['lr = "3', 'This quote is not closed.', 5],
    ['tokenizer ~ "("', 'Invalid regular expression: /(/u: Unterminated group', 12],
  ])('%s', (text, message, at) => {
    const mistake = (() => {
      try {
        rowFilter(text, COLUMNS)
      } catch (error) {
        return error
      }
    })()
    expect(mistake).toBeInstanceOf(FilterError)
    expect(mistake).toMatchObject({ message, at })
  })
})
