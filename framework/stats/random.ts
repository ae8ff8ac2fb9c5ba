/**
 * Seeded random numbers, the same in every process and on every machine: sfc32 (Doty-Humphrey,
 * PractRand), its state filled by a splitmix-like hash of seed, stream and index. Each
 * (stream, index) has a sequence of its own, so that work can be cut into batches and shared among
 * processes without a number changing.
 */
export class Random {
  readonly #seedWords: readonly number[]
  #a = 0
  #b = 0
  #c = 0
  #counter = 0
  #spareNormal = Number.NaN

  /**
   * @param seed any integer within ±2^53
   * @param stream names the use that is made of the numbers, so that two uses of one seed differ
   */
  constructor(seed: number, stream = '') {
    this.#seedWords = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0, hashText(stream)]
    this.restart(0)
  }

  /** Goes to the start of the sequence that belongs to `index`, an integer in [0, 2^32). */
  restart(index: number): this {
    this.#a = hashWords(0x243f6a88, this.#seedWords, index)
    this.#b = hashWords(0x85a308d3, this.#seedWords, index)
    this.#c = hashWords(0x13198a2e, this.#seedWords, index)
    this.#counter = 1
    this.#spareNormal = Number.NaN
    for (let round = 0; round < 12; round++) this.uint32()
    return this
  }

  /** An integer in [0, 2^32). */
  uint32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** A number in [0, 1), a multiple of 2^-32. */
  uniform(): number {
    return this.uint32() / 2 ** 32
  }

  /** An integer in [0, bound). */
  integer(bound: number): number {
    return Math.floor(this.uniform() * bound)
  }

  /** A standard normal number, by Marsaglia's polar method. */
  normal(): number {
    if (!Number.isNaN(this.#spareNormal)) {
      const spare = this.#spareNormal
      this.#spareNormal = Number.NaN
      return spare
    }
    for (;;) {
      const x = 2 * this.uniform() - 1
      const y = 2 * this.uniform() - 1
      const squaredRadius = x * x + y * y
      if (squaredRadius >= 1 || squaredRadius === 0) continue
      const scale = Math.sqrt((-2 * Math.log(squaredRadius)) / squaredRadius)
      this.#spareNormal = y * scale
      return x * scale
    }
  }

  /** Shuffles the first `length` items in place (Fisher-Yates): each order is equally likely. */
  shuffle<T>(items: { [index: number]: T }, length: number): void {
    for (let last = length - 1; last > 0; last--) {
      const other = this.integer(last + 1)
      const moved = items[last] as T
      items[last] = items[other] as T
      items[other] = moved
    }
  }
}

/** Bijective in each single word, so that neighbouring indices never share a state. */
function hashWords(lane: number, seedWords: readonly number[], index: number): number {
  let hash = lane
  for (const word of seedWords) hash = mix(hash ^ word)
  return mix(hash ^ index)
}

/** The output function of splitmix32 (the finaliser of MurmurHash3 after a golden-ratio step). */
function mix(word: number): number {
  let hash = (word + 0x9e3779b9) | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** FNV-1a over the text's UTF-16 code units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
