import {
  describeIntervals,
  ESTIMATORS,
  nameIntervals,
} from '../../../../stats/intervals/intervalText.ts'
import type { MeanInterval } from '../../../../stats/intervals/meanInterval.ts'
import { LEAST_BACKGROUND } from '../../../../stats/roc/cutMerit.ts'
import { listSome } from '../../../../text/lists.ts'
import type { LegendItem } from '../../../figure.ts'
import { smallest } from '../../../parts/axes/extent.ts'
import { areAlone, areRepeated, nModels } from '../modelGroups.ts'
import { areSinglesDrawn, inPlots } from '../modelLines.ts'
import { isFirm, type MeritGroup } from './meritGroups.ts'
import { MAX_BANDS } from './meritLines.ts'

// What figures of cuts say of their lines, bands and numbers of events.

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
    ...(groups.some(isSingle) ? ['95 % interval over events'] : []),
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
            'over events.',
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
      ? [`${few} signal efficiencies below ${listSome(later)}: ${consequence}.`]
      : []),
    ...(free.length > 0
      ? [`No background event passes any cut of ${listSome(free)}: there is no line to draw.`]
      : []),
    ...(never.length > 0
      ? [`${few} all signal efficiencies of ${listSome(never)}: ${consequence}.`]
      : []),
  ]
}

/** Fewer signal events than these leave the signal efficiency with an error of a third and more, as background does. */
const LEAST_SIGNAL = LEAST_BACKGROUND

/** That signal efficiencies rest on few events. */
export function fewSignalNote(groups: readonly MeritGroup[]): string[] {
  const few = groups.flatMap(({ shortName, models }) => {
    const n = smallest(models.map(({ efficiency }) => efficiency.nPositive))
    return n < LEAST_SIGNAL ? [`${shortName} (${n})`] : []
  })
  if (few.length === 0) return []
  const whose = areAlone(groups) ? '' : 'models of '
  return [
    `Fewer than ${LEAST_SIGNAL} signal events are behind ${whose}${listSome(few)}: ` +
      'signal efficiencies are uncertain.',
  ]
}

/** A signal efficiency, of which there are a hundred: `0.20` */
export function cutText(signal: number): string {
  return signal.toFixed(2)
}
