import { groupBy } from '../../../tables/groupBy.ts'
import type { LegendItem, LegendSection } from '../../figure.ts'
import { dashOf } from '../../parts/colours/categories.ts'
import { colourFinder, type Palette } from '../../parts/colours/palette.ts'
import { legendSection } from '../../parts/groups.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'

/** Models that share a colour: the seeds of one setting, say. */
export interface ModelGroup<Model> {
  name: string
  /** As a legend writes it: short, and unlike those of the other groups. */
  shortName: string
  colour: string
  /** Empty for a solid line. */
  dash: number[]
  models: Model[]
}

interface Named {
  name: string
  /** Default: the name. */
  group?: string
}

/** The models by group, in the order in which groups first appear. */
export function groupModels<Model extends Named>(
  models: readonly Model[],
  palette: Palette | undefined,
): ModelGroup<Model>[] {
  const groupOf = ({ group, name }: Named) => group ?? name
  const colourOf = colourFinder(models.map(groupOf), palette)
  const groups = groupBy(models, groupOf)
  const shownAs = shownNames(models.map(groupOf))
  return [...groups].map(([name, members]) => ({
    name,
    shortName: shownAs(name),
    colour: colourOf(name),
    dash: dashOf(colourOf(name), palette?.size ?? groups.size),
    models: members,
  }))
}

/**
 * A group's line in a legend: its name, then what it came to.
 *
 * @param size of the group, such as ` (n = 6)`. Default: not said.
 */
export function groupItem(
  { shortName, colour, dash }: ModelGroup<unknown>,
  value: string,
  size = '',
): LegendItem {
  return {
    text: `${shortName}: ${value}${size}`,
    symbol: 'line',
    colour,
    ...(dash.length > 0 && { dash }),
  }
}

/** The area under a model's curve with its interval, NaN where there is none. */
export interface ModelArea extends Named {
  area: number
  low: number
  high: number
}

const MAX_NAMED = 12

/** A caption's sentence with the names of groups that are shortened; see `namesInFull`. */
export function groupsInFull(groups: readonly ModelGroup<unknown>[]): string {
  return namesInFull(groups.map(({ name }) => name))
}

/** Whether a legend has room for the name of each model, and each has a colour of its own. */
export function areNamed(groups: readonly ModelGroup<unknown>[]): boolean {
  return groups.length <= MAX_NAMED && groups.every(({ models }) => models.length === 1)
}

/**
 * The area under each curve and its interval; where models share a group, or past a dozen, the
 * range of the areas of each group.
 *
 * @param title what the area is called, such as `AUROC`
 */
export function areaLegend(title: string, groups: readonly ModelGroup<ModelArea>[]): LegendSection {
  const isNamed = areNamed(groups)
  return legendSection(
    isNamed ? `${title} (95 % interval)` : `${title} (range)`,
    groups.map((group) => {
      const { models } = group
      return isNamed
        ? groupItem(group, areaText(models[0] as ModelArea))
        : groupItem(group, rangeText(models), ` (n = ${models.length})`)
    }),
  )
}

function areaText({ area, low, high }: ModelArea): string {
  const interval = Number.isFinite(low) ? ` (${low.toFixed(3)}–${high.toFixed(3)})` : ''
  return `${area.toFixed(3)}${interval}`
}

function rangeText(models: readonly ModelArea[]): string {
  const areas = models.map(({ area }) => area)
  return `${Math.min(...areas).toFixed(3)}–${Math.max(...areas).toFixed(3)}`
}
