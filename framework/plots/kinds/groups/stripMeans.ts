import type { ColumnTable } from 'arquero'
import type { MeansOverSeeds } from '../../../compare/settings/meansOverSeeds.ts'
import { metricNumbers } from '../../parts/axes/metricNumbers.ts'
import { groupNames, usualGroup } from '../../parts/groups.ts'
import { type HighlightOptions, matcher } from '../../parts/highlight.ts'
import type { NamedMean } from '../../parts/meanMarks.ts'
import { panelsOfRows } from '../../parts/panels/facetMembers.ts'
import type { FacetOptions } from '../../parts/panels/facets.ts'
import { seedMeans } from '../../parts/seedMeans.ts'
import { cellNames, type ValueGroupOptions } from './valueGroups.ts'

/** What the cells of a strip follow from. */
interface CellOptions
  extends Pick<ValueGroupOptions, 'value' | 'group'>,
    Pick<HighlightOptions, 'highlight'>,
    Pick<FacetOptions, 'facet'> {
  readonly by?: string
}

/**
 * The means of all cells, by panel, and their values: what the key and the caption tell of, and what the axis must
 * hold.
 */
export function panelMeans(
  runs: ColumnTable,
  options: CellOptions,
  estimator: 'geometric' | 'mean',
): Pick<MeansOverSeeds, 'over'> & { cells: (NamedMean & { values: number[] })[] } {
  const { value, group = usualGroup(runs), highlight } = options
  const by = options.by ?? group
  const values = metricNumbers(runs, value)
  const namesOf = [groupNames(runs, group), groupNames(runs, by), panelsOfRows(runs, options.facet)]
  const standsOut = matcher(runs, highlight) ?? (() => true)
  const cells = new Map<string, number[]>()
  for (const [row, each] of values.entries()) {
    if (!Number.isFinite(each) || !standsOut(row) || (estimator === 'geometric' && each <= 0)) {
      continue
    }
    const key = JSON.stringify(namesOf.map((names) => names[row]))
    const members = cells.get(key) ?? []
    members.push(row)
    cells.set(key, members)
  }
  const rows = [...cells.values()]
  const nameOfCell = cellNames(runs, group, by)
  const { means, over } = seedMeans(runs, values, rows, estimator)
  return {
    over,
    cells: means.map((mean, i) => {
      const members = rows[i] as [number, ...number[]]
      return {
        of: nameOfCell(members[0]),
        mean,
        values: members.map((row) => values[row] as number),
      }
    }),
  }
}
