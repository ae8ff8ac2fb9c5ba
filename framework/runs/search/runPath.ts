import { posix } from 'node:path'
import { slashedPath } from '../../files/windowsPath.ts'
import { compareNatural } from '../../text/naturalOrder.ts'

/**
 * Paths of runs as Python's `pathlib` writes them: joined with `/`, without `.` parts, doubled or
 * trailing slashes; `..` stays, since behind a symbolic link it is not the parent's name.
 */
export function normaliseRunPath(path: string): string {
  const slashed = slashedPath(path)
  const parts = slashed.split('/').filter((part) => part !== '' && part !== '.')
  const root = slashed.startsWith('/') ? '/' : ''
  return `${root}${parts.join('/')}` || '.'
}

/** The path of an entry of a directory; `.` and `/` are directories too. */
export function belowPath(directory: string, name: string): string {
  if (directory === '.') return name
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`
}

/** Whether a path is a folder or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(belowPath(folder, ''))
}

/** The folders above a path as it is written, the nearest first. */
export function foldersAbove(path: string): string[] {
  const above = posix.dirname(path)
  return above === path ? [] : [above, ...foldersAbove(above)]
}

/**
 * Paths sorted part by part in natural order, whatever the locale: `a/b` before `a-b`, `job2` before
 * `job10`.
 */
export function sortRunPaths(paths: Iterable<string>): string[] {
  const keyed = Array.from(paths, (path) => ({ path, parts: path.split('/') }))
  return keyed.sort((a, b) => compareParts(a.parts, b.parts)).map(({ path }) => path)
}

function compareParts(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index])
  if (at < 0) return a.length - b.length
  return at >= b.length ? 1 : compareNatural(a[at] as string, b[at] as string)
}
