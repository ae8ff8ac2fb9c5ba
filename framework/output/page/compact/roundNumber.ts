import type { FigureAxis } from '../../../plots/figure.ts'

const STEPS_PER_PIXEL = 10
/** Enough for what lies beyond an axis. */
const DIGITS_BEYOND = 5
/** Of values of one sign: fewer steps than that have fewer digits. */
const [LEAST_DIGITS, SMALL_STEPS] = [3, 100]

/**
 * A function that rounds the values of an axis of so many pixels to what can be seen on it.
 *
 * @param keepsDigits whether small values of a wide linear axis keep three significant digits, so that they can be
 * pointed at and the axis made logarithmic. Values of both signs would take up to twice the room for that.
 */
export function rounder(
  { type, min, max }: Pick<FigureAxis, 'type' | 'min' | 'max'>,
  pixels: number,
  { keepsDigits }: { keepsDigits: boolean },
): (value: number) => number {
  const steps = pixels * STEPS_PER_PIXEL
  const onAxis =
    type === 'logarithmic'
      ? digitsRounder(1 - Math.log10(Math.log(max / min) / steps))
      : stepRounder((max - min) / steps, keepsDigits)
  return (value: number): number => {
    if (!Number.isFinite(value)) return value
    return value >= min && value <= max ? onAxis(value) : Number(value.toPrecision(DIGITS_BEYOND))
  }
}

/** To decimals, the last of which is at most a step; to whole tens or hundreds where steps are larger. */
function stepRounder(step: number, keepsDigits: boolean): (value: number) => number {
  const decimals = Math.ceil(-Math.log10(step))
  if (!Number.isFinite(decimals) || decimals > 100) return (value) => value
  const unit = Number(`1e${-decimals}`)
  const isSmall = (value: number) => keepsDigits && Math.abs(value) < unit * SMALL_STEPS
  const toStep = (value: number) =>
    decimals >= 0 ? Number(value.toFixed(decimals)) : Math.round(value / unit) * unit
  return (value) => (isSmall(value) ? Number(value.toPrecision(LEAST_DIGITS)) : toStep(value))
}

function digitsRounder(digits: number): (value: number) => number {
  const whole = Math.min(17, Math.max(1, Math.ceil(digits)))
  return (value) => Number(value.toPrecision(whole))
}
