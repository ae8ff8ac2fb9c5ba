import { count } from '../../../text/counts.ts'

/** What is odd in a file in many places, told as one finding of each kind. */
export class OddPlaces {
  readonly #noun: string
  readonly #seen = new Map<string, { readonly first: string; times: number }>()

  /** @param noun what a place is, such as `line` */
  constructor(noun: string) {
    this.#noun = noun
  }

  /**
   * @param what is odd, the same text for one kind
   * @param place of it in the file, such as `metrics.jsonl:3`
   */
  add(what: string, place: string): void {
    const seen = this.#seen.get(what)
    if (seen) seen.times += 1
    else this.#seen.set(what, { first: place, times: 1 })
  }

  /** Sentences that name the first place of each kind and count the others. */
  findings(): string[] {
    return Array.from(this.#seen, ([what, { first, times }]) => {
      const more = times === 1 ? '' : ` (${count(times, this.#noun)} like this)`
      return `${first}: ${what}${more}`
    })
  }
}
