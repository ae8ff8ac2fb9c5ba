import { count } from '../../text/counts.ts'
import { isPaired, type Unit } from '../comparison.ts'

/**
 * Further units in words: `12 more pairs`, and of how many further seeds they are where each of several
 * blocks has pairs of its own: `12 more pairs (3 more seeds for each setting)`.
 */
export function moreText(more: number, unit: Unit, nBlocks: number): string {
  if (!isPaired(unit)) return `${moreOf(more, unit)} of each`
  if (unit !== 'pair' || nBlocks < 2) return moreOf(more, unit)
  const seeds = Math.ceil(more / nBlocks)
  return `${moreOf(more, unit)} (${moreOf(seeds, 'seed')} for each setting)`
}

function moreOf(n: number, what: string): string {
  return count(n, what).replace(/^(\S+) /, '$1 more ')
}
