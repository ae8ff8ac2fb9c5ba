import { count, leftOut, noneHas } from '../../../../text/counts.ts'
import { listSome } from '../../../../text/lists.ts'
import { formatNumber } from '../../../../text/numbers/numberFormat.ts'
import type { Figure, FigureDataset } from '../../../figure.ts'
import { axis, fixedAxis } from '../../../parts/axes/axes.ts'
import type { Palette } from '../../../parts/colours/palette.ts'
import {
  composeFigure,
  noteFigure,
  pointsDataset,
  withNotes,
} from '../../../parts/composeFigure.ts'
import { OTHER_GROUPS } from '../../../parts/panels/otherGroups.ts'
import { REFERENCE_LINE, referenceItem } from '../../../parts/reference.ts'
import { pt } from '../../../theme.ts'
import {
  areRepeated,
  crowdAsOne,
  groupItem,
  groupsInFull,
  nModels,
  valuesLegend,
} from '../modelGroups.ts'
import { drawModels, type ModelsLook, solidIf } from '../modelPanels.ts'
import { panelText } from '../panelAreas.ts'
import {
  checkScoredModels,
  invalidNote,
  labelsNote,
  type ScoredModel,
  type ScoredModelOptions,
  WITHOUT_CLASSES,
} from '../scoredModel.ts'
import {
  CUT_MODEL,
  type CutModel,
  cutModels,
  hasBothClasses,
  isFirm,
  lackingClasses,
  type MeritGroup,
  meritGroups,
} from './meritGroups.ts'
import {
  areMeritsPiledUp,
  coveredMeritsNote,
  MAX_BANDS,
  meritDatasets,
  meritValues,
  otherMerits,
} from './meritLines.ts'
import {
  cutText,
  fewEventsNote,
  fewSignalNote,
  meritCaption,
  meritKey,
  sizeText,
} from './meritText.ts'

const KIND = 'significanceImprovement'
/** The title of the vertical axis has room at half the width too. */
const HEIGHT_INCHES = 4.2
const CHANCE_POINTS = 50

/**
 * The significance improvement ε_S / √ε_B (ε: the share that passes) of a cut on the score against the signal
 * efficiency that it keeps, with the maximum of each group marked and in the legend: the mean over the models of a
 * group with its interval, single models thin. Cut off where fewer than ten background events are left. More than
 * five groups in each other's intervals have a panel each, with the others grey behind.
 *
 * @param models with their scores, or with their efficiencies
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function significanceImprovement(
  models: readonly (ScoredModel | CutModel)[],
  options: ScoredModelOptions = {},
): Figure {
  checkScoredModels(KIND, models, options, { model: CUT_MODEL })
  const { positiveLabel, palette, facetAxes } = options
  const all = cutModels(crowdAsOne(models), positiveLabel)
  const areCovered = () => areMeritsPiledUp(groupsOf(all, palette))
  const figure = drawModels(all, { palette, facetAxes, areCovered }, drawImprovement)
  return withNotes(figure, labelsNote(lackingClasses(models, all), positiveLabel))
}

function drawImprovement(models: readonly CutModel[], look: ModelsLook<CutModel>): Figure {
  const { palette, byGroup, others } = look
  const cuts = models.filter(hasBothClasses)
  const leftOver = models.filter((model) => !hasBothClasses(model))
  const all = groupsOf(models, palette)
  const groups = solidIf(
    byGroup,
    all.filter(({ panels }) => panels.some(({ best }) => best !== undefined)),
  )
  if (groups.length === 0) {
    const why = 'significance improvement: it takes signal and at least ten background events'
    return noteFigure(KIND, noneHas(nModels(models), 'model', why))
  }
  const chance = Array.from({ length: CHANCE_POINTS + 1 }, (_, i): [number, number] => [
    i / CHANCE_POINTS,
    Math.sqrt(i / CHANCE_POINTS),
  ])
  const y = axis([...meritValues(groups), 1], 'y', {
    title: 'Significance improvement',
    scale: 'linear',
    fromZero: true,
    gridLines: true,
  })
  const { max: top } = look.axes.y ?? y
  return composeFigure({
    kind: KIND,
    x: fixedAxis('x', { title: 'Signal efficiency' }, 'linear', 0, 1),
    y,
    datasets: [
      ...(groups.length <= MAX_BANDS ? groups.map(bestPoint) : []),
      ...meritDatasets(groups),
      ...otherMerits(groupsOf(others, palette), y),
    ],
    marks: [
      { ...REFERENCE_LINE, points: chance },
      ...(byGroup && look.isPanel
        ? groups.map((group) =>
            panelText([`max. ${bestText(group)}`, bestText(group)], {
              colour: group.colour,
              corner: 'right',
              top,
            }),
          )
        : []),
    ],
    legend: [
      ...(byGroup
        ? []
        : [
            valuesLegend('Maximum, at signal efficiency', groups, (group) =>
              groupItem(group, bestText(group), sizeText(group, groups)),
            ),
          ]),
      {
        title: '',
        items: [
          ...meritKey(groups, byGroup),
          ...(byGroup ? [OTHER_GROUPS] : []),
          referenceItem('chance'),
        ],
      },
    ],
    notes: [
      ...fewEventsNote(all, 'not drawn'),
      ...fewSignalNote(all),
      ...atLimitNote(groups),
      ...leftOut(nModels(leftOver), 'model', WITHOUT_CLASSES),
      ...invalidNote(models.map(({ efficiency }) => efficiency)),
      ...(look.isBare ? [] : coveredMeritsNote(groups)),
    ],
    caption:
      'Significance improvement of a cut on the score against the signal efficiency, the share of signal ' +
      'that passes: this share over the root of that of background. ' +
      `${meritCaption(groups, byGroup)} Points mark the maxima, which are the best of 100 cuts on these events ` +
      `and so somewhat too good${byGroup ? ', numbers their height and signal efficiency' : ''}.` +
      groupsInFull(groups),
    height: HEIGHT_INCHES,
    alt:
      `Significance improvement of ${count(nModels(cuts), 'model')} against signal efficiency.` +
      (areRepeated(groups)
        ? ''
        : ` Maxima: ${listSome(groups.map((group) => `${group.name} ${bestText(group)}`))}.`),
  })
}

/** The groups of the models that have events of both classes. */
function groupsOf(models: readonly CutModel[], palette: Palette | undefined): MeritGroup[] {
  return meritGroups(models.filter(hasBothClasses), palette, 'significance')
}

function bestPoint({ curve: { best }, colour }: MeritGroup): FigureDataset {
  const points = best === undefined ? [] : [{ x: best.signal, y: best.value }]
  return pointsDataset(points, { colour, radius: pt(3) })
}

/** That a larger improvement may hide where too few events are left. */
function atLimitNote(groups: readonly MeritGroup[]): string[] {
  const atLimit = groups.filter(({ curve }) => curve.best === curve.points.find(isFirm))
  // Of models in several panels, maxima have no one place.
  if (atLimit.length === 0 || areRepeated(groups)) return []
  const names = listSome(atLimit.map(({ shortName }) => shortName))
  return atLimit.length === 1
    ? [`The maximum of ${names} stands at this limit: with more events it may be larger.`]
    : [`The maxima of ${names} stand at this limit: with more events they may be larger.`]
}

/** `12.3 at 0.21` */
function bestText({ curve: { best } }: MeritGroup): string {
  return best === undefined
    ? ''
    : `${formatNumber(best.value, { keepZeros: true })} at ${cutText(best.signal)}`
}
