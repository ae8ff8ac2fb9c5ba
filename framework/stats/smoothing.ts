/**
 * How a series is smoothed: `ema`, the weight within (0, 1) of the value before in an exponential moving
 * average; or `window`, the number of neighbouring values that a centred mean is over.
 */
export type Smoothing =
  | { readonly ema: number; readonly window?: never }
  | { readonly window: number; readonly ema?: never }

/**
 * The series smoothed, each value at its place. Missing values (NaN) stay missing and count for no other.
 *
 * An exponential average is divided by the sum of its weights, so that it does not start at zero
 * (Kingma and Ba, ICLR 2015, section 3). A window is shorter at the ends, and reaches as far to either
 * side, so that it bends no trend.
 */
export function smoothSeries(values: readonly number[], smoothing: Smoothing): number[] {
  return smoothing.ema !== undefined
    ? exponential(values, smoothing.ema)
    : centred(values, Math.floor(smoothing.window / 2))
}

function exponential(values: readonly number[], weight: number): number[] {
  let [sum, weights] = [0, 0]
  return values.map((value) => {
    if (Number.isNaN(value)) return value
    sum = weight * sum + value
    weights = weight * weights + 1
    return sum / weights
  })
}

function centred(values: readonly number[], reach: number): number[] {
  return values.map((value, i) => {
    if (Number.isNaN(value)) return value
    const within = Math.min(reach, i, values.length - 1 - i)
    let [sum, n] = [0, 0]
    for (const neighbour of values.slice(i - within, i + within + 1)) {
      if (Number.isNaN(neighbour)) continue
      sum += neighbour
      n++
    }
    return sum / n
  })
}
