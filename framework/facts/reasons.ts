/** Words for why a run is left out. */

export const NO_CONFIG = 'there is neither .hydra/config.yaml nor cfg.yaml'

/** A text from a run's files, cut where it would fill the screen. */
export function shorten(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`
}

/** An error's own words, for the sentences that wrap it. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
