import type { Source } from './source.ts'

/**
 * Declares a source of one's own, for a file that the config lists under `sources` (docs/sources.md).
 * The same object comes back, checked by its type.
 */
export function defineSource(source: Source): Source {
  return source
}
