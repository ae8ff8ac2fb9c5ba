import { type ColumnTable, table } from 'arquero'
import { checkArguments, objectOf } from '../../text/checkOptions.ts'
import type { Comparison } from '../comparison.ts'
import { CODE } from '../comparisonSchemas.ts'
import { ALPHA } from '../groups/verdict.ts'
import type { ParameterImportance } from '../importance/parameterImportance.ts'
import type { Trend } from '../trend.ts'
import type { ParameterComparisons } from './compareParameters.ts'
import type { SweptParameter } from './sweptParameters.ts'

const ARGUMENTS = {
  comparisons: objectOf('comparisons, as compareParameters returns them'),
  importance: objectOf('an importance, as parameterImportance returns it'),
}

/** What is found of each parameter. */
export type ComparedParameters = Pick<ParameterComparisons, 'parameters' | 'rows' | 'trends'>

/** What a parameter does by itself: its widest pair of values, or its trend. */
interface MainEffect {
  /** `ratio` or `difference` of b against a, `rank correlation`, or null. */
  readonly effect: string | null
  readonly a: unknown
  readonly b: unknown
  readonly estimate: number | null
  readonly low: number | null
  readonly high: number | null
  readonly pHolm: number | null
  readonly verdict: string | null
}

const NO_EFFECT: MainEffect = {
  effect: null,
  a: null,
  b: null,
  estimate: null,
  low: null,
  high: null,
  pHolm: null,
  verdict: null,
}

/** One row a parameter, the most important first, as `parameters.csv` has them. */
export function parametersTable(
  comparisons: ComparedParameters,
  importance: ParameterImportance,
): ColumnTable {
  checkArguments(CODE, 'parametersTable', { comparisons, importance }, ARGUMENTS)
  const { parameters, rows, trends } = comparisons
  const ofImportance = new Map(importance.parameters.map((each) => [each.parameter, each]))
  const ordered = parameters.toSorted(
    (a, b) =>
      (ofImportance.get(b.name)?.importance ?? -1) - (ofImportance.get(a.name)?.importance ?? -1),
  )
  const effects = ordered.map((parameter) => mainEffect(parameter, rows, trends))
  const column = (
    name: string,
    value: (parameter: SweptParameter, effect: MainEffect) => unknown,
  ) =>
    [name, ordered.map((each, at) => value(each, effects[at] ?? NO_EFFECT))] as [string, unknown[]]
  return table([
    column('parameter', ({ name }) => name),
    column('values', ({ values }) => values.length),
    column('compared', ({ isContinuous }) => (isContinuous ? 'by trend' : 'in pairs')),
    column('effect', (_, { effect }) => effect),
    column('a', (_, { a }) => a),
    column('b', (_, { b }) => b),
    column('estimate', (_, { estimate }) => estimate),
    column('low', (_, { low }) => low),
    column('high', (_, { high }) => high),
    column('p_holm', (_, { pHolm }) => pHolm),
    column('verdict', (_, { verdict }) => verdict),
    column('share_of_variance', ({ name }) => ofImportance.get(name)?.share ?? null),
    column('importance', ({ name }) => ofImportance.get(name)?.importance ?? null),
    column('importance_p_adjusted', ({ name }) => ofImportance.get(name)?.pValue ?? null),
    column('permutation', ({ name }) => ofImportance.get(name)?.check ?? null),
    column('evaluator', () => importance.evaluator),
    column('confounded_with', ({ confoundedWith }) => confoundedWith.join(', ')),
  ])
}

/** The parameters of which a comparison by themselves, or their trend, finds an effect. */
export function foundParameters({ parameters, rows, trends }: ComparedParameters): string[] {
  return parameters
    .map(({ name }) => ({ name, pHolm: mainEffect({ name }, rows, trends).pHolm }))
    .flatMap(({ name, pHolm }) => (pHolm !== null && pHolm <= ALPHA ? [name] : []))
}

function mainEffect(
  { name }: Pick<SweptParameter, 'name'>,
  rows: readonly Comparison[],
  trends: readonly Trend[],
): MainEffect {
  const trend = trends.find(({ by }) => by === name)
  if (trend !== undefined) {
    return {
      effect: 'rank correlation',
      a: trend.least,
      b: trend.greatest,
      estimate: trend.correlation,
      low: trend.correlationLow,
      high: trend.correlationHigh,
      pHolm: trend.pHolm,
      verdict: trend.verdict,
    }
  }
  const pairs = rows.filter(({ by, block }) => by === name && block === '')
  const widest = pairs.toSorted((one, other) => sizeOf(other) - sizeOf(one))[0]
  if (widest === undefined) return NO_EFFECT
  const isRatio = widest.ratio !== null
  return {
    effect: isRatio ? 'ratio' : 'difference',
    a: widest.a,
    b: widest.b,
    estimate: isRatio ? widest.ratio : widest.difference,
    low: isRatio ? widest.ratioLow : widest.differenceLow,
    high: isRatio ? widest.ratioHigh : widest.differenceHigh,
    pHolm: widest.pHolm,
    verdict: widest.verdict,
  }
}

/** How far apart two groups are; pairs that were not tested come last. */
function sizeOf({ ratio, difference, verdict }: Comparison): number {
  if (verdict === 'no matching runs') return -1
  if (ratio !== null) return Math.abs(Math.log(ratio))
  return difference === null ? 0 : Math.abs(difference)
}
