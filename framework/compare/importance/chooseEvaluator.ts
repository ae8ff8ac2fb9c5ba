import { ReportError } from '../../errors.ts'
import type { Design, Evaluator } from './design.ts'
import { functionalAnova } from './functionalAnova.ts'
import { pedAnova } from './pedAnova.ts'
import { permutation } from './permutation.ts'

/** Ways to measure importance; each is a file of its own. */
const EVALUATORS = { anova: functionalAnova, 'ped-anova': pedAnova, permutation } as const
export type EvaluatorName = keyof typeof EVALUATORS

export const EVALUATOR_NAMES = Object.keys(EVALUATORS) as readonly EvaluatorName[]

/**
 * The evaluator that was asked for; with `auto` the best that the design allows, or why none does.
 *
 * @param whyNone why the design has no factors, where it has none
 * @throws {ReportError} COMPARISON_OPTION_INVALID if it cannot use this design
 */
export function chooseEvaluator(
  wanted: 'auto' | EvaluatorName,
  design: Design,
  whyNone: string,
): { chosen?: Evaluator; objection?: string } {
  if (design.factors.length === 0) return { objection: whyNone }
  if (design.y.length === 0) return { objection: 'no run has a finite value of the metric' }
  if (design.y.every((value) => value === design.y[0])) {
    return { objection: 'all runs have the same value of the metric' }
  }
  if (wanted === 'auto') {
    if (functionalAnova.objection(design) === undefined) return { chosen: functionalAnova }
    const objection = pedAnova.objection(design)
    return objection === undefined ? { chosen: pedAnova } : { objection }
  }
  const chosen = EVALUATORS[wanted]
  const objection = chosen.objection(design)
  if (objection === undefined) return { chosen }
  throw new ReportError(
    'COMPARISON_OPTION_INVALID',
    `parameterImportance: ${chosen.name} cannot be used, since ${objection}. Leave the evaluator out.`,
  )
}
