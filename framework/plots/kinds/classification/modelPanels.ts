import type { Figure, FigureAxis } from '../../figure.ts'
import { drawItemFacets, type FacetedLook } from '../../parts/panels/facets.ts'
import { callForPanels } from '../../parts/panels/pileUp.ts'
import { colourGroups, type ModelGroup } from './modelGroups.ts'
import type { ModelIdentity } from './scoredModel.ts'

/** How the models of a panel, or of the whole figure, are drawn. */
export interface ModelsLook<Model> extends Pick<FacetedLook, 'palette'> {
  /** Whether it is one of several panels, which share a legend. */
  readonly isPanel: boolean
  /** Whether it stands for all panels, which take its legend and its words. */
  readonly isBare: boolean
  /** Whether each group has a panel, whose title tells it. */
  readonly byGroup: boolean
  /** The models of the groups that have the other panels. */
  readonly others: readonly Model[]
  /** The axes that all panels share. */
  readonly axes: Partial<Record<'x' | 'y', FigureAxis>>
}

/**
 * The figure of all models or, where they name panels, with a panel for each; where they name none, with
 * one for each group if the groups are many and cover each other.
 *
 * @param areCovered whether groups cover each other, asked where a page has a panel for each
 */
export function drawModels<Model extends ModelIdentity>(
  models: readonly Model[],
  {
    areCovered,
    ...look
  }: Pick<FacetedLook, 'palette' | 'facetAxes' | 'scale'> & { readonly areCovered: () => boolean },
  draw: (models: readonly Model[], look: ModelsLook<Model>) => Figure,
): Figure {
  const groups = colourGroups(models)
  const byGroup =
    models.every(({ facet }) => facet === undefined) &&
    callForPanels(new Set(groups).size) &&
    areCovered()
  return drawItemFacets(
    models,
    groups,
    { ...look, byGroup },
    ({ palette, axes, isBare = false }, shown) => {
      const here = new Set(colourGroups(shown))
      return draw(shown, {
        palette,
        byGroup,
        isPanel: axes !== undefined,
        isBare,
        others: byGroup ? models.filter((_, i) => !here.has(groups[i] as string)) : [],
        axes: axes ?? {},
      })
    },
  )
}

/** Lines are solid where titles tell the groups. */
export function solidIf<Group extends ModelGroup<unknown>>(
  byGroup: boolean,
  groups: readonly Group[],
): readonly Group[] {
  return byGroup ? groups.map((group) => ({ ...group, dash: [] })) : groups
}
