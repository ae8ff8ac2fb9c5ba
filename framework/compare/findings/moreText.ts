import { count } from '../../text/counts.ts'
import { groupThousands } from '../../text/numbers/numberFormat.ts'
import { type Comparison, isPaired } from '../comparison.ts'

/**
 * Further units in words: `12 more pairs`, and of how many further seeds they are where each of several
 * blocks has pairs of its own: `12 more pairs (3 more seeds for each setting)`.
 */
export function moreText(
  more: number,
  row: Pick<Comparison, 'unit' | 'nUnitsA' | 'nBlocks'>,
): string {
  const unit = row.unit ?? 'run'
  const isForEach = (unit === 'pair' || unit === 'run') && row.nBlocks > 1
  const seeds = Math.ceil(more / row.nBlocks)
  const where = isForEach ? ` (${moreOf(seeds, 'seed')} for each setting)` : ''
  return `${moreOf(more, unit)}${isPaired(row) ? '' : ' of each'}${where}`
}

function moreOf(n: number, what: string): string {
  const rounded = roundedMore(n)
  const number = groupThousands(String(rounded))
  return `${rounded === n ? number : `about ${number}`} more ${count(n, what).replace(/^\S+ /, '')}`
}

/** From a hundred on to two digits, and not down: the runs say no more of how many it takes. */
export function roundedMore(n: number): number {
  if (n < 100) return n
  const step = Number(`1e${Math.floor(Math.log10(n)) - 1}`)
  return Math.ceil(n / step) * step
}
