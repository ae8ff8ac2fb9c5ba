import type { BlockedValues } from '../../stats/tests/withinBlocks.ts'
import type { CellValue } from '../../tables/valueKey.ts'
import { valuesOf } from './samples.ts'
import type { Units } from './units.ts'

/** The finite values of a block that both groups have. */
export interface FiniteBlock extends BlockedValues {
  /** The parameters of the block, in the order of the runs' settings; one-sided ones are of no use. */
  readonly settings: readonly CellValue[]
}

/**
 * What is compared within blocks: the values of each block, or each pair as a block of its own. Settings without
 * partners have none.
 */
export function finiteBlocks({ pairs, samples }: Units): FiniteBlock[] {
  if (samples?.unit === 'setting') return []
  if (samples === undefined) {
    return pairs
      .filter((pair) => pair.isFinite)
      .map(({ difference, settings }) => ({ a: [0], b: [difference], settings }))
  }
  return samples.blocks
    .map(({ a, b, settings }) => ({
      a: valuesOf(a).filter(Number.isFinite),
      b: valuesOf(b).filter(Number.isFinite),
      settings,
    }))
    .filter(({ a, b }) => a.length > 0 && b.length > 0)
}
