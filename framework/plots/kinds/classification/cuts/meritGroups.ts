import {
  type BackgroundEfficiency,
  backgroundEfficiency,
} from '../../../../stats/roc/backgroundEfficiency.ts'
import {
  LEAST_BACKGROUND,
  type Merit,
  type MeritCurve,
  type MeritOptions,
  type MeritPoint,
  meritCurve,
} from '../../../../stats/roc/cutMerit.ts'
import { groupBy } from '../../../../tables/groupBy.ts'
import type { Palette } from '../../../parts/colours/palette.ts'
import { panelOf } from '../../../parts/panels/facetMembers.ts'
import { groupModels, type ModelGroup } from '../modelGroups.ts'
import { areSinglesDrawn } from '../modelLines.ts'
import { identityOf, type ModelIdentity, type ScoredModel, scoredOr } from '../scoredModel.ts'

/** The background efficiency of one model, as `backgroundEfficiency` returns it. */
export interface CutModel extends ModelIdentity {
  readonly efficiency: BackgroundEfficiency
}

/** The merit of cuts for the models of a group. */
export interface MeritGroup extends ModelGroup<CutModel> {
  /** Of the only model, or the mean over several. */
  readonly curve: MeritCurve
  /** The same for the models of each panel, which is what is drawn there. */
  readonly panels: MeritCurve[]
  /** Of each of several models that are drawn behind their mean; none of one alone. */
  readonly single: MeritCurve[]
}

/** What cuts on the models' scores let through. */
export function cutModels(
  models: readonly (ScoredModel | CutModel)[],
  positiveLabel: number | undefined,
): CutModel[] {
  return models.map((model) =>
    'efficiency' in model
      ? model
      : {
          ...identityOf(model),
          efficiency: backgroundEfficiency(model.scores, model.labels, { positiveLabel }),
        },
  )
}

/** The form of models that `cutModels` takes. */
export const CUT_MODEL = scoredOr('efficiency')

/** Whether a model has events of both classes. */
export function hasBothClasses({ efficiency }: CutModel): boolean {
  return efficiency.signal.length > 0
}

/**
 * Those of the given models that lack events of a class.
 *
 * @param cuts of the same models, in their order
 */
export function lackingClasses<Model extends ScoredModel | CutModel>(
  models: readonly Model[],
  cuts: readonly CutModel[],
): Model[] {
  return models.filter((_, i) => !hasBothClasses(cuts[i] as CutModel))
}

/** The merit of cuts for each group of models. */
export function meritGroups(
  models: readonly CutModel[],
  palette: Palette | undefined,
  merit: Merit,
  options: MeritOptions = {},
): MeritGroup[] {
  const groups = groupModels(models, palette)
  const hasSingles = areSinglesDrawn(groups)
  return groups.map((group) => {
    const curveOf = (members: readonly CutModel[]) =>
      meritCurve(
        members.map(({ efficiency }) => efficiency),
        merit,
        options,
      )
    const efficiencies = group.models.map(({ efficiency }) => efficiency)
    const curve = curveOf(group.models)
    const byPanel = [...groupBy(group.models, panelOf).values()]
    return {
      ...group,
      curve,
      panels: byPanel.length === 1 ? [curve] : byPanel.map(curveOf),
      single:
        efficiencies.length > 1 && hasSingles
          ? efficiencies.map((each) => meritCurve([each], merit, options))
          : [],
    }
  })
}

/** Whether enough background events are left for the value to mean something. */
export function isFirm({ nLeft, value }: MeritPoint): boolean {
  return nLeft >= LEAST_BACKGROUND && Number.isFinite(value)
}
