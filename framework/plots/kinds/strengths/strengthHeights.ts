import { groupBy } from '../../../tables/groupBy.ts'
import type { FigureAxis } from '../../figure.ts'
import { isDrawable } from '../../parts/axes/axes.ts'
import { type DataAxis, dataAxis, isBeyond, isBeyondNote } from '../../parts/axes/dataAxis.ts'
import type { SharedLook } from '../../parts/panels/facets.ts'
import type { Reference } from '../../parts/reference.ts'
import { hasValue, type StrengthCurve, type StrengthResponse } from './strengthResponses.ts'

/** Of fewer curves under a corruption none is extreme: they differ in how they rise. */
const LEAST_CURVES = 4

interface Heights extends Pick<SharedLook, 'scale'> {
  readonly cuts: SharedLook['cuts'] | undefined
  readonly title: string
  readonly reference: Reference | undefined
  /** Whether the means stand for all that is drawn. */
  readonly areMeansAlone: boolean
  /** What is drawn on an axis, which has its own kind of means. */
  readonly responsesOn: (axis: Pick<FigureAxis, 'type'>) => readonly StrengthResponse[]
}

/**
 * The vertical axis of values against strengths. A few extreme curves may lie beyond it, as on {@link dataAxis}, which
 * then is of the kind that the others ask for.
 */
export function strengthHeights(
  curves: readonly StrengthCurve[],
  { title, scale, cuts, reference, areMeansAlone, responsesOn }: Heights,
): DataAxis {
  const perCurve = curves.map(({ points }) => points.map(({ value }) => value))
  const sizes = [...groupBy(curves, ({ corruption }) => corruption).values()]
  const isBulk = sizes.some(({ length }) => length >= LEAST_CURVES)
  const options = {
    ...{ title, gridLines: true, cuts: cuts?.y },
    holding: reference ? [reference.value] : [],
  }
  const ofModels = dataAxis(isBulk ? perCurve : [perCurve.flat()], 'y', {
    ...{ ...options, scale, noun: 'curve' },
    intervalEnds: (axis) => endsOf(responsesOn(axis), axis),
  })
  const { type } = ofModels.axis
  const means = areMeansAlone
    ? responsesOn({ type }).map(({ main }) => main.filter(hasValue).map(({ value }) => value))
    : []
  if (means.every(({ length }) => length === 0)) return ofModels
  const ofMeans = dataAxis(means, 'y', {
    ...{ ...options, scale: type === 'logarithmic' ? 'log' : 'linear', noun: 'mean curve' },
    cuts: isBulk && (cuts?.y ?? scale === 'auto'),
  })
  const ofScale = ofModels.notes.filter((note) => !isBeyondNote(note, 'y'))
  return { axis: ofMeans.axis, notes: [...ofScale, ...ofMeans.notes] }
}

/** Of the intervals, but for those at strengths where values beyond the axis have drawn them away. */
function endsOf(responses: readonly StrengthResponse[], axis: FigureAxis): number[] {
  return responses.flatMap(({ models, main }) => {
    const far = models.flat().filter(({ value }) => isBeyond(value, axis))
    const strengths = new Set(far.map(({ strength }) => strength))
    return main
      .filter(({ strength }) => !strengths.has(strength))
      .flatMap(({ low, high }) => [low, high])
      .filter((end) => isDrawable(end, axis))
  })
}
