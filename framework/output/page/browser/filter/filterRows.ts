import { nearest } from '../../../../text/nearest.ts'
import type { PageCell } from '../../data/pageData.ts'
import type { Column } from '../model/runs.ts'
import { type Filter, parseFilter } from './parseFilter.ts'
import { FilterError, type Token } from './tokens.ts'

/**
 * Whether a row passes a filter. A missing cell passes no comparison, only `is missing`. Numbers are
 * compared as such, everything else as text. Columns and values that nothing is spelt like are looked for
 * without regard to upper and lower case.
 *
 * @throws {FilterError} for what cannot be read, a column that there is not, or an order of texts
 */
export function rowFilter(text: string, columns: readonly Column[]): (row: number) => boolean {
  return testOf(parseFilter(text), columns)
}

function testOf(filter: Filter, columns: readonly Column[]): (row: number) => boolean {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const tests = filter.parts.map((part) => testOf(part, columns))
      return filter.kind === 'and'
        ? (row) => tests.every((test) => test(row))
        : (row) => tests.some((test) => test(row))
    }
    case 'not': {
      const test = testOf(filter.part, columns)
      return (row) => !test(row)
    }
    case 'missing': {
      const { cells } = columnOf(filter.column, columns)
      return (row) => (cells[row] ?? null) === null
    }
    case 'match': {
      const { cells } = columnOf(filter.column, columns)
      return (row) => cells[row] !== null && filter.pattern.test(String(cells[row]))
    }
    case 'in': {
      const { cells } = columnOf(filter.column, columns)
      const tests = filter.values.map((value) => equalTo(value, cells))
      return (row) => tests.some((test) => test(cells[row] ?? null))
    }
    case 'compare':
      return comparison(filter, columnOf(filter.column, columns))
  }
}

function comparison(
  { sign, value }: Extract<Filter, { kind: 'compare' }>,
  { cells, isNumeric, name }: Column,
): (row: number) => boolean {
  if (sign === '=' || sign === '!=') {
    const isEqual = equalTo(value, cells)
    return (row) => (cells[row] ?? null) !== null && isEqual(cells[row] ?? null) === (sign === '=')
  }
  const bound = numberOf(value.text)
  if (Number.isNaN(bound)) {
    throw new FilterError(`"${value.text}" is not a number, which ${sign} compares.`, value.at)
  }
  if (!isNumeric) {
    throw new FilterError(`${name} has texts, which have no order: use = or ~.`, value.at)
  }
  const test = {
    '<': (cell: number) => cell < bound,
    '<=': (cell: number) => cell <= bound,
    '>': (cell: number) => cell > bound,
    '>=': (cell: number) => cell >= bound,
  }[sign]
  return (row) => typeof cells[row] === 'number' && test(cells[row] as number)
}

/** A test of the cells of a column, which are spelt as the value, or else differ from it in case only. */
function equalTo({ text, kind }: Token, cells: readonly PageCell[]): (cell: PageCell) => boolean {
  const number = kind === 'word' ? numberOf(text) : Number.NaN
  const folded = text.toLowerCase()
  const isSpelt = cells.includes(text)
  return (cell) => {
    if (cell === null) return false
    if (typeof cell === 'number' && kind === 'word') return cell === number
    return String(cell) === text || (!isSpelt && String(cell).toLowerCase() === folded)
  }
}

/** NaN for no number, which an empty text is too. */
function numberOf(text: string): number {
  const infinite = /^([-+]?)inf(?:inity)?$/i.exec(text)
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return text.trim() === '' ? Number.NaN : Number(text)
}

function columnOf({ text, at }: Token, columns: readonly Column[]): Column {
  const found =
    columns.find(({ name }) => name === text) ??
    columns.find(({ name }) => name.toLowerCase() === text.toLowerCase())
  if (found) return found
  const near = nearest(
    text,
    columns.map(({ name }) => name),
  )
  const advice = near === undefined ? '' : ` Did you mean ${near}?`
  throw new FilterError(`There is no column "${text}".${advice}`, at)
}
