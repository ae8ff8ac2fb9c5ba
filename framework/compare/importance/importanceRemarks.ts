import { listSome } from '../../text/lists.ts'
import { formatNumber } from '../../text/numbers/numberFormat.ts'
import { ALPHA } from '../groups/verdict.ts'
import { varyTogether } from '../parameters/parameterRemarks.ts'
import type { SweptParameter } from '../parameters/sweptParameters.ts'
import {
  type ImportanceOfParameter,
  type InteractionOfParameters,
  isStrongInteraction,
} from './importance.ts'

/** Parameters that no run tells apart. */
export function confoundedRemarks(
  together: ReadonlyMap<SweptParameter, readonly string[]>,
): string[] {
  return [...together].flatMap(([{ name }, others]) =>
    others.length === 0 ? [] : [varyTogether([name, ...others])],
  )
}

/** @param interactions the strongest first */
export function strongInteraction(interactions: readonly InteractionOfParameters[]): string[] {
  const strongest = interactions.find(isStrongInteraction)
  if (strongest === undefined) return []
  const [a, b] = strongest.parameters
  return [
    `${a} and ${b} interact: ${(100 * strongest.share).toFixed(0)} % of the variance is what they do together ` +
      `beyond what each does alone. What ${a} does depends on ${b}; compare within one value of it, such as ` +
      `inputs.select.${b}=….`,
  ]
}

/** As a share of the variance: what permutation importance calls much, and hardly anything. */
const MUCH = 0.1
const HARDLY = 0.02

/**
 * Parameters that the evaluator finds at 0.05, while permutation importance gives them hardly any of the
 * variance, and less than half as much; and the other way about.
 */
export function disagreementOf(
  evaluator: string,
  parameters: readonly ImportanceOfParameter[],
): string[] {
  const tested = parameters.flatMap(({ parameter, importance, check, pValue }) =>
    importance === null || check === null || pValue === null
      ? []
      : [{ parameter, importance, check, isFound: pValue <= ALPHA }],
  )
  const text = ({ parameter, importance, check }: (typeof tested)[number]) =>
    `${parameter} (${formatNumber(importance, { digits: 2 })} and ${formatNumber(check, { digits: 2 })})`
  // Of a true effect that is a small part of the variance, both may find the same share.
  const onlyHere = tested.filter(
    ({ isFound, importance, check }) => isFound && check < HARDLY && check < importance / 2,
  )
  const onlyThere = tested.filter(({ isFound, check }) => !isFound && check >= MUCH)
  return [
    ...(onlyHere.length === 0
      ? []
      : [
          `${evaluator} and permutation importance disagree: the first finds ${listSome(onlyHere.map(text))}, the second ` +
            'hardly anything. Do not rely on it before more runs agree.',
        ]),
    ...(onlyThere.length === 0
      ? []
      : [
          `${evaluator} and permutation importance disagree: the second finds ${listSome(onlyThere.map(text))}, the first ` +
            'nothing that chance does not give as well. Do not rely on it before more runs agree.',
        ]),
  ]
}
