/** How many of a codebook's codes are used, and how evenly. */
export interface CodebookUsage {
  /** Tokens, or events, that were given a code. */
  readonly n: number
  /** Codes that occur. */
  readonly n_used: number
  /** The highest index that occurs: the codebook has at least one code more. */
  readonly highest_code: number
  /**
   * exp of the entropy of the codes' shares: how many codes, used equally, would be as spread out (van den Oord
   * et al., NeurIPS 2017).
   */
  readonly perplexity: number
}

/** Counts the codes that a model gives. */
export class CodeCounts {
  readonly #counts = new Map<number, number>()

  /** Counts one code; negative ones stand for none. */
  add(code: number): void {
    if (code >= 0) this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1)
  }

  /** Undefined where no code was counted. */
  summarize(): CodebookUsage | undefined {
    const counts = [...this.#counts.values()]
    const n = counts.reduce((sum, each) => sum + each, 0)
    if (n === 0) return undefined
    const entropy = counts.reduce((sum, each) => sum - (each / n) * Math.log(each / n), 0)
    return {
      n,
      n_used: counts.length,
      highest_code: Math.max(...this.#counts.keys()),
      perplexity: Math.exp(entropy),
    }
  }
}
