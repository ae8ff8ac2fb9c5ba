import { count } from '../../text/counts.ts'
import { groupName, groupText } from '../groups/groupText.ts'
import type { InteractingContrast, ParameterInteraction } from '../interactions/interactionOf.ts'
import { effectText } from './effect.ts'
import { keyPart, type ReportFinding } from './reportFinding.ts'
import { pText } from './wording.ts'

/** Of more values only the least and the greatest effect are told. */
const MOST_TOLD = 3

/**
 * That the effect of a parameter depends on another one, with the effect at its values.
 *
 * @param context whether any comparison by the parameter is settled, and what a reader must know beside
 *   it, as the end of the sentence
 */
export function findingOfInteraction(
  { by, partner, pValue, contrasts }: ParameterInteraction,
  {
    metric,
    isSettled,
    reservation,
  }: { readonly metric: string; readonly isSettled: boolean; readonly reservation: string },
): ReportFinding[] {
  const [first] = contrasts
  if (first === undefined) return []
  const estimates = first.levels.map(({ estimate }) => estimate)
  const units = first.levels.map(({ n }) => n)
  const undecided = isSettled
    ? ''
    : `; ${unitCount(units, first)} at each value of ${partner} ${Math.max(...units) > 1 ? 'are' : 'is'} too few to tell ` +
      `which ${by} is better`
  return [
    {
      key: keyPart(`${by}-by-${partner}`),
      sentence:
        `${by}: its effect depends on ${partner} (${pText(pValue)}): ${groupName(by, first.b)} has ` +
        `${levelsText(first, { by, partner, metric })}${undecided}${reservation}.`,
      values: {
        least: onReadersScale(first, Math.min(...estimates)),
        greatest: onReadersScale(first, Math.max(...estimates)),
        p: pValue,
      },
    },
  ]
}

/** `1.2 times the loss of none with beta=0, 3 times with beta=1` */
export function levelsText(
  contrast: InteractingContrast,
  {
    by,
    partner,
    metric,
  }: { readonly by: string; readonly partner: string; readonly metric: string },
): string {
  const { a, scale, levels } = contrast
  const ordered = levels.toSorted((one, other) => one.estimate - other.estimate)
  const told = levels.length <= MOST_TOLD ? levels : [...ordered.slice(0, 1), ...ordered.slice(-1)]
  const [first, ...others] = told.map(
    ({ value, estimate }) =>
      [effectText(scale, estimate), `with ${partner}=${groupText(value)}`] as const,
  )
  const whole =
    scale === 'ratio'
      ? `${first?.[0]} the ${metric} of ${groupName(by, a)}`
      : `a ${metric} ${first?.[0]} than ${groupName(by, a)}`
  const parts = [`${whole} ${first?.[1]}`, ...others.map(([effect, where]) => `${effect} ${where}`)]
  return levels.length <= MOST_TOLD ? parts.join(', ') : `from ${parts.join(' to ')}`
}

function onReadersScale({ scale }: InteractingContrast, estimate: number): number {
  return scale === 'ratio' ? Math.exp(estimate) : estimate
}

function unitCount(units: readonly number[], { isPaired }: InteractingContrast): string {
  const [least, most] = [Math.min(...units), Math.max(...units)]
  const counted = count(most, isPaired ? 'pair' : 'run')
  return `${least === most ? '' : `${least} to `}${counted}${isPaired ? '' : ' of each'}`
}
