import type { Cell } from '../runRecord.ts'

/** Something that a sweep varied. */
export interface Parameter {
  /** Its column of the runs table. */
  readonly name: string
  /** Its whole key, as an override sets it: `phase1.trainer.lr`, `phase1/latent_space`. */
  readonly key: string
  /** In the order of the rows of the runs table; `null` is missing. */
  readonly values: readonly Cell[]
  /** Keys that nobody set, whose values come with the option that was chosen. */
  readonly follows: readonly string[]
  /** Keys that divide the runs in the same way: what they do cannot be told from what this does. */
  readonly confoundedWith: readonly string[]
}
