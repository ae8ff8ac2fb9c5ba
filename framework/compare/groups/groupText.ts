import { groupBy } from '../../tables/groupBy.ts'
import type { CellValue } from '../../tables/valueKey.ts'
import { count } from '../../text/counts.ts'
import { valueName } from '../../text/names/valueName.ts'
import { cutAt } from '../../text/shorten.ts'
import { type Comparison, isPaired } from '../comparison.ts'

/** What a sentence has room for: parameters may be whole prompts or lists. */
const MOST_CHARACTERS = 120

/** A group's value in a sentence; see `valueName`. Of a long text the start, with how long it is. */
export function groupText(value: CellValue): string {
  const text = valueName(value)
  if (text.length <= MOST_CHARACTERS) return text
  return `${cutAt(text, MOST_CHARACTERS)} (${count(text.length, 'character')})`
}

/** A group by itself: names stand alone, all other values have their column: `vq`, `lr 0.1`. */
export function groupName(by: string, value: CellValue): string {
  return typeof value === 'string' ? groupText(value) : `${by} ${groupText(value)}`
}

/** The two values of a comparison by themselves; the column stands before names that another column has as well. */
export function pairNames({ by, a, b }: Pair, isShared: boolean): { ofA: string; ofB: string } {
  // Long texts may differ beyond what is shown of them.
  const textOf = groupText(a) === groupText(b) ? valueName : groupText
  const nameOf = (value: CellValue) =>
    isShared || typeof value !== 'string' ? `${by} ${textOf(value)}` : textOf(value)
  return { ofA: nameOf(a), ofB: nameOf(b) }
}

type Pair = Pick<Comparison, 'by' | 'a' | 'b'>

/** Tells whether two values are compared in another column as well: `on` and `off` alone name neither. */
export function sharedPairs(rows: readonly Pair[]): (row: Pair) => boolean {
  const keyOf = ({ a, b }: Pair) => JSON.stringify([a, b].map(groupText).sort())
  const columnsOf = groupBy(rows, keyOf)
  return (row) => (columnsOf.get(keyOf(row)) ?? []).some(({ by }) => by !== row.by)
}

/** What a comparison rests on: `6 pairs`, `31 and 29 settings, not paired`. */
export function unitsText({
  unit,
  nPairs,
  nUnitsA,
  nUnitsB,
  nBlocks,
}: Pick<Comparison, 'unit' | 'nPairs' | 'nUnitsA' | 'nUnitsB' | 'nBlocks'>): string {
  if (isPaired({ unit, nUnitsA })) return count(nPairs, unit ?? 'pair')
  const where = unit === 'run' && nBlocks > 1 ? ` within ${count(nBlocks, 'block')}` : ''
  return `${nUnitsA} and ${count(nUnitsB, unit ?? 'run')}${where}, not paired`
}
