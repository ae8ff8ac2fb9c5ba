import type { OverrideValue } from './overrideValue.ts'

/** A value that stands for several, each of them for a run of its own. */
export type Sweep = ChoiceSweep | RangeSweep | IntervalSweep | GlobSweep

/** `a,b,c` (simple) or `choice(a,b,c)`. */
export interface ChoiceSweep {
  readonly type: 'choice'
  readonly items: readonly OverrideValue[]
  readonly isSimple: boolean
  readonly isShuffled: boolean
}

/** `range(start,stop,step)`; integers if all three are. */
export interface RangeSweep {
  readonly type: 'range'
  readonly start: bigint | number
  readonly stop: bigint | number
  readonly step: bigint | number
  readonly isShuffled: boolean
}

/** `interval(start,end)`, which only optimisers can sweep over. */
export interface IntervalSweep {
  readonly type: 'interval'
  readonly start: bigint | number
  readonly end: bigint | number
}

/** `glob(include,exclude)` over the options of a config group. */
export interface GlobSweep {
  readonly type: 'glob'
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}
