import { ReportError } from '../../errors.ts'
import type { ModelSummary, StrategySummary } from '../../inference/scores/modelSummary.ts'
import type { Figure } from '../../plots/figure.ts'
import {
  type StrengthCurvesOptions,
  strengthCurves,
} from '../../plots/kinds/strengths/strengthCurves.ts'
import { groupBy } from '../../tables/groupBy.ts'
import type { InferredModel } from '../models/inferredModels.ts'
import type { ModelEstimate } from './modelEstimates.ts'

export interface StrengthFigureOptions extends StrengthCurvesOptions {
  /** The value at one strength. */
  readonly valueAt: (strategy: StrategySummary, summary: ModelSummary) => ModelEstimate
  /** The value without corruption, at strength 0. */
  readonly valueAtZero: (summary: ModelSummary) => ModelEstimate
}

/**
 * Values of all models against the parameter of each corruption whose params hold a list.
 *
 * @throws {ReportError} NOTHING_TO_DRAW when none does
 */
export function againstStrength(
  models: readonly InferredModel[],
  { valueAt, valueAtZero, ...options }: StrengthFigureOptions,
): Figure {
  const curves = models.flatMap(({ name, group, summary }) =>
    [...sweptStrategies(summary)].map(([corruption, strategies]) => ({
      corruption,
      group,
      name,
      points: [
        ...(startsAtZero(strategies) ? [{ strength: 0, ...valueAtZero(summary) }] : []),
        ...strategies.map((each) => ({ strength: strengthOf(each), ...valueAt(each, summary) })),
      ],
    })),
  )
  if (curves.length > 0) return strengthCurves(curves, options)
  throw new ReportError(
    'NOTHING_TO_DRAW',
    'No corruption has a list of strengths. Give one, for example: ' +
      "'inference.corruption_strategies=[{name: additive_noise, params: {strength: [0.05, 0.1, 0.2]}}]'",
  )
}

/** The strategies of a corruption whose strength was swept, under its name and its parameter's. */
export function sweptStrategies({ strategies }: ModelSummary): Map<string, StrategySummary[]> {
  const swept = Object.values(strategies).filter((each) => each.swept !== undefined)
  return groupBy(swept, (each) => `${each.corruption}, ${each.swept}`)
}

/** The value of the parameter that was swept. */
export function strengthOf({ params, swept }: StrategySummary): number {
  return params[swept ?? ''] ?? Number.NaN
}

/** A parameter called `strength` does nothing at 0, by the contract of corruptions. */
function startsAtZero(strategies: readonly StrategySummary[]): boolean {
  return strategies.every((each) => each.swept === 'strength' && strengthOf(each) !== 0)
}
