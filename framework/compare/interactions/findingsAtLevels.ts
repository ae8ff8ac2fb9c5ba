import { valueKey } from '../../tables/valueKey.ts'
import type { Contrast } from '../groups/contrasts.ts'
import type { Examined } from '../groups/examineGroups.ts'
import { type Finding, findingOf, layOut } from '../groups/findings.ts'
import { groupText } from '../groups/groupText.ts'
import { RunSet } from '../groups/runSet.ts'

/** Beyond so many rows the contrasts that depend on the other parameter least clearly have none. */
const MOST_ROWS = 60

/**
 * The contrasts that depend on another parameter, once for each value of that parameter: on average over
 * its values they would mislead.
 */
export function findingsAtLevels(examined: Examined): Finding[] {
  const { interaction, columns, question, seedsResemble } = examined
  if (interaction === undefined) return []
  const { by, partner } = interaction
  const place = columns.parameters.indexOf(partner)
  return interaction.contrasts
    .flatMap(({ a, b, contrast, levels }) =>
      levels.map(({ value }) => {
        const part = partOf(contrast, place, valueKey(value), `${partner}=${groupText(value)}`)
        return findingOf(layOut({ by, a, b }, part, question), question, seedsResemble)
      }),
    )
    .slice(0, MOST_ROWS)
}

/** The runs of a contrast that have one value of a parameter. */
function partOf(contrast: Contrast, place: number, key: string, block: string): Contrast {
  const runsOf = ({ runs }: RunSet) =>
    new RunSet(runs.filter(({ settings }) => valueKey(settings[place]) === key))
  return { ...contrast, a: runsOf(contrast.a), b: runsOf(contrast.b), block }
}
