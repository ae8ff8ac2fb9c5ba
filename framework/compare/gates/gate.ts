/** What a gate is judged by: the interval must hold it, or the mean alone. */
export type JudgedOn = 'interval' | 'mean'

export type Operator = '<=' | '<' | '>=' | '>'

/** How much worse is allowed: a share of the reference, or a difference. */
export interface Allowance {
  readonly amount: number
  readonly isShare: boolean
}

/** A condition on the results of a report, which fails it where it does not hold. */
export type Gate = LimitGate | GroupsGate | BaselineGate

interface GateBase {
  /** As it was written. */
  readonly text: string
  readonly on: JudgedOn
}

/** `loss.total_best of best tokenizer <= 0.05` */
export interface LimitGate extends GateBase {
  readonly kind: 'limit'
  readonly metric: string
  /** The runs whose mean counts: those of one value, of the best value of a column, or all. */
  readonly subject:
    | { readonly kind: 'all' }
    | { readonly kind: 'best'; readonly column: string }
    | { readonly kind: 'value'; readonly column: string; readonly value: string }
  readonly operator: Operator
  readonly bound: number
}

/** `vq not worse than none by more than 10 %` */
export interface GroupsGate extends GateBase {
  readonly kind: 'groups'
  /** Undefined: the column that has both values. */
  readonly column: string | undefined
  readonly value: string
  readonly reference: string
  readonly allowed: Allowance | undefined
}

/** `not worse than baseline by more than 5 %` */
export interface BaselineGate extends GateBase {
  readonly kind: 'baseline'
  readonly allowed: Allowance | undefined
}

/** Whether a gate holds, with the numbers that say so. */
export interface GateOutcome {
  readonly holds: boolean
  readonly sentence: string
}

/** How much worse one thing is than its reference: above 0 is worse. */
export interface Worsening {
  /** Of a ratio the share above the reference (0.1: 10 % worse); else the difference. */
  readonly isShare: boolean
  readonly estimate: number
  /** NaN without an interval. */
  readonly low: number
  readonly high: number
  /** More of its runs diverged than of the reference's. */
  readonly divergesMore: boolean
  /** Undefined unless all runs of the reference diverged, and not all of its own. */
  readonly divergedReference?: DivergedReference | undefined
}

/** How many runs there are, and how many of them diverged. */
export interface RunCounts {
  readonly n: number
  readonly nDiverged: number
}

/** What can be judged where all runs of the reference diverged: how many others did. */
export interface DivergedReference {
  readonly own: RunCounts
  readonly reference: RunCounts
  /** Whether it is shown that fewer diverge: Fisher's exact test, adjusted. */
  readonly isShown: boolean
}
