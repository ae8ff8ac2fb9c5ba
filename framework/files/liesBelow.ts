import { realpathSync } from 'node:fs'
import path from 'node:path'

/** Whether a path is a folder or lies below it, by their names alone. */
export function liesBelow(folder: string, file: string): boolean {
  const way = path.relative(folder, file)
  return !path.isAbsolute(way) && way !== '..' && !way.startsWith(`..${path.sep}`)
}

/**
 * Whether a file lies in the folder of another one, which refers to it, or below: by its name, and where
 * links really lead. Links may lead from a run to a store, if they lead both files to the same folder of
 * it.
 *
 * @throws {Error} the system's error where one of the two is not there
 */
export function liesBeside(owner: string, file: string): boolean {
  const folder = path.dirname(owner)
  if (!liesBelow(folder, file)) return false
  const folders = [realpathSync(folder), path.dirname(realpathSync(owner))]
  const real = realpathSync(file)
  return folders.some((each) => liesBelow(each, real))
}
