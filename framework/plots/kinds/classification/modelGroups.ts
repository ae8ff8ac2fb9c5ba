import { groupBy } from '../../../tables/groupBy.ts'
import type { LegendItem, LegendSection } from '../../figure.ts'
import { dashOf } from '../../parts/colours/categories.ts'
import { colourFinder, type Palette } from '../../parts/colours/palette.ts'
import { legendSection } from '../../parts/groups.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { areaDecimals, areaText, type CurveArea, rangeText } from './areaText.ts'

/** Models that share a colour: the seeds of one setting, say. */
export interface ModelGroup<Model> {
  readonly name: string
  /** As a legend writes it: short, and unlike those of the other groups. */
  readonly shortName: string
  readonly colour: string
  /** Empty for a solid line. */
  readonly dash: number[]
  readonly models: Model[]
}

/** What a figure calls a model, and what it is coloured by. */
export interface Named {
  readonly name: string
  /** Default: the name. */
  readonly group?: string
}

/** More models than these are told apart by their groups alone. */
const MAX_ALONE = 60
const ALL = 'all models'

/**
 * The models as they are or, where so many are each by themselves that neither colours nor names tell
 * them apart, all in one group.
 */
export function crowdAsOne<Model extends Named>(models: readonly Model[]): readonly Model[] {
  const nGroups = new Set(colourGroups(models)).size
  const n = nModels(models)
  const isCrowd = n > MAX_ALONE && nGroups === n
  return isCrowd ? models.map((model) => ({ ...model, group: ALL })) : models
}

/** What each model is coloured by. */
export function colourGroups(models: readonly Named[]): string[] {
  return models.map(({ name, group }) => group ?? name)
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
    text: `${shortName}${value === '' ? '' : `: ${value}`}${size}`,
    symbol: 'line',
    colour,
    ...(dash.length > 0 && { dash }),
  }
}

/** The area under a model's curve. */
export type ModelArea = Named & CurveArea

/** A caption's sentence with the names of groups that are shortened; see `namesInFull`. */
export function groupsInFull(groups: readonly ModelGroup<unknown>[]): string {
  return namesInFull(groups.map(({ name }) => name))
}

/** Whether the same models stand in several panels, each with values of its own: then no group has one value. */
export function areRepeated(groups: readonly ModelGroup<Named>[]): boolean {
  return groups.some(({ models }) => nModels(models) < models.length)
}

/** How many models there are, each counted once however many panels it stands in. */
export function nModels(models: readonly Named[]): number {
  return new Set(models.map(({ name, group = name }) => JSON.stringify([group, name]))).size
}

/**
 * What groups came to, or, where models are repeated, only which line is whose.
 *
 * @param title of what they came to
 */
export function valuesLegend<Group extends ModelGroup<Named>>(
  title: string,
  groups: readonly Group[],
  itemOf: (group: Group) => LegendItem,
): LegendSection {
  if (!areRepeated(groups)) return legendSection(title, groups.map(itemOf))
  return legendSection(
    '',
    groups.map((group) => {
      const n = nModels(group.models)
      return groupItem(group, '', n > 1 ? ` (n = ${n})` : '')
    }),
  )
}

/** Whether each model is by itself in its group. */
export function areAlone(groups: readonly ModelGroup<Named>[]): boolean {
  return groups.every(({ models }) => nModels(models) === 1)
}

/**
 * The area under each curve and its interval; where models share a group, the range of the areas of
 * each group.
 *
 * @param title what the area is called, such as `AUROC`
 */
export function areaLegend(title: string, groups: readonly ModelGroup<ModelArea>[]): LegendSection {
  const isInterval = areAlone(groups)
  const decimals = areaDecimals(groups.flatMap(({ models }) => models))
  return valuesLegend(
    isInterval ? `${title} (95 % interval)` : `${title} (range)`,
    groups,
    (group) => {
      const { models } = group
      return isInterval
        ? groupItem(group, areaText(models[0] as ModelArea, decimals))
        : groupItem(group, rangeText(models, decimals), ` (n = ${models.length})`)
    },
  )
}

/** The areas of each group's models, of a model alone with its interval. */
export function areaSets(models: readonly ModelArea[]): number[][] {
  const groups = groupBy(models, ({ name, group = name }) => group)
  return Array.from(groups.values(), (members) =>
    members.length === 1
      ? members.flatMap(({ area, low, high }) => [area, low, high])
      : members.map(({ area }) => area),
  )
}
