import {
  describeIntervals,
  ESTIMATORS,
  nameIntervals,
} from '../../../stats/intervals/intervalText.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
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
import { groupBy } from '../../../tables/groupBy.ts'
import type { FigureAxis, FigureDataset, FigurePoint, LegendItem } from '../../figure.ts'
import type { Palette } from '../../parts/colours/palette.ts'
import { bandDatasets, lineDataset } from '../../parts/composeFigure.ts'
import { coveredLinesNote } from '../../parts/panels/coveredLines.ts'
import { panelOf } from '../../parts/panels/facetMembers.ts'
import { otherLines } from '../../parts/panels/otherGroups.ts'
import { arePiledUp } from '../../parts/panels/pileUp.ts'
import { areAlone, areRepeated, groupModels, type ModelGroup, nModels } from './modelGroups.ts'
import { areSinglesDrawn, inPlots, type LineStyle, lineStyle, singleLines } from './modelLines.ts'
import { identityOf, type ModelIdentity, type ScoredModel, scoredOr } from './scoredModel.ts'

// What the figures of cuts have in common: a merit against the signal efficiency, by groups of models.

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

const FEW_EVENTS_DASH = [1, 3]
/** Intervals and points of more groups hide each other. */
export const MAX_BANDS = 12
/** Groups that a note names. */
const MAX_NAMED = 4

/**
 * The groups' lines, dotted where few background events are left, before their bands, which end there,
 * and single models, if they are not too many.
 */
export function meritDatasets(groups: readonly MeritGroup[]): FigureDataset[] {
  const drawn = groups.map((group) => drawGroup(group, lineStyle(group, groups)))
  const hasBands = groups.length <= MAX_BANDS
  return [
    ...drawn.flatMap(({ lines }) => lines),
    ...(hasBands ? drawn.flatMap(({ band }) => band) : []),
    ...drawn.flatMap(({ single }) => single),
  ].filter(({ data }) => data.length > 1)
}

function drawGroup(
  { colour, curve, single }: MeritGroup,
  style: LineStyle,
): Record<'lines' | 'band' | 'single', FigureDataset[]> {
  const firm = curve.points.filter(isFirm)
  const few = curve.points.filter((point) => !isFirm(point) && Number.isFinite(point.value))
  const bounded = firm.filter(({ low, high }) => Number.isFinite(high - low))
  return {
    lines: [
      lineDataset(toPoints(firm), style),
      lineDataset(toPoints([...few, ...firm.slice(0, 1)]), {
        ...{ ...style, dash: FEW_EVENTS_DASH },
      }),
    ],
    band: bandDatasets(
      bounded.map(({ signal, low }) => ({ x: signal, y: low })),
      bounded.map(({ signal, high }) => ({ x: signal, y: high })),
      colour,
    ),
    single: [
      singleLines(
        colour,
        single.map(({ points }) => toPoints(points.filter(isFirm))),
      ),
    ],
  }
}

/** That the lines of groups in one plot cover each other. */
export function coveredMeritsNote(groups: readonly MeritGroup[]): string[] {
  return coveredLinesNote(
    groups.map(({ shortName, curve }) => ({
      name: shortName,
      points: toPoints(curve.points.filter(({ value }) => Number.isFinite(value))),
    })),
  )
}

