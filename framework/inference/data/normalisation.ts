import { ReportError } from '../../errors.ts'
import { FEATURES, N_FEATURES } from './eventBatch.ts'

/** Mean and standard deviation of E, pT, eta and phi, rounded to float32 as the trainer has them. */
export interface Normalisation {
  readonly mean: readonly number[]
  readonly sd: readonly number[]
}

/** Features as they are: the model was trained on physical units. */
export const NO_NORMALISATION: Normalisation = { mean: [0, 0, 0, 0], sd: [1, 1, 1, 1] }

const SMALLEST_SD = 1e-8

/**
 * Gathers the z-score of the train split in one pass (Welford), over all tokens, padding included:
 * that is what the trainer does. Standard deviations are unbiased and at least 1e-8.
 */
export class NormalisationBuilder {
  readonly #mean = new Float64Array(N_FEATURES)
  readonly #squares = new Float64Array(N_FEATURES)
  #n = 0
  #nNotFinite = 0
  #firstNotFinite = -1

  /** @param features [tokens, 4] of one event; `row` is that event's index, for the error */
  add(features: ArrayLike<number>, row: number): void {
    for (let at = 0; at < features.length; at += N_FEATURES) {
      this.#n++
      for (let feature = 0; feature < N_FEATURES; feature++) {
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
   * @throws {ReportError} `NORMALISATION_NOT_FINITE` if a row held a NaN or an infinity
   */
  finish(where: string): Normalisation {
    if (this.#nNotFinite > 0) {
      const features = FEATURES.filter((_, i) => !Number.isFinite(this.#squares[i]))
      throw new ReportError(
        'NORMALISATION_NOT_FINITE',
        `${this.#nNotFinite} row(s) of ${where} hold a NaN or an infinity, the first is row ` +
          `${this.#firstNotFinite}; the mean and standard deviation of ${features.join(', ')} ` +
          'would not be finite. Remove these rows from the file; padding must be zeros.',
      )
    }
    const sd = Array.from(this.#squares, (sum) =>
      Math.fround(Math.max(SMALLEST_SD, Math.sqrt(sum / Math.max(1, this.#n - 1)))),
    )
    return { mean: Array.from(this.#mean, Math.fround), sd }
  }
}

/** Writes (value - mean) / sd into `into`, each step rounded to float32 as PyTorch does. */
export function normalise(
  features: Float32Array,
  length: number,
  { mean, sd }: Normalisation,
  into: Float32Array,
): void {
  for (let feature = 0; feature < N_FEATURES; feature++) {
    const centre = mean[feature] as number
    const scale = sd[feature] as number
    for (let at = feature; at < length; at += N_FEATURES) {
      into[at] = Math.fround((features[at] as number) - centre) / scale
    }
  }
}

function hasFiniteSum(values: ArrayLike<number>): boolean {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] as number
  return Number.isFinite(sum)
}
