import type { Vitest } from 'vitest/node'
import { isOverrideWord } from './overrideWords.ts'

/**
 * The words that choose files: of the command line, or typed in watch mode. Vitest keeps them in no
 * typed place.
 */
export function fileFilters(vitest: Vitest): string[] {
  const filters: unknown = Reflect.get(vitest, 'filenamePattern')
  return Array.isArray(filters) ? filters.map(String).filter((word) => !isOverrideWord(word)) : []
}
