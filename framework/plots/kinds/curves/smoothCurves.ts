import * as v from 'valibot'
import type { TrainingCurve } from '../../../compare/trainingCurves.ts'
import { type Smoothing, smoothSeries } from '../../../stats/smoothing.ts'
import { COUNT, FINITE } from '../../../text/checkOptions.ts'
import type { FigureAxis } from '../../figure.ts'
import { isDrawable } from '../../parts/axes/axes.ts'

/** What the option `smooth` takes. */
export const SMOOTH = v.union(
  [
    v.strictObject({ ema: v.pipe(FINITE, v.gtValue(0), v.ltValue(1)) }),
    v.strictObject({ window: COUNT }),
  ],
  'expected { ema: a weight within (0, 1) } or { window: a number of epochs }',
)

/** The curves smoothed as the axis shows them: on a logarithmic one, in logarithms. */
export function smoothCurves(
  curves: readonly TrainingCurve[],
  smoothing: Smoothing,
  yAxis: FigureAxis,
): TrainingCurve[] {
  const isLog = yAxis.type === 'logarithmic'
  const [toAxis, fromAxis] = isLog ? [Math.log, Math.exp] : [same, same]
  return curves.map((curve) => {
    const y = curve.y.map((value) => (isDrawable(value, yAxis) ? toAxis(value) : Number.NaN))
    return { ...curve, y: smoothSeries(y, smoothing).map(fromAxis) }
  })
}

function same(value: number): number {
  return value
}

/** How the curves were smoothed, for a caption. */
export function smoothingText(smoothing: Smoothing, { type }: FigureAxis): string {
  const ofLogs = type === 'logarithmic' ? ' of the logarithms' : ''
  return 'ema' in smoothing
    ? `an exponential moving average${ofLogs} (weight ${smoothing.ema} of what came before)`
    : `a centred mean${ofLogs} over ${smoothing.window} neighbouring values`
}
