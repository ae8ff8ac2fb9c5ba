import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { globSync, isDynamicPattern } from 'tinyglobby'
import { describeError } from '../reasons.ts'
import { normaliseRunPath, sortRunPaths } from './runPath.ts'

export const NOT_FOUND = 'there is no such directory'
export const NO_MATCH = 'no directory matches the pattern'

/** Why a path is no directory that can be read; `undefined` where it is one. */
export function directoryProblem(dir: string): string | undefined {
  try {
    return statSync(dir).isDirectory() ? undefined : 'it is a file, not a directory'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? NOT_FOUND : `it cannot be read: ${describeError(error)}`
  }
}

/**
 * The directories that match a pattern, in natural order; the one that is named where that is there
 * or has no wildcards.
 */
export function expandPattern(pattern: string): string[] {
  if (existsSync(pattern) || !isDynamicPattern(pattern)) return [pattern]
  const found = globSync(pattern, {
    onlyDirectories: true,
    expandDirectories: false,
    absolute: path.isAbsolute(pattern),
  })
  return sortRunPaths(found.map(normaliseRunPath))
}
