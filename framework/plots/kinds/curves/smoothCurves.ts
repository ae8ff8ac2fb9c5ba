import * as v from 'valibot'
import type { TrainingCurve } from '../../../compare/trainingCurves.ts'
import { type Smoothing, smoothSeries } from '../../../stats/smoothing.ts'
import { COUNT } from '../../../text/checkOptions.ts'
import type { FigureAxis } from '../../figure.ts'
import { isDrawable } from '../../parts/axes/axes.ts'

const WEIGHT = v.custom<number>(
  (value) => typeof value === 'number' && value > 0 && value < 1,
  'expected a weight above 0 and below 1',
)

/** What the option `smooth` takes. */
export const SMOOTH = v.lazy((value) => {
  const [key, ...others] = Object.entries(Object(value)).flatMap(([name, given]) =>
    given === undefined ? [] : [name],
  )
  if (others.length === 0 && key === 'ema') return v.object({ ema: WEIGHT })
  if (others.length === 0 && key === 'window') return v.object({ window: COUNT })
  return v.custom(() => false, 'expected either { ema: 0.9 } or { window: 21 }')
})

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
  return smoothing.ema !== undefined
    ? `an exponential moving average${ofLogs} (weight ${smoothing.ema} of what came before)`
    : `a centred mean${ofLogs} over ${smoothing.window} neighbouring values`
}
