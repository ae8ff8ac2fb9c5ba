import { homedir } from 'node:os'
import path from 'node:path'
import { liesBelow } from '../../files/liesBelow.ts'
import type { ReportConfig } from './reportConfig.ts'

/**
 * The folder for what a later call may use: `env.cache_root`, by default `<outputRoot>/.cache`.
 *
 * @param outputRoot absolute
 */
export function cacheFolder(
  { env }: Pick<ReportConfig, 'env'>,
  outputRoot: string,
  cwd: string,
): string {
  return env.cache_root === null
    ? path.join(outputRoot, '.cache')
    : path.resolve(cwd, env.cache_root)
}

/**
 * The folder of the cache, or else the user's own (`$XDG_CACHE_HOME/thesis-report`) where that lies in a
 * folder that is only read.
 *
 * @param folder absolute
 * @param inputs folders and files with runs as the user gave them, with globs if wanted
 */
export function cacheBesideInputs(folder: string, inputs: readonly string[], cwd: string): string {
  const isIn = (input: string) => liesBelow(path.resolve(cwd, startOf(input)), folder)
  return inputs.some(isIn) ? userCacheFolder() : folder
}

/** Of a cache, in bytes; undefined: none. */
export function cacheLimitOf({ env }: Pick<ReportConfig, 'env'>): number | undefined {
  return env.cache_limit === null ? undefined : env.cache_limit * 1e6
}

/** `$XDG_CACHE_HOME/thesis-report`, by default `~/.cache/thesis-report`. */
export function userCacheFolder(): string {
  const userCache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache')
  return path.join(userCache, 'thesis-report')
}

/** The input itself, or a name in place of its parts from the first wildcard on. */
function startOf(input: string): string {
  const start = beforeGlob(input)
  return start === input ? input : `${start}/*`
}

/** The input itself, or the folder that holds all that its wildcards may match: `.` for `*`. */
export function beforeGlob(input: string): string {
  const parts = input.split('/')
  const at = parts.findIndex((part) => /[*?[\]{}()!]/.test(part))
  if (at < 0) return input
  return parts.slice(0, at).join('/') || (input.startsWith('/') ? '/' : '.')
}
