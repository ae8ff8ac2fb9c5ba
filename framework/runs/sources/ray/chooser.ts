import { posix } from 'node:path'
import type { KnownTrial } from './experimentState.ts'
import { POPULATION_FILE, SEARCH_FILE, STATE_FILE } from './format.ts'

/**
 * What chose a trial's parameters, or which trials went on, by the results of others; undefined where nothing did.
 *
 * @param names of the experiment's files, among others
 */
export function chooserOf(names: readonly string[], known?: KnownTrial): string | undefined {
  const session = known && sessionOf(STATE_FILE, known.name)
  const searches = names.flatMap((name) => sessionOf(SEARCH_FILE, name) ?? [])
  if (session === undefined ? searches.length > 0 : searches.includes(session)) {
    return "Ray Tune's search algorithm"
  }
  if (names.some((name) => posix.basename(name) === POPULATION_FILE)) {
    return 'Population Based Training'
  }
  return known?.state.hasPruned === true ? "Ray Tune's scheduler" : undefined
}

/** The start of a session that the name of a file of its own has. */
function sessionOf(file: RegExp, name: string): string | undefined {
  return file.exec(posix.basename(name))?.[1]
}
