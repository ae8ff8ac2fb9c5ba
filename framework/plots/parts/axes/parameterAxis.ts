import { formatAlike } from '../../../text/numbers/numberFormat.ts'
import type { FigureAxis } from '../../figure.ts'
import { positionOf } from '../colours/colourScale.ts'
import { type AxisOptions, axis } from './axes.ts'
import type { Tick } from './ticks.ts'

/** The axis of a numeric parameter. */
export interface ParameterAxis {
  readonly axis: FigureAxis
  /** Where a value stands on the axis: itself, but zero on a logarithmic one, which is beside the others. */
  place(value: number): number
  /** Whether zero is beside a logarithmic axis. */
  readonly hasBreak: boolean
}

/** Up to so many different values are ticks themselves. */
const MAX_VALUE_TICKS = 8
/** Labels stand at least so far apart, as a share of the axis. */
const LEAST_GAP = { x: 0.09, y: 0.09 }
/** Room for the means that stand beside the outermost values. */
const MARGIN = 0.07
const LEAST_RATIO = 4
const MAX_ZERO_STEP = 10
/** Of values, which must not be rounded to others: 1024 is not 1020. */
const DIGITS = 6

/**
 * An axis of a parameter's true values. It is logarithmic where they ask for it, since they step by
 * factors (1, 10, 100; 16, 32, 64) rather than by sums. Zeros among them, as a weight decay has, then
 * stand beside the smallest value. Few values are labelled themselves.
 *
 * @param values finite ones, of which there is at least one
 */
export function parameterAxis(
  values: readonly number[],
  position: 'x' | 'y',
  { title, scale = 'auto' }: Pick<AxisOptions, 'title' | 'scale'>,
): ParameterAxis {
  const levels = [...new Set(values)].sort((a, b) => a - b)
  const positive = levels.filter((level) => level > 0)
  const isPositive = (levels[0] ?? 0) >= 0 && positive.length > 0
  const isLog = isPositive && (scale === 'log' || (scale === 'auto' && stepsByFactors(levels)))
  const [least = 1, second = least * MAX_ZERO_STEP] = positive
  const hasBreak = isLog && levels[0] === 0
  const atZero = least / Math.min(MAX_ZERO_STEP, Math.max(2, second / least))
  const place = (value: number) => (value === 0 && hasBreak ? atZero : value)
  const made = axis(levels.map(place), position, {
    title,
    scale: isLog ? 'log' : 'linear',
    margin: MARGIN,
  })
  const areValues = levels.length <= MAX_VALUE_TICKS
  const labels = formatAlike(levels, { digits: DIGITS })
  const ticks = areValues
    ? levels.map((level, i) => ({ value: place(level), label: labels[i] as string }))
    : [
        ...(hasBreak ? [{ value: atZero, label: '0' }] : []),
        ...made.fixedTicks.filter(({ value }) => !hasBreak || value >= least),
      ]
  return {
    axis: {
      ...made,
      fixedTicks: spaced(ticks, made, LEAST_GAP[position]),
      ...(hasBreak ? { places: 'break' } : areValues && { places: 'values' }),
    },
    place,
    hasBreak,
  }
}

/**
 * Whether the ratios of neighbours are more alike than their differences. Two values are two decades
 * apart, or one with a zero beside them.
 */
function stepsByFactors(levels: readonly number[]): boolean {
  const positive = levels.filter((level) => level > 0)
  const ratio = (positive.at(-1) as number) / (positive[0] as number)
  if (positive.length < 3) return ratio >= 10 ** (levels.length > positive.length ? 1 : 2)
  return ratio >= LEAST_RATIO && unevenness(positive.map(Math.log)) < unevenness(positive)
}

/** The variation of the steps between neighbours: their standard deviation over their mean. */
function unevenness(levels: readonly number[]): number {
  const steps = levels.slice(1).map((level, at) => level - (levels[at] as number))
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length
  const squares = steps.reduce((sum, step) => sum + (step - mean) ** 2, 0)
  return Math.sqrt(squares / steps.length) / mean
}

/** The ticks, without the labels of those that stand too close to the one before. */
function spaced(ticks: readonly Tick[], made: FigureAxis, gap: number): Tick[] {
  let last = Number.NEGATIVE_INFINITY
  return ticks.map((tick) => {
    if (tick.label === '') return tick
    const at = positionOf(tick.value, made)
    if (at - last < gap) return { ...tick, label: '' }
    last = at
    return tick
  })
}
