import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { type FileSystemAdapter, globSync, isDynamicPattern } from 'tinyglobby'
import { describeError } from '../reasons.ts'
import { normaliseRunPath, sortRunPaths } from './runPath.ts'
import type { NotSearched } from './walkTree.ts'

export const NOT_FOUND = 'there is no such directory'
export const NO_MATCH = 'no directory or file matches the pattern'
export const IS_FILE = 'it is a file, not a directory'
const LINK_CIRCLE = 'its links lead in a circle'

/** Why a path is not a directory that can be read; `undefined` where it is one. */
export function directoryProblem(dir: string): string | undefined {
  try {
    return statSync(dir).isDirectory() ? undefined : IS_FILE
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ELOOP') return LINK_CIRCLE
    return code === 'ENOENT' ? NOT_FOUND : cannotBeRead(error)
  }
}

/** What a pattern matches, and the folders that could not be searched. */
export interface ExpandedPattern {
  readonly found: readonly string[]
  readonly notSearched: readonly NotSearched[]
}

/**
 * The directories that match a pattern, or else the files, in natural order; the one that is named
 * where that is there or has no wildcards.
 */
export function expandPattern(pattern: string): ExpandedPattern {
  if (existsSync(pattern) || !isDynamicPattern(pattern)) {
    return { found: [pattern], notSearched: [] }
  }
  const notSearched = new Map<string, NotSearched>()
  const options = {
    expandDirectories: false,
    absolute: path.isAbsolute(pattern),
    fs: reporting((folder, error) =>
      notSearched.set(folder, { path: folder, reason: cannotBeRead(error) }),
    ),
  }
  const directories = globSync(pattern, { ...options, onlyDirectories: true })
  const found = directories.length > 0 ? directories : globSync(pattern, options)
  return {
    found: sortRunPaths(found.map(normaliseRunPath)),
    notSearched: [...notSearched.values()],
  }
}

/** The file system for a search that passes over folders which cannot be listed: it reports them. */
function reporting(onFailure: (folder: string, error: unknown) => void): FileSystemAdapter {
  const list = (folder: string, options: { withFileTypes: true }) => {
    try {
      return readdirSync(folder, options)
    } catch (error) {
      onFailure(normaliseRunPath(folder), error)
      throw error
    }
  }
  return { readdirSync: list as typeof readdirSync }
}

function cannotBeRead(error: unknown): string {
  return `it cannot be read: ${describeError(error)}`
}
