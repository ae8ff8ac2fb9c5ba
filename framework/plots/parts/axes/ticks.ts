import { range, tickStep, ticks } from 'd3-array'
import { formatAlike, groupThousands, powerOfTenText } from '../../../text/numbers/numberFormat.ts'
import { powerOfTen } from '../../../text/numbers/powerOfTen.ts'

/** A tick and its label; a minor tick has an empty one. */
export interface Tick {
  readonly value: number
  readonly label: string
  /** Where the label has shortened names, itself without shortening: what a note on labels that are cut has. */
  readonly inFull?: string
}

/** At most about `count` ticks at multiples of 1, 2 or 5 times a power of ten within [min, max]. */
export function linearTicks(min: number, max: number, count = 5): Tick[] {
  const values = ticks(min, max, count).filter(Number.isFinite)
  const labels = tickLabels(values, tickStep(min, max, count), Math.max(-min, max))
  return values.map((value, i) => ({ value, label: labels[i] as string }))
}

/** Whole numbers only, for counts and epochs. */
export function integerTicks(min: number, max: number, count = 5): Tick[] {
  const step = Math.max(1, tickStep(min, max, count))
  const values = range(Math.ceil(min / step), Math.floor(max / step) + 1)
  return values.map((index) => {
    const value = index * step
    return { value, label: groupThousands(String(value)) }
  })
}

/**
 * Ticks at 1 to 9 times every power of ten within [min, max]. Powers of ten are labelled (every
 * n-th where there are many); where they are fewer than two, so are 2 and 5, and within less than
 * about half a decade round numbers take their place. d3-scale labels no 2 and 5 where there is one
 * decade only, and beyond a few decades draws no minor ticks at all.
 */
export function logTicks(min: number, max: number): Tick[] {
  const firstDecade = Math.floor(Math.log10(min))
  const lastDecade = Math.floor(Math.log10(max) + 1e-9)
  const inRange = (value: number) => value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9)
  const decades = range(firstDecade, lastDecade + 1).filter((decade) => inRange(powerOfTen(decade)))
  const every = Math.ceil(decades.length / 7)
  const labelled = (mantissa: number, decade: number) =>
    decades.length < 3
      ? [1, 2, 5].includes(mantissa)
      : mantissa === 1 && (decade - (decades[0] as number)) % every === 0
  const plain = firstDecade >= -4 && lastDecade <= 4
  const ticks: Tick[] = []
  for (const decade of range(firstDecade, lastDecade + 1)) {
    for (let mantissa = 1; mantissa <= 9; mantissa++) {
      const value = Number(`${mantissa}e${decade}`)
      if (!inRange(value) || (every > 1 && mantissa > 1)) continue
      ticks.push({
        value,
        label: labelled(mantissa, decade) ? logLabel(mantissa, decade, plain) : '',
      })
    }
  }
  return ticks.filter((tick) => tick.label !== '').length < 2 ? linearTicks(min, max, 4) : ticks
}

function logLabel(mantissa: number, decade: number, plain: boolean): string {
  if (plain) return groupThousands(String(Number(`${mantissa}e${decade}`)))
  return mantissa === 1 ? powerOfTenText(decade) : `${mantissa}×${powerOfTenText(decade)}`
}

/** All labels of an axis show the decimals of its step, or all have powers of ten and the digits of the step. */
function tickLabels(values: readonly number[], step: number, largest: number): string[] {
  const stepExponent = Math.floor(Math.log10(step) + 1e-9)
  if (largest >= 1e6 || largest < 1e-4) {
    const digits = Math.floor(Math.log10(largest) + 1e-9) - stepExponent + 1
    return formatAlike(
      values.map((value) => Number(value.toPrecision(15))),
      { digits: Math.min(MOST_DIGITS, Math.max(LEAST_DIGITS, digits)) },
    )
  }
  const decimals = Math.max(0, -stepExponent)
  return values.map((value) => {
    const digits = groupThousands(Math.abs(value).toFixed(decimals))
    return value < -step / 2 ? `−${digits}` : digits
  })
}

const LEAST_DIGITS = 3
/** A double has no more that can be relied on. */
const MOST_DIGITS = 15
