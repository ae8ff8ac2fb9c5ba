import * as v from 'valibot'
import type { Comparison } from '../../../compare/comparison.ts'
import type { CellValue } from '../../../tables/valueKey.ts'
import { leftOut } from '../../../text/counts.ts'
import { shorten } from '../../../text/shorten.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { effectOf } from './verdictStyle.ts'

/** What figures of comparisons take: what `compareGroups` or `compareParameters` returns. */
export interface Comparisons {
  readonly rows: readonly Comparison[]
}

export const COMPARISONS = v.custom<Comparisons>(
  (value) =>
    typeof value === 'object' && value !== null && Array.isArray((value as Comparisons).rows),
  'expected comparisons, as compareGroups returns them',
)

const MAX_VALUE_LETTERS = 18
const MAX_BLOCK_LETTERS = 24

/** Inches of a row, and of what stands around the rows. */
export const ROW_INCHES = 0.19
export const AROUND_INCHES = 0.75

/** The rows that a figure has room for, and the notes on the others. */
export interface ChosenRows {
  rows: Comparison[]
  notes: string[]
}

/**
 * The rows with a value, at most `limit`: those that are called different first, then those
 * with an interval, then the largest effects.
 *
 * @param value what the figure shows of a row; null: nothing
 * @param what a row lacks that is left out, such as `ratio`
 */
export function chooseRows(
  all: readonly Comparison[],
  limit: number,
  value: (row: Comparison) => number | null,
  what: string,
): ChosenRows {
  const known = all.filter((row) => {
    const found = value(row)
    return found !== null && Number.isFinite(found)
  })
  const rank = (row: Comparison) =>
    2 * Number(row.verdict === 'different') + Number(hasInterval(row))
  const size = (row: Comparison) => Math.abs(effectOf(row) ?? 0)
  const rows =
    known.length <= limit
      ? known
      : known.toSorted((a, b) => rank(b) - rank(a) || size(b) - size(a)).slice(0, limit)
  return {
    rows,
    notes: [
      ...leftOut(all.length - known.length, 'comparison', `without a ${what}`),
      ...(rows.length < known.length
        ? [
            `Top ${rows.length} of ${known.length} comparisons: those that differ first, then those with an interval, then the largest effects.`,
          ]
        : []),
    ],
  }
}

/** Whether the effect of a row has an interval, which takes several units. */
export function hasInterval({ ratioLow, differenceLow }: Comparison): boolean {
  return ratioLow !== null || differenceLow !== null
}

/**
 * What each row compares, such as `vq / none`, and what it rests on where rows differ in that.
 *
 * @param sign between the groups, such as `/`
 * @param sizeOf what a row rests on, such as `6 pairs`
 */
export function rowNames(
  rows: readonly Comparison[],
  sign: string,
  sizeOf: (row: Comparison) => string,
): { names: string[]; size: string | null } {
  const isSeveral = new Set(rows.map(({ by }) => by)).size > 1
  const sizes = rows.map(sizeOf)
  const isShared = new Set(sizes).size === 1
  return {
    names: rows.map(({ by, a, b, block }, at) => {
      const what = isSeveral ? `${shorten(columnName(by), MAX_VALUE_LETTERS)}: ` : ''
      const where = block === '' ? '' : `, ${shorten(block, MAX_BLOCK_LETTERS)}`
      const size = isShared ? '' : ` (${sizes[at]})`
      return `${what}${valueName(b)} ${sign} ${valueName(a)}${where}${size}`
    }),
    size: isShared ? (sizes[0] ?? null) : null,
  }
}

function valueName(value: CellValue): string {
  return shorten(String(value), MAX_VALUE_LETTERS)
}
