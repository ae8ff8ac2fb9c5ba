import {
  type ChosenMetric,
  type ColumnTable,
  type Comparison,
  differenceForest,
  type Figure,
  isStrongInteraction,
  metricAgainstParameter,
  type ParameterComparisons,
  type ParameterImportance,
  pairedSlopes,
} from 'thesis-report'
import type { MainParameters } from './mainParameters.ts'
import { nothingToDraw } from './nothingToDraw.ts'

interface Context {
  readonly runs: ColumnTable
  readonly chosen: ChosenMetric
  readonly comparison: ParameterComparisons
  readonly importance: ParameterImportance
  readonly main: MainParameters
  readonly parameters: readonly string[]
  readonly config: { readonly outputs: { readonly scale: 'auto' | 'linear' | 'log' } }
}

/** More sentences make no caption; comparisons.csv has all. */
const MOST_SENTENCES = 3
/** More columns of pairs cross each other. */
const MOST_COLUMNS = 4

/** The metric against one of the most important parameters. */
export function metricByParameter(context: Context, place: number): Figure {
  const { runs, chosen, comparison, main, config } = context
  const parameter = main.all[place]
  if (parameter === undefined) {
    const n = main.all.length
    throw nothingToDraw(
      `The runs differ in ${n} parameter${n === 1 ? '' : 's'} that can be told apart.`,
    )
  }
  return metricAgainstParameter(runs, {
    metric: chosen.metric,
    parameter,
    ...groupOf(parameter, context),
    better: chosen.better,
    verdict: verdictOn(comparison, parameter),
    scale: config.outputs.scale,
  })
}

/** Colours by what the parameter interacts with: its mean over the other's values would mislead. */
function groupOf(
  parameter: string,
  { comparison, importance, main }: Pick<Context, 'comparison' | 'importance' | 'main'>,
): { group?: string } {
  const tested = comparison.interactions.filter(({ by }) => by === parameter)
  const strong = importance.interactions.filter(
    (each) => isStrongInteraction(each) && each.parameters.includes(parameter),
  )
  const partners = [
    ...tested.map(({ partner }) => partner),
    ...strong.flatMap(({ parameters }) => parameters.filter((name) => name !== parameter)),
  ]
  const group = partners.find((name) => main.fewValues.has(name))
  return group === undefined ? {} : { group }
}

/** What the comparison says of a parameter, with p-values adjusted over all parameters. */
function verdictOn({ trends, rows }: ParameterComparisons, parameter: string): string {
  const ofPairs = rows.filter(({ by, block }) => by === parameter && block === '')
  const all = [
    ...trends.filter(({ by }) => by === parameter),
    ...(ofPairs.length > MOST_SENTENCES
      ? ofPairs.toSorted((one, other) => pOf(one) - pOf(other))
      : ofPairs),
  ]
  // They begin with the name of the parameter, which is written as it is.
  const sentences = all.slice(0, MOST_SENTENCES).map(({ sentence }) => sentence)
  const rest =
    all.length > MOST_SENTENCES
      ? [`These are the surest of ${all.length} comparisons; comparisons.csv has all.`]
      : []
  return [...sentences, ...rest].join(' ')
}

/** Pairs of runs over the parameter whose values differ most surely. */
export function pairsOfRuns({ runs, chosen, comparison, parameters, config }: Context): Figure {
  const surest = comparison.rows
    .filter(({ block, nPairs, unit }) => block === '' && nPairs > 0 && unit !== 'run')
    .reduce<Comparison | undefined>(
      (best, row) => (best === undefined || pOf(row) < pOf(best) ? row : best),
      undefined,
    )
  if (surest === undefined) {
    throw nothingToDraw('No two runs agree in seed and all parameters but one.')
  }
  const { by, a, b } = surest
  return pairedSlopes(runs, {
    value: chosen.metric,
    by,
    ...(!allPairUp(comparison, surest) && { values: [a, b] }),
    better: chosen.better,
    parameters,
    comparison,
    scale: config.outputs.scale,
  })
}

/** Whether few enough values are compared over the same pairs, so that one figure shows them all. */
function allPairUp(
  { rows, parameters }: ParameterComparisons,
  { by, nPairs }: Comparison,
): boolean {
  const n = parameters.find(({ name }) => name === by)?.values.length ?? 2
  const ofParameter = rows.filter((row) => row.by === by && row.block === '')
  return n <= MOST_COLUMNS && ofParameter.every((row) => row.nPairs === nPairs)
}

function pOf({ pHolm }: Comparison): number {
  return pHolm ?? 1
}

/** All pairs of values of all parameters, with their intervals. */
export function allDifferences({ comparison }: Context): Figure {
  const hasInterval = comparison.rows.some(
    ({ ratioLow, differenceLow }) => ratioLow !== null || differenceLow !== null,
  )
  if (!hasInterval)
    throw nothingToDraw('No two values of a parameter share enough runs to be tested.')
  return differenceForest(comparison)
}
