import type { FigureAxis } from '../../../plots/figure.ts'

const STEPS_PER_PIXEL = 10
/** Enough for what lies beyond an axis. */
const DIGITS_BEYOND = 5

/** A function that rounds the values of an axis of so many pixels to what can be seen on it. */
export function rounder(
  { type, min, max }: Pick<FigureAxis, 'type' | 'min' | 'max'>,
  pixels: number,
): (value: number) => number {
  const steps = pixels * STEPS_PER_PIXEL
  const onAxis =
    type === 'logarithmic'
      ? digitsRounder(1 - Math.log10(Math.log(max / min) / steps))
      : stepRounder((max - min) / steps)
  return (value: number): number => {
    if (!Number.isFinite(value)) return value
    return value >= min && value <= max ? onAxis(value) : Number(value.toPrecision(DIGITS_BEYOND))
  }
}

/** To decimals, the last of which is at most a step; to whole tens or hundreds where steps are larger. */
function stepRounder(step: number): (value: number) => number {
  const decimals = Math.ceil(-Math.log10(step))
  if (!Number.isFinite(decimals) || decimals > 100) return (value) => value
  if (decimals >= 0) return (value) => Number(value.toFixed(decimals))
  const unit = Number(`1e${-decimals}`)
  return (value) => Math.round(value / unit) * unit
}

function digitsRounder(digits: number): (value: number) => number {
  const whole = Math.min(17, Math.max(1, Math.ceil(digits)))
  return (value) => Number(value.toPrecision(whole))
}
