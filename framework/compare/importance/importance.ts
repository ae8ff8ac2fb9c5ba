import { checkArguments, objectOf } from '../../text/checkOptions.ts'
import { CODE } from '../comparisonSchemas.ts'
import { INTERACTION_LEVEL } from '../interactions/interactionOf.ts'

/** How much one parameter matters; null where the runs cannot tell. */
export interface ImportanceOfParameter {
  readonly parameter: string
  /** By the evaluator: see `ParameterImportance.evaluator`. */
  readonly importance: number | null
  /** Of the variance of the metric, by this parameter alone: of functional ANOVA its main effect. */
  readonly share: number | null
  /** That a parameter without effect looks as important, adjusted for all parameters; see the evaluators. */
  readonly pValue: number | null
  /** Permutation importance. */
  readonly check: number | null
  /** Parameters that no run tells apart from this one; then all three are those of all together. */
  readonly confoundedWith: readonly string[]
}

/** Two parameters, with the share of the variance that they have together beyond each alone. */
export interface InteractionOfParameters {
  readonly parameters: readonly [string, string]
  readonly share: number
  /** That noise alone gives as much, adjusted for all pairs; null where no setting was repeated. */
  readonly pValue: number | null
}

/** Of the variance. */
const STRONG_SHARE = 0.1

/**
 * Whether two parameters do so much together that what one of them does on average misleads: a tenth of the variance
 * or more, and not by chance, at the level of an interaction that is a finding.
 */
export function isStrongInteraction(interaction: InteractionOfParameters): boolean {
  const expected = 'an interaction of parameterImportance'
  checkArguments(CODE, 'isStrongInteraction', { interaction }, { interaction: objectOf(expected) })
  const { share, pValue } = interaction
  return share >= STRONG_SHARE && pValue !== null && pValue <= INTERACTION_LEVEL
}
