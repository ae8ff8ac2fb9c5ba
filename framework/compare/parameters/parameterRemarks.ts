import { goesTogetherWords } from '../confounding/confounding.ts'
import type { Trend } from '../trend.ts'
import type { SweptParameter } from './sweptParameters.ts'

/** Trends over all runs mean something only where the other parameters were drawn at random. */
export function remarksOnTrends(trends: readonly Trend[]): string[] {
  const mixed = trends
    .filter(({ within, verdict }) => within === 'all runs' && verdict !== 'descriptive only')
    .map(({ by }) => by)
  if (mixed.length === 0) return []
  return [
    `No two runs differ in ${listed(mixed)} alone, so that ranks are correlated over all runs: right where ` +
      'the other parameters were drawn at random, and misleading where they were chosen together.',
  ]
}

/**
 * What stands beside each finding of a parameter.
 *
 * @param goesTogether of a parameter that is compared without pairs: others whose values differ with it
 */
export function reservationsOn(
  parameters: readonly SweptParameter[],
  {
    rescaled,
    goesTogether,
    metric,
  }: {
    readonly rescaled: ReadonlySet<string>
    readonly goesTogether: ReadonlyMap<string, readonly string[]>
    readonly metric: string
  },
): Map<string, string> {
  return new Map(
    parameters.flatMap(({ name, confoundedWith }) => {
      const others = (goesTogether.get(name) ?? []).filter((each) => !confoundedWith.includes(each))
      const words = [
        ...goesTogetherWords(others),
        ...(confoundedWith.length === 0 ? [] : [`${listed(confoundedWith)} changed along with it`]),
        ...(rescaled.has(name) ? [`${name} may change what ${metric} measures`] : []),
      ]
      return words.length === 0 ? [] : [[name, words.join('; ')] as const]
    }),
  )
}

/**
 * Parameters that no run tells apart. Of those that are compared in pairs, the remarks on groups tell the ones
 * that are compared as well.
 *
 * @param compared the columns of all parameters that differ
 */
export function remarksOnConfounding(
  parameters: readonly SweptParameter[],
  compared: readonly string[],
): string[] {
  const told = new Set<string>()
  return parameters.flatMap(({ name, isContinuous, confoundedWith }) => {
    const others = confoundedWith.filter((other) => isContinuous || !compared.includes(other))
    if (others.length === 0 || told.has(name)) return []
    for (const each of [name, ...others]) told.add(each)
    return [varyTogether([name, ...others])]
  })
}

/** That no run tells some parameters apart. */
export function varyTogether(names: readonly string[]): string {
  return `${listed(names)} vary together: no run tells what one of them does from what the others do.`
}

const SHOWN = 6

function listed(names: readonly string[]): string {
  const more = names.length - SHOWN
  return names.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
