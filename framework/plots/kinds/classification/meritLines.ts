import {
  describeIntervals,
  ESTIMATORS,
  nameIntervals,
} from '../../../stats/intervals/intervalText.ts'
import {
  type BackgroundEfficiency,
  backgroundEfficiency,
} from '../../../stats/roc/backgroundEfficiency.ts'
import {
  LEAST_BACKGROUND,
  type Merit,
  type MeritCurve,
  type MeritOptions,
  type MeritPoint,
  meritCurve,
} from '../../../stats/roc/cutMerit.ts'
import type { FigureDataset, FigurePoint, LegendItem } from '../../figure.ts'
import { type Palette, withOpacity } from '../../parts/colours/palette.ts'
import { bandDatasets, joinLines, lineDataset } from '../../parts/composeFigure.ts'
import { LINE_PX } from '../../theme.ts'
import { groupModels, type ModelGroup } from './modelGroups.ts'
import { identityOf, type ScoredModel } from './scoredModel.ts'

// What the figures of cuts have in common: a merit against the signal efficiency, by groups of models.

/** The background efficiency of one model. */
export interface CutModel extends Omit<ScoredModel, 'scores' | 'labels'> {
  efficiency: BackgroundEfficiency
}

/** The merit of cuts for the models of a group. */
export interface MeritGroup extends ModelGroup<CutModel> {
  /** Of the only model, or the mean over several. */
  curve: MeritCurve
  /** Of each of several models; none of one alone. */
  single: MeritCurve[]
}

/** What cuts on the models' scores let through. */
export function cutModels(
  models: readonly ScoredModel[],
  positiveLabel: number | undefined,
): CutModel[] {
  return models.map((model) => ({
    ...identityOf(model),
    efficiency: backgroundEfficiency(model.scores, model.labels, { positiveLabel }),
  }))
}

/** Whether a model has events of both classes. */
export function hasBothClasses({ efficiency }: CutModel): boolean {
  return efficiency.signal.length > 0
}

/** The merit of cuts for each group of models. */
export function meritGroups(
  models: readonly CutModel[],
  palette: Palette | undefined,
  merit: Merit,
  options: MeritOptions = {},
): MeritGroup[] {
  return groupModels(models, palette).map((group) => {
    const efficiencies = group.models.map(({ efficiency }) => efficiency)
    return {
      ...group,
      curve: meritCurve(efficiencies, merit, options),
      single:
        efficiencies.length > 1
          ? efficiencies.map((each) => meritCurve([each], merit, options))
          : [],
    }
  })
}

/** Of the single models behind their mean. */
export const MODEL_OPACITY = 0.4
const FEW_EVENTS_DASH = [1, 3]
/** Groups that a note names. */
const MAX_NAMED = 4

/**
 * A group's line with its band, and its single models thin; dotted, and without a band, where few
 * background events are left.
 */
export function meritDatasets({ colour, dash, curve, single }: MeritGroup): FigureDataset[] {
  const firm = curve.points.filter(isFirm)
  const few = curve.points.filter((point) => !isFirm(point) && Number.isFinite(point.value))
  const bounded = firm.filter(({ low, high }) => Number.isFinite(high - low))
  const width = LINE_PX.curve
  return [
    lineDataset(toPoints(firm), { colour, width, dash }),
    lineDataset(toPoints([...few, ...firm.slice(0, 1)]), { colour, width, dash: FEW_EVENTS_DASH }),
    ...bandDatasets(
      bounded.map(({ signal, low }) => ({ x: signal, y: low })),
      bounded.map(({ signal, high }) => ({ x: signal, y: high })),
      colour,
    ),
    lineDataset(joinLines(single.map(({ points }) => toPoints(points.filter(isFirm)))), {
      colour: withOpacity(colour, MODEL_OPACITY),
      width: LINE_PX.run,
    }),
  ].filter(({ data }) => data.length > 1)
}

/** The heights that an axis must hold. */
export function meritValues(groups: readonly MeritGroup[]): number[] {
  return groups.flatMap(({ curve, single }) => [
    ...curve.points.flatMap((point) => (isFirm(point) ? [point.low, point.high] : [])),
    ...curve.points.map(({ value }) => value),
    ...single.flatMap(({ points }) => points.filter(isFirm).map(({ value }) => value)),
  ])
}

/** Whether enough background events are left for the value to mean something. */
export function isFirm({ nLeft, value }: MeritPoint): boolean {
  return nLeft >= LEAST_BACKGROUND && Number.isFinite(value)
}

function toPoints(points: readonly MeritPoint[]): FigurePoint[] {
  return points.map(({ signal, value }) => ({ x: signal, y: value }))
}

/** What bands and thin lines are. */
export function meritKey(groups: readonly MeritGroup[]): LegendItem {
  const intervals = groups.flatMap(({ curve }) => curve.intervals)
  const names = [
    ...(intervals.length > 0 ? [`${nameIntervals(intervals)} over models`] : []),
    ...(groups.some(isSingle) ? ['95 % interval over events'] : []),
  ]
  return { text: names.join('; '), symbol: 'band', colour: '#bbbbbb' }
}

/** What lines and bands are, as sentences of a caption. */
export function meritCaption(groups: readonly MeritGroup[]): string {
  const intervals = groups.flatMap(({ curve }) => curve.intervals)
  const [first] = intervals
  const sentences = [
    ...(first
      ? [
          `Thick lines are the ${ESTIMATORS[first.estimator]} over the models of a group, shaded the ` +
            `${describeIntervals(intervals, 'models')}; thin lines are single models.`,
        ]
      : []),
    ...(groups.some(isSingle)
      ? [
          `Shaded around ${first ? 'a model alone in its group' : 'each model'} is the 95 % interval ` +
            "over background events (Wilson's).",
        ]
      : []),
  ]
  return sentences.join(' ')
}

/** ` (n = 6)`; nothing where each model is by itself. */
export function sizeText({ models }: MeritGroup, groups: readonly MeritGroup[]): string {
  return groups.every(isSingle) ? '' : ` (n = ${models.length})`
}

function isSingle({ models }: MeritGroup): boolean {
  return models.length === 1
}

/**
 * Below which signal efficiency there is too little background to say anything.
 *
 * @param consequence such as `dotted`
 */
export function fewEventsNote(groups: readonly MeritGroup[], consequence: string): string[] {
  const limits = groups.flatMap(({ name, curve }) => {
    const first = curve.points.find(({ nLeft }) => nLeft >= LEAST_BACKGROUND)
    if (first === curve.points[0]) return []
    return [first === undefined ? `everywhere (${name})` : `below ${first.signal} (${name})`]
  })
  if (limits.length === 0) return []
  const named = limits.slice(0, MAX_NAMED).join(', ')
  const rest = limits.length > MAX_NAMED ? ` and for ${limits.length - MAX_NAMED} more` : ''
  return [
    `Fewer than ${LEAST_BACKGROUND} background events are left at signal efficiencies ` +
      `${named}${rest}: ${consequence}.`,
  ]
}
