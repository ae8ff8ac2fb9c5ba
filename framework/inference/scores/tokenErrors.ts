import { FEATURES, N_FEATURES } from '../data/eventBatch.ts'

/** Errors of tokens, each a mean over tokens. */
export interface TokenErrorSummary {
  /** Tokens that the means are over. */
  readonly n_tokens: number
  /** Of the squared differences, summed over the features. */
  readonly mse: number
  /** Of the absolute differences, summed over the features. */
  readonly mae: number
  /** Of single features; they add up to those above. */
  readonly features: Record<string, { mse: number; mae: number }>
}

/** Errors by the type (id) of tokens, as text; `all` are those of all types together. */
export type TokenErrorsByType = Record<string, TokenErrorSummary>

interface Sums {
  n: number
  readonly squared: Float64Array
  readonly absolute: Float64Array
}

/** Sums errors by type and feature, event by event; padding (id 0) is left out. */
export class TokenErrors {
  readonly #sums = new Map<number, Sums>()

  /** Adds the tokens of one event of a batch; arrays are those of `eventError`. */
  add(
    predictions: ArrayLike<number>,
    targets: ArrayLike<number>,
    ids: ArrayLike<number>,
    event: number,
    nTokens: number,
  ): void {
    for (let token = event * nTokens; token < (event + 1) * nTokens; token++) {
      const id = ids[token] as number
      if (id === 0) continue
      const { squared, absolute } = this.#count(id)
      for (let feature = 0; feature < N_FEATURES; feature++) {
        const at = token * N_FEATURES + feature
        const difference = (predictions[at] as number) - (targets[at] as number)
        squared[feature] = (squared[feature] as number) + difference * difference
        absolute[feature] = (absolute[feature] as number) + Math.abs(difference)
      }
    }
  }

  /** Each type by itself, in the order of their ids, then all together; nothing without tokens. */
  summarize(): TokenErrorsByType {
    if (this.#sums.size === 0) return {}
    const byId = [...this.#sums].sort(([a], [b]) => a - b)
    const all = newSums()
    for (const [, { n, squared, absolute }] of byId) {
      all.n += n
      for (let i = 0; i < N_FEATURES; i++) {
        all.squared[i] = (all.squared[i] as number) + (squared[i] as number)
        all.absolute[i] = (all.absolute[i] as number) + (absolute[i] as number)
      }
    }
    return Object.fromEntries([
      ...byId.map(([id, sums]) => [String(id), meansOf(sums)] as const),
      ['all', meansOf(all)],
    ])
  }

  #count(id: number): Sums {
    let sums = this.#sums.get(id)
    if (sums === undefined) {
      sums = newSums()
      this.#sums.set(id, sums)
    }
    sums.n++
    return sums
  }
}

function newSums(): Sums {
  return { n: 0, squared: new Float64Array(N_FEATURES), absolute: new Float64Array(N_FEATURES) }
}

function meansOf({ n, squared, absolute }: Sums): TokenErrorSummary {
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / n
  return {
    n_tokens: n,
    mse: total(squared),
    mae: total(absolute),
    features: Object.fromEntries(
      FEATURES.map((name, i) => [
        name,
        { mse: (squared[i] as number) / n, mae: (absolute[i] as number) / n },
      ]),
    ),
  }
}
