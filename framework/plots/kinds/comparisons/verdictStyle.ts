import type { Comparison } from '../../../compare/comparison.ts'
import { INK } from '../../theme.ts'

/** Blue and vermilion stay apart in all kinds of colour vision, and in grey. */
export const VERDICT_COLOURS = { better: '#155c9d', worse: '#d55e00', open: INK.muted } as const

/** What a row settles about b against a: `open` is all that is not called different. */
export function directionOf(row: Comparison): keyof typeof VERDICT_COLOURS {
  if (row.verdict !== 'different' || row.direction === 0) return 'open'
  return row.direction < 0 === (row.better === 'lower') ? 'better' : 'worse'
}

/** How far b lies above a: the logarithm of the ratio, or the difference; null without either. */
export function effectOf({ ratio, difference }: Comparison): number | null {
  return ratio === null ? difference : Math.log(ratio)
}
