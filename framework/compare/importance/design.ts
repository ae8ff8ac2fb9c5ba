/** What was tried and what came of it, as the evaluators of importance see it. */
export interface Design {
  readonly factors: readonly Factor[]
  /** The metric of each run, on the scale on which it is compared; lower is better. */
  readonly y: readonly number[]
}

/** A parameter of a {@link Design}. */
export interface Factor {
  readonly name: string
  /** Of each run: the place of its value among the values, in their order. */
  readonly levels: readonly number[]
  readonly nLevels: number
  /** Whether the order of the values means something. */
  readonly isOrdered: boolean
}

/** How much a parameter matters by one evaluator; NaN where it cannot tell. */
export interface FactorImportance {
  /** From 0 to 1, but for noise. */
  readonly importance: number
  /** The share of the variance by this parameter alone; absent where the evaluator does not tell it. */
  readonly share?: number
  /**
   * That a parameter without any effect looks as important, adjusted for all parameters; NaN where there is no
   * test.
   */
  readonly pValue: number
}

/** What two parameters do together beyond what each does alone. */
export interface Interaction {
  readonly factors: readonly [number, number]
  /** Of the variance of all runs. */
  readonly share: number
  /** That noise alone gives as much, adjusted for all pairs; NaN where cells hold one run each. */
  readonly pValue: number
}

export interface Evaluation {
  /** One for each factor, in their order. */
  readonly factors: readonly FactorImportance[]
  /** Every pair, the largest first; empty where the evaluator does not tell. */
  readonly interactions: readonly Interaction[]
  /** The share of the variance that no parameter explains; NaN where the evaluator does not tell. */
  readonly residual: number
}

/** A way to measure importance. Adding one is a file with such an object. */
export interface Evaluator {
  readonly name: string
  /** Why the design is not one for it; undefined where it is. */
  readonly objection: (design: Design) => string | undefined
  readonly evaluate: (design: Design) => Evaluation
}
