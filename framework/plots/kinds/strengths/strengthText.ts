import {
  describeIntervals,
  ESTIMATORS,
  nameIntervals,
} from '../../../stats/intervals/intervalText.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import type { FigureAxis, LegendItem } from '../../figure.ts'
import { beyondNote } from '../../parts/axes/dataAxis.ts'
import { INK } from '../../theme.ts'
import { cutBandsNote } from '../curves/curvesText.ts'
import { hasInterval, type StrengthPoint, type StrengthResponse } from './strengthResponses.ts'

// What a figure of values against strengths says in words: its key, notes and caption.

/**
 * What bands or whiskers are; empty where no mean has any.
 *
 * @param hasOwn whether single models have intervals of their own
 */
export function intervalItems(
  intervals: readonly MeanInterval[],
  { hasMeans, hasOwn, hasLanes }: { hasMeans: boolean; hasOwn: boolean; hasLanes: boolean },
): LegendItem[] {
  if (hasMeans ? intervals.length === 0 : !hasOwn) return []
  const text = hasMeans ? `${nameIntervals(intervals)} over models` : '95 % interval over events'
  return hasLanes
    ? [{ text: `Whiskers: ${text}`, symbol: 'none', colour: INK.text }]
    : [{ text, symbol: 'band', colour: '#bbbbbb' }]
}

/** What lines are, and what is around them, as a sentence of the caption. */
export function linesInWords(
  intervals: readonly MeanInterval[],
  estimator: MeanInterval['estimator'],
  is: {
    hasMeans: boolean
    hasOwn: boolean
    hasThin: boolean
    hasLanes: boolean
    areMeansAlone: boolean
  },
): string {
  if (!is.hasMeans) {
    if (is.areMeansAlone || !is.hasOwn) {
      return `${is.hasLanes ? 'Points' : 'Lines'} are single models.`
    }
    return `${is.hasLanes ? 'Whiskers' : 'Shaded'} are the models' own 95 % intervals over events.`
  }
  const lines =
    `${is.hasThin ? 'Thick lines' : 'Lines'} are the ${ESTIMATORS[estimator]} over the models of a ` +
    'group'
  if (is.areMeansAlone) return `${lines}.`
  const around = is.hasLanes ? 'whiskers' : 'shaded'
  return (
    `${lines}${intervals.length === 0 ? '' : `, ${around} the ${describeIntervals(intervals, 'models')}`}` +
    `${is.hasThin ? '; thin lines are single models' : ''}.`
  )
}

/** Of an interval. */
export type Ends = Pick<StrengthPoint, 'low' | 'high'>

/**
 * That means or ends of intervals lie beyond the vertical axis.
 *
 * @param isHidden whether an interval is not drawn
 */
export function cutNotes(
  responses: readonly StrengthResponse[],
  y: FigureAxis,
  isHidden: (ends: Ends) => boolean,
): string[] {
  const means = responses.flatMap(({ models, main }) => (models.length > 1 ? [main] : []))
  return [
    ...beyondNote(
      means.map((points) => points.map(({ value }) => value)),
      y,
      'mean curve',
      'vertical axis',
    ),
    ...cutBandsNote(
      responses.flatMap(({ main }) => main.filter(hasInterval)),
      y,
      isHidden,
    ),
  ]
}
