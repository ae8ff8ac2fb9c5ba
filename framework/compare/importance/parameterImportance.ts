import { type ColumnTable, table } from 'arquero'
import * as v from 'valibot'
import { requireColumn } from '../../tables/requireColumn.ts'
import { RUNS } from '../../tables/schemas/runsSchemas.ts'
import { checkArguments, checkOptions, TEXT, TEXTS } from '../../text/checkOptions.ts'
import type { Better } from '../better.ts'
import { BETTER, CODE, METRIC_SCALE } from '../comparisonSchemas.ts'
import { methodsOfImportance } from '../findings/methods.ts'
import { defaultBetter, type Scale } from '../groups/metricScale.ts'
import { type SweptParameter, sweptParameters } from '../parameters/sweptParameters.ts'
import { whyNoneDiffers } from '../parameters/whyNoneDiffers.ts'
import { chooseEvaluator, EVALUATOR_NAMES, type EvaluatorName } from './chooseEvaluator.ts'
import { designOf } from './designOf.ts'
import { functionalAnova } from './functionalAnova.ts'
import type { ImportanceOfParameter, InteractionOfParameters } from './importance.ts'
import { confoundedRemarks, disagreementOf, strongInteraction } from './importanceRemarks.ts'
import { marginalShares } from './marginalShares.ts'
import { permutation } from './permutation.ts'

export interface ParameterImportanceOptions {
  /** Column of the metric. */
  readonly metric: string
  /** Which values are better. Default `higher` for accuracies and the like, else `lower`. */
  readonly better?: Better
  /** Columns of the parameters. Default: those that `loadRuns` found, but the seed. */
  readonly parameters?: readonly string[]
  /** Column of the training seed. Default `seed`. */
  readonly seed?: string
  /** Default `auto`: functional ANOVA on full grids, else PED-ANOVA. */
  readonly evaluator?: 'auto' | EvaluatorName
  /** Of the metric: logarithms, or as it is. Default: as `compareGroups` compares it. */
  readonly scale?: Scale
}

const OPTIONS = {
  metric: TEXT,
  better: BETTER,
  parameters: TEXTS,
  seed: TEXT,
  evaluator: v.picklist(['auto', ...EVALUATOR_NAMES]),
  scale: METRIC_SCALE,
}

export interface ParameterImportance {
  /** Column of the metric. */
  readonly metric: string
  /**
   * `functional ANOVA`: the importance is the share of the variance that is lost without the parameter,
   * its interactions included. `PED-ANOVA`: the share that it has in what sets the best runs apart.
   * Null where there is none.
   */
  readonly evaluator: string | null
  /** The most important first. */
  readonly parameters: readonly ImportanceOfParameter[]
  /** Pairs with what they do together beyond each alone, the largest share first. */
  readonly interactions: readonly InteractionOfParameters[]
  /** The share of the variance between runs of one setting; null where no setting was repeated. */
  readonly residual: number | null
  /** What the design cannot tell, and why. */
  readonly remarks: readonly string[]
  /** What was done, a sentence each, for `analyze` to return. */
  readonly methods: readonly string[]
  readonly table: ColumnTable
}

/**
 * How much each parameter matters for a metric.
 *
 * @throws {ReportError} COMPARISON_COLUMN_UNKNOWN if the table lacks a column that is asked for;
 *   `COMPARISON_OPTION_INVALID` if there is no such evaluator, or it cannot use this design
 */
