import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { globSync, isDynamicPattern } from 'tinyglobby'
import { describeError } from '../reasons.ts'
import { normaliseRunPath, sortRunPaths } from './runPath.ts'

export const NOT_FOUND = 'there is no such directory'
export const NO_MATCH = 'no directory or file matches the pattern'
export const IS_FILE = 'it is a file, not a directory'

/** Why a path is no directory that can be read; `undefined` where it is one. */
export function directoryProblem(dir: string): string | undefined {
  try {
    return statSync(dir).isDirectory() ? undefined : IS_FILE
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? NOT_FOUND : `it cannot be read: ${describeError(error)}`
  }
}

/**
 * The directories that match a pattern, or else the files, in natural order; the one that is named
 * where that is there or has no wildcards.
 */
export function expandPattern(pattern: string): string[] {
  if (existsSync(pattern) || !isDynamicPattern(pattern)) return [pattern]
  const options = { expandDirectories: false, absolute: path.isAbsolute(pattern) }
  const directories = globSync(pattern, { ...options, onlyDirectories: true })
  const found = directories.length > 0 ? directories : globSync(pattern, options)
  return sortRunPaths(found.map(normaliseRunPath))
}
