import { intern } from '../hydra/savedValues.ts'

/** How many texts a run has, and in turn a place among them and the text there, where it differs. */
export interface StoredTexts {
  readonly count: number
  readonly changes: readonly number[]
}

/**
 * Stores the texts of configs, which runs have nearly all in common: as places in a list of all, and of
 * those only what differs from the run before.
 */
export class TextWriter {
  readonly texts: string[] = []
  readonly #places = new Map<string, number>()
  #before: readonly string[] = []

  store(texts: readonly string[]): StoredTexts {
    const changes: number[] = []
    for (const [at, text] of texts.entries()) {
      if (text !== this.#before[at]) changes.push(at, this.#placeOf(text))
    }
    this.#before = texts
    return { count: texts.length, changes }
  }

  #placeOf(text: string): number {
    const known = this.#places.get(text)
    if (known !== undefined) return known
    this.#places.set(text, this.texts.length)
    return this.texts.push(text) - 1
  }
}

/** Restores what a `TextWriter` stored, in the same order. */
export class TextReader {
  readonly #texts: readonly string[]
  #before: readonly string[] = []

  constructor(texts: readonly string[]) {
    // Runs that were read by other threads, or at another time, share their texts too.
    this.#texts = texts.map(intern)
  }

  restore({ count, changes }: StoredTexts): string[] {
    const texts = this.#before.slice(0, count)
    for (let i = 0; i < changes.length; i += 2) {
      texts[changes[i] as number] = this.#texts[changes[i + 1] as number] as string
    }
    this.#before = texts
    return texts
  }
}
