import { meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { formatNumber } from '../../../text/numbers/numberFormat.ts'
import type { FigureAxis } from '../../figure.ts'
import { type EcdfCurve, meanEcdf } from './ecdfCurves.ts'

/** A model's distributions before and after, and their medians. */
export interface ShiftedCurves {
  readonly from: EcdfCurve
  readonly to: EcdfCurve
  readonly medians: readonly [before: number, after: number]
}

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
  /** How the median is shifted: `×1.84` on a logarithmic axis, else `+0.12`; empty where nothing can be said. */
  readonly shift: string
  /** Whether medians of some models are not above zero, which no factor leads from or to. */
  readonly lacksFactors: boolean
}

/** Medians are compared within each model: by their factor on a logarithmic axis, else by their difference. */
export function groupShift(
  group: string,
  colour: string,
  models: readonly ShiftedCurves[],
  type: FigureAxis['type'],
): GroupShift {
  const [from, to] = [models.map((model) => model.from), models.map((model) => model.to)]
  const isLog = type === 'logarithmic'
  const shifts = models
    .filter(({ medians }) => !isLog || medians.every((median) => median > 0))
    .map(({ medians: [before, after] }) => (isLog ? after / before : after - before))
  const { estimate } = meanInterval(shifts, { estimator: isLog ? 'geometric' : 'mean' })
  const text = isLog ? `×${digits(estimate)}` : signed(estimate)
  return {
    ...{ group, colour, from, to },
    meanFrom: meanEcdf(from as [EcdfCurve]),
    meanTo: meanEcdf(to as [EcdfCurve]),
    shift: shifts.length === 0 ? '' : text,
    lacksFactors: shifts.length < models.length,
  }
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${digits(value)}`
}

function digits(value: number): string {
  return formatNumber(value, { keepZeros: true })
}
