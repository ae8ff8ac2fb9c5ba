import { nearest } from '../../../../text/nearest.ts'
import type { PageCell } from '../../data/pageData.ts'
import type { Column } from '../model/runs.ts'
import { type Filter, parseFilter } from './parseFilter.ts'
import { FilterError, type Token } from './tokens.ts'

/**
 * Whether a row passes a filter. A missing cell passes no comparison, only `is missing`. Numbers are
 * compared as such, everything else as text.
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
      return (row) => filter.values.some((value) => isEqual(cells[row] ?? null, value))
    }
    case 'compare':
      return comparison(filter, columnOf(filter.column, columns))
  }
}

function comparison(
  { sign, value }: Extract<Filter, { kind: 'compare' }>,
  { cells, isNumeric, name }: Column,
): (row: number) => boolean {
  if (sign === '=') return (row) => isEqual(cells[row] ?? null, value)
  if (sign === '!=') {
    return (row) => (cells[row] ?? null) !== null && !isEqual(cells[row] ?? null, value)
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

function isEqual(cell: PageCell, { text, kind }: Token): boolean {
  if (cell === null) return false
  if (typeof cell === 'number' && kind === 'word') return cell === numberOf(text)
  if (typeof cell === 'boolean') return String(cell) === text.toLowerCase()
  return String(cell) === text
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