/** The heights that an axis must hold. */
export function meritValues(groups: readonly MeritGroup[]): number[] {
  return groups.flatMap(({ panels, single }) => [
    ...panels.flatMap(({ points }) => [
      ...points.flatMap((point) => (isFirm(point) ? [point.low, point.high] : [])),
      ...points.map(({ value }) => value),
    ]),
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

/**
 * Whether at more than half of the signal efficiencies so many groups lie in each other's intervals that a
 * single plot would not tell them apart.
 */
export function areMeritsPiledUp(groups: readonly MeritGroup[]): boolean {
  const points = groups.flatMap(({ name, curve }) =>
    curve.points
      .filter(isFirm)
      .map(({ signal, low, high }) => ({ name, signal, range: [low, high] })),
  )
  const bySignal = [...groupBy(points, ({ signal }) => signal).values()]
  const piled = bySignal.filter((here) => arePiledUp(here.map(({ range }) => range)))
  return piled.length > bySignal.length / 2
}

/** The lines of groups behind another one, as far as they mean something. */
export function otherMerits(groups: readonly MeritGroup[], y: FigureAxis): FigureDataset[] {
  return otherLines(
    groups.map(({ curve }) => toPoints(curve.points.filter(isFirm))),
    y,
  )
}

/**
 * What bands are; nothing where there are too many to be drawn.
 *
 * @param byGroup whether each group has a panel
 */
export function meritKey(groups: readonly MeritGroup[], byGroup: boolean): LegendItem[] {
  if ((groups.length > MAX_BANDS && !byGroup) || !areBandsDrawn(groups)) return []
  const intervals = intervalsOf(groups)
  const names = [
    ...(intervals.length > 0 ? [`${nameIntervals(intervals)} over models`] : []),
    ...(groups.some(isSingle) ? ['95 % interval over background events'] : []),
  ]
  return [{ text: names.join('; '), symbol: 'band', colour: '#bbbbbb' }]
}

/**
 * What lines and bands are, as sentences of a caption.
 *
 * @param byGroup whether each group has a panel
 */
export function meritCaption(groups: readonly MeritGroup[], byGroup: boolean): string {
  const intervals = intervalsOf(groups)
  const [first] = intervals
  if ((groups.length > MAX_BANDS && !byGroup) || !areBandsDrawn(groups)) {
    return first ? `Lines are the ${ESTIMATORS[first.estimator]} over the models of a group.` : ''
  }
  const hasSingles = inPlots(groups, byGroup).every(areSinglesDrawn)
  const sentences = [
    ...(first
      ? [
          `Thick lines are the ${ESTIMATORS[first.estimator]} over the models of a group, shaded the ` +
            `${describeIntervals(intervals, 'models')}${hasSingles ? '; thin lines are single models' : ''}.`,
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

function areBandsDrawn(groups: readonly MeritGroup[]): boolean {
  const points = groups.flatMap(({ panels }) => panels.flatMap((curve) => curve.points))
  return points.some((point) => isFirm(point) && Number.isFinite(point.high - point.low))
}

/** Of the means over models, in all panels. */
function intervalsOf(groups: readonly MeritGroup[]): MeanInterval[] {
  return groups.flatMap(({ panels }) => panels.flatMap(({ intervals }) => intervals))
}

/** ` (n = 6)`; nothing where each model is by itself. */
export function sizeText({ models }: MeritGroup, groups: readonly MeritGroup[]): string {
  return areAlone(groups) ? '' : ` (n = ${nModels(models)})`
}

function isSingle({ models }: MeritGroup): boolean {
  return nModels(models) === 1
}

/**
 * Below which signal efficiency there is too little background to say anything.
 *
 * @param consequence such as `dotted`
 */
export function fewEventsNote(groups: readonly MeritGroup[], consequence: string): string[] {
  const never: string[] = []
  const later: string[] = []
  const free: string[] = []
  for (const { shortName, curve } of groups) {
    const first = curve.points.find(({ nLeft }) => nLeft >= LEAST_BACKGROUND)
    if (curve.points.every(({ nLeft }) => nLeft === 0)) free.push(shortName)
    else if (first === undefined) never.push(shortName)
    else if (first !== curve.points[0]) later.push(`${cutText(first.signal)} (${shortName})`)
  }
  if (never.length + later.length + free.length === 0) return []
  if (areRepeated(groups)) {
    return [
      `Where fewer than ${LEAST_BACKGROUND} background events are left, lines are ${consequence}.`,
    ]
  }
  const few = `Fewer than ${LEAST_BACKGROUND} background events are left at`
  return [
    ...(later.length > 0
      ? [`${few} signal efficiencies below ${firstFew(later, 'for ')}: ${consequence}.`]
      : []),
    ...(free.length > 0
      ? [`No background event passes any cut of ${firstFew(free)}: there is no line to draw.`]
      : []),
    ...(never.length > 0
      ? [`${few} all signal efficiencies of ${firstFew(never)}: ${consequence}.`]
      : []),
  ]
}

/** Fewer signal events than these leave the signal efficiency with an error of a third and more, as background does. */
const LEAST_SIGNAL = LEAST_BACKGROUND

/** That signal efficiencies rest on few events, which the intervals over background events do not tell. */
export function fewSignalNote(groups: readonly MeritGroup[]): string[] {
  const few = groups.flatMap(({ shortName, models }) => {
    const n = Math.min(...models.map(({ efficiency }) => efficiency.nPositive))
    return n < LEAST_SIGNAL ? [`${shortName} (${n})`] : []
  })
  if (few.length === 0) return []
  const whose = areAlone(groups) ? '' : 'models of '
  return [
    `Fewer than ${LEAST_SIGNAL} signal events are behind ${whose}${firstFew(few)}: ` +
      'signal efficiencies are uncertain.',
  ]
}

/** A signal efficiency, of which there are a hundred: `0.20` */
export function cutText(signal: number): string {
  return signal.toFixed(2)
}

/** The first few, and how many more there are. */
export function firstFew(names: readonly string[], preposition = ''): string {
  const rest = names.length - MAX_NAMED
  return names.slice(0, MAX_NAMED).join(', ') + (rest > 0 ? ` and ${preposition}${rest} more` : '')
}