export function parameterImportance(
  runs: ColumnTable,
  options: ParameterImportanceOptions,
): ParameterImportance {
  checkArguments(CODE, 'parameterImportance', { runs }, { runs: RUNS })
  checkOptions(CODE, 'parameterImportance', options, OPTIONS, ['metric'])
  const { metric, better = defaultBetter(metric), seed = 'seed', evaluator = 'auto' } = options
  for (const column of [metric, ...(options.parameters ?? [])]) {
    requireColumn(runs, column, {
      code: 'COMPARISON_COLUMN_UNKNOWN',
      askedBy: 'parameterImportance',
    })
  }
  const all = sweptParameters(runs, {
    seed,
    ...(options.parameters && { names: options.parameters }),
  })
  const together = representatives(all)
  const { design, remarks } = designOf(runs, [...together.keys()], {
    metric,
    better,
    scale: options.scale,
  })
  const { chosen, objection } = chooseEvaluator(evaluator, design, whyNoneDiffers(runs))
  const notTold = [...confoundedRemarks(together), ...remarks]
  if (chosen === undefined) {
    const why = objection === undefined ? [] : [`No importance of parameters: ${objection}.`]
    return resultOf(metric, null, unknown(all), [], Number.NaN, [...why, ...notTold])
  }
  const evaluation = chosen.evaluate(design)
  const shares = marginalShares(design)
  const checks =
    chosen !== permutation && permutation.objection(design) === undefined
      ? permutation.evaluate(design).factors
      : []
  const parameters = design.factors.flatMap(({ name }, at) => {
    const [parameter] = [...together.keys()].filter((each) => each.name === name)
    const names = [name, ...(parameter ? (together.get(parameter) ?? []) : [])]
    return names.map((each) => ({
      parameter: each,
      importance: orNull(evaluation.factors[at]?.importance),
      share: orNull(evaluation.factors[at]?.share ?? shares[at]),
      pValue: orNull(evaluation.factors[at]?.pValue),
      check: orNull(checks[at]?.importance),
      confoundedWith: names.filter((other) => other !== each),
    }))
  })
  const interactions = evaluation.interactions.map(({ factors: [a, b], share, pValue }) => ({
    parameters: [design.factors[a]?.name ?? '', design.factors[b]?.name ?? ''] as const,
    share,
    pValue: orNull(pValue),
  }))
  return resultOf(metric, chosen.name, parameters, interactions, evaluation.residual, [
    ...notTold,
    ...(chosen === functionalAnova && Number.isNaN(evaluation.residual)
      ? [
          'Every setting was run once: importance and interactions contain the noise between seeds, and ' +
            'nothing tells them apart from it.',
        ]
      : []),
    ...strongInteraction(interactions),
    ...disagreementOf(chosen.name, parameters),
  ])
}

/** One of each set of confounded parameters, with the others. */
function representatives(
  parameters: readonly SweptParameter[],
): Map<SweptParameter, readonly string[]> {
  const told = new Set<string>()
  const kept = new Map<SweptParameter, readonly string[]>()
  for (const parameter of parameters) {
    if (told.has(parameter.name)) continue
    for (const name of [parameter.name, ...parameter.confoundedWith]) told.add(name)
    kept.set(parameter, parameter.confoundedWith)
  }
  return kept
}

function unknown(parameters: readonly SweptParameter[]): ImportanceOfParameter[] {
  return parameters.map(({ name, confoundedWith }) => ({
    parameter: name,
    importance: null,
    share: null,
    pValue: null,
    check: null,
    confoundedWith,
  }))
}

function resultOf(
  metric: string,
  evaluator: string | null,
  parameters: readonly ImportanceOfParameter[],
  interactions: readonly InteractionOfParameters[],
  residual: number,
  remarks: readonly string[],
): ParameterImportance {
  const sorted = parameters.toSorted((a, b) => (b.importance ?? -1) - (a.importance ?? -1))
  return {
    metric,
    evaluator,
    parameters: sorted,
    interactions,
    residual: orNull(residual),
    remarks,
    methods: methodsOfImportance(evaluator),
    table: table([
      ['parameter', sorted.map(({ parameter }) => parameter)],
      ['importance', sorted.map(({ importance }) => importance)],
      ['share_of_variance', sorted.map(({ share }) => share)],
      ['p_adjusted', sorted.map(({ pValue }) => pValue)],
      ['permutation', sorted.map(({ check }) => check)],
      ['evaluator', sorted.map(() => evaluator)],
      ['confounded_with', sorted.map(({ confoundedWith }) => confoundedWith.join(', '))],
    ]),
  }
}

function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value
}
