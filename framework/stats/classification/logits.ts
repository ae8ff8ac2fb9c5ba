/**
 * Probabilities of logits: the sigmoid of a single one, which is that of the second of two classes, else the softmax
 * over the classes.
 *
 * @param logits [nEvents, nOutputs] in C order
 * @returns of the same shape; NaN for all outputs of an event where one is NaN
 */
export function probabilitiesOf(logits: Float64Array, nOutputs: number): Float64Array {
  return nOutputs === 1 ? logits.map(sigmoid) : softmax(logits, nOutputs)
}

/** The probability whose log odds are given. */
export function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/** The logarithm of the probability whose log odds are given; like these it tells apart what rounds to 1. */
export function logProbability(logOdds: number): number {
  return Math.min(logOdds, 0) - Math.log1p(Math.exp(-Math.abs(logOdds)))
}

/**
 * The log odds of each class against all others, log p / (1 - p). They rise with the probability, but where that
 * rounds to 0 or 1, they still tell events apart.
 *
 * @param logits [nEvents, nClasses] in C order
 * @returns of the same shape
 */
export function logOddsOfClasses(logits: Float64Array, nClasses: number): Float64Array {
  const odds = new Float64Array(logits.length)
  const others = Array.from({ length: nClasses }, (_, label) =>
    Array.from({ length: nClasses - 1 }, (_, i) => (i < label ? i : i + 1)),
  )
  for (let from = 0; from < logits.length; from += nClasses) {
    for (let label = 0; label < nClasses; label++) {
      const rest = logSumExp(logits, from, others[label] as readonly number[])
      odds[from + label] = (logits[from + label] as number) - rest
    }
  }
  return odds
}

/** log Σ exp of an event's values of some classes; the largest is taken off first, so that none overflows. */
export function logSumExp(
  values: ArrayLike<number>,
  from: number,
  classes: readonly number[],
): number {
  let largest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < classes.length; i++) {
    largest = Math.max(largest, values[from + (classes[i] as number)] as number)
  }
  // Of a single class its value, as it is; without a chance for any, the logarithm of 0.
  if (classes.length === 1 || largest === Number.NEGATIVE_INFINITY) return largest
  let sum = 0
  for (let i = 0; i < classes.length; i++) {
    sum += Math.exp((values[from + (classes[i] as number)] as number) - largest)
  }
  return largest + Math.log(sum)
}

/** Row by row; the largest logit is taken off first, so that none overflows. */
function softmax(logits: Float64Array, width: number): Float64Array {
  const probabilities = new Float64Array(logits.length)
  for (let from = 0; from < logits.length; from += width) {
    let largest = Number.NEGATIVE_INFINITY
    for (let i = from; i < from + width; i++) largest = Math.max(largest, logits[i] as number)
    let sum = 0
    for (let i = from; i < from + width; i++) {
      const power = Math.exp((logits[i] as number) - largest)
      probabilities[i] = power
      sum += power
    }
    for (let i = from; i < from + width; i++) probabilities[i] = (probabilities[i] as number) / sum
  }
  return probabilities
}
