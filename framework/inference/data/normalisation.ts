import { ReportError } from '../../errors.ts'
import { count } from '../../text/counts.ts'
import { FEATURES } from './eventBatch.ts'
import type { Values } from './hdf5/values.ts'

/**
 * Mean and standard deviation of E, pT, eta and phi, rounded to float32 as the trainer has them, or of each column of
 * plain rows.
 */
export interface Normalisation {
  readonly mean: readonly number[]
  readonly sd: readonly number[]
}

/** Features as they are: the model was trained on physical units. */
export const NO_NORMALISATION: Normalisation = { mean: [0, 0, 0, 0], sd: [1, 1, 1, 1] }

/** Rows as they are: there are no columns to normalise. */
export const AS_THEY_ARE: Normalisation = { mean: [], sd: [] }

const SMALLEST_SD = 1e-8

/**
 * Gathers the z-score of the train split in one pass (Welford), over all tokens, padding included:
 * that is what the trainer does. Standard deviations are unbiased and at least 1e-8.
 */
export class NormalisationBuilder {
  readonly #columns: readonly string[]
  readonly #mean: Float64Array
  readonly #squares: Float64Array
  #n = 0
  #nNotFinite = 0
  #firstNotFinite = -1

  /** @param columns names of what is normalised, for the error. Default the features of a token */
  constructor(columns: readonly string[] = FEATURES) {
    this.#columns = columns
    this.#mean = new Float64Array(columns.length)
    this.#squares = new Float64Array(columns.length)
  }

  /** @param features [tokens, columns] of one event; `row` is that event's index, for the error */
  add(features: ArrayLike<number>, row: number): void {
    const width = this.#columns.length
    for (let at = 0; at < features.length; at += width) {
      this.#n++
      for (let feature = 0; feature < width; feature++) {
        const value = features[at + feature] as number
        const mean = this.#mean[feature] as number
        const moved = mean + (value - mean) / this.#n
        this.#mean[feature] = moved
        this.#squares[feature] =
          (this.#squares[feature] as number) + (value - mean) * (value - moved)
      }
    }
    if (!hasFiniteSum(features)) {
      this.#nNotFinite++
      if (this.#firstNotFinite < 0) this.#firstNotFinite = row
    }
  }

  /**
   * @param where names the dataset, for the error
   * @throws {ReportError} NORMALISATION_NOT_FINITE if a row held a NaN or an infinity
   */
  finish(where: string): Normalisation {
    if (this.#nNotFinite > 0) {
      const features = this.#columns.filter((_, i) => !Number.isFinite(this.#squares[i]))
      throw new ReportError(
        'NORMALISATION_NOT_FINITE',
        `${count(this.#nNotFinite, 'row')} of ${where} with a NaN or an infinity, the first is row ` +
          `${this.#firstNotFinite}; the mean and standard deviation of ${features.join(', ')} ` +
          'would not be finite. Remove these rows from the file; padding must be zeros.',
      )
    }
    const sd = Array.from(this.#squares, (sum) =>
      Math.max(SMALLEST_SD, Math.sqrt(sum / Math.max(1, this.#n - 1))),
    )
    return { mean: [...this.#mean], sd }
  }
}

export function asFloat32({ mean, sd }: Normalisation): Normalisation {
  return { mean: mean.map(Math.fround), sd: sd.map(Math.fround) }
}

/**
 * Writes (value - mean) / sd into `into`: of float32 each step is rounded to float32, as PyTorch does. Of doubles only
 * the result is, since there may be nothing left of values far from zero once they are rounded.
 *
 * @param features [n, columns], of which `length` numbers count; as many columns as there are means
 */
export function normalise(
  features: Values,
  length: number,
  normalisation: Normalisation,
  into: Float32Array,
): void {
  const isDouble = features instanceof Float64Array
  const { mean, sd } = isDouble ? normalisation : asFloat32(normalisation)
  const round = isDouble ? Number : Math.fround
  for (let feature = 0; feature < mean.length; feature++) {
    const centre = mean[feature] as number
    const scale = sd[feature] as number
    for (let at = feature; at < length; at += mean.length) {
      into[at] = round((features[at] as number) - centre) / scale
    }
  }
}

function hasFiniteSum(values: ArrayLike<number>): boolean {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] as number
  return Number.isFinite(sum)
}
