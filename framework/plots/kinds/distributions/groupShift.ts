import { meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { formatNumber } from '../../../text/numberFormat.ts'
import { type EcdfCurve, ecdfQuantile, meanEcdf } from './ecdfCurves.ts'

/** How a distribution is shifted, for one group of models. */
export interface GroupShift {
  readonly group: string
  readonly colour: string
  /** Of each model. */
  readonly from: EcdfCurve[]
  readonly to: EcdfCurve[]
  /** Means over the models. */
  readonly meanFrom: EcdfCurve
  readonly meanTo: EcdfCurve
  /** How the median is shifted: `×1.84` on a logarithmic axis, else `+0.12`. */
  readonly shift: string
}

/** Medians are compared within each model. */
export function groupShift(
  group: string,
  colour: string,
  models: readonly { from: EcdfCurve; to: EcdfCurve }[],
): GroupShift {
  const [from, to] = [models.map((model) => model.from), models.map((model) => model.to)]
  const isLog = from[0]?.type === 'logarithmic'
  const shifts = models.map((model) => {
    const [before, after] = [ecdfQuantile(model.from, 0.5), ecdfQuantile(model.to, 0.5)]
    return isLog ? after / before : after - before
  })
  const { estimate } = meanInterval(shifts, { estimator: isLog ? 'geometric' : 'mean' })
  return {
    ...{ group, colour, from, to },
    meanFrom: meanEcdf(from as [EcdfCurve]),
    meanTo: meanEcdf(to as [EcdfCurve]),
    shift: isLog ? `×${digits(estimate)}` : signed(estimate),
  }
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${digits(value)}`
}

function digits(value: number): string {
  return formatNumber(value, { keepZeros: true })
}
