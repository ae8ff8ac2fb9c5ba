import { logOddsOfClasses, logProbability } from '../../stats/classification/logits.ts'
import { joinColumns } from '../classification/joinColumns.ts'

/**
 * The logits whose probabilities are the mean of those of several models, added one after another: sums of
 * probabilities are kept as logarithms, so that those that round to 0 or 1 still tell events apart.
 */
export class MeanLogits {
  #n = 0
  /** By class, log Σ p; undefined before the first model, and once one has no logits. */
  #sums: Float64Array[] | undefined
  #isSingle = false

  /** @param logits by output, of each event; of a single output those of the second of two classes; none for none */
  add(logits: readonly Float64Array[]): void {
    const isFirst = this.#n === 0
    this.#n++
    if (isFirst) this.#isSingle = logits.length === 1
    const ofModel = logProbabilities(logits)
    if (isFirst && ofModel.length > 0) this.#sums = ofModel
    else if (ofModel.length !== this.#sums?.length) this.#sums = undefined
    this.#sums?.forEach((sums, label) => {
      if (!isFirst) addLogs(sums, ofModel[label] as Float64Array)
    })
  }

  /** By output as it was added; none unless each model has logits. */
  mean(): Float64Array[] {
    const logN = Math.log(this.#n)
    const [first, second] = this.#sums ?? []
    if (this.#isSingle && first !== undefined && second !== undefined) {
      return [second.map((sum, event) => sum - (first[event] as number))]
    }
    return (this.#sums ?? []).map((sums) => sums.map((sum) => sum - logN))
  }
}

/** By class, of each event. */
function logProbabilities(logits: readonly Float64Array[]): Float64Array[] {
  const [only, ...others] = logits
  if (only === undefined) return []
  const ofClasses = others.length === 0 ? [new Float64Array(only.length), only] : logits
  const nClasses = ofClasses.length
  const odds = logOddsOfClasses(joinColumns(ofClasses, only.length), nClasses)
  return ofClasses.map((values, label) =>
    values.map((_, event) => logProbability(odds[event * nClasses + label] as number)),
  )
}

/** Makes each log x the log (x + y), with the y of a log y. */
function addLogs(sums: Float64Array, added: Float64Array): void {
  for (let i = 0; i < sums.length; i++) {
    const [sum, term] = [sums[i] as number, added[i] as number]
    // Of two that are both 0 the difference is not a number.
    if (sum === term) sums[i] = sum + Math.LN2
    else sums[i] = Math.max(sum, term) + Math.log1p(Math.exp(-Math.abs(sum - term)))
  }
}
