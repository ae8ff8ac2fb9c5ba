import type { Claim, Source } from '../sources/source.ts'

/** A job that Hydra ran, or a place without Hydra, with what sources can read of it. */
export interface FoundJob {
  /** The directory that holds `.hydra/` or `facts/`, or else that of the claims. */
  readonly directory: string
  readonly hasHydra: boolean
  /** It keeps facts, which are read by themselves. */
  readonly hasFacts: boolean
  /** Names of the logs that a job of Hydra's keeps in its directory. */
  readonly logs: readonly string[]
  readonly claims: readonly SourcedClaim[]
}

/** A claim, and the source that can read it. */
export interface SourcedClaim {
  readonly source: Source
  readonly claim: Claim
}

/** A place of which nothing is known yet. */
export function emptyJob(directory: string): FoundJob {
  return { directory, hasHydra: false, hasFacts: false, logs: [], claims: [] }
}
