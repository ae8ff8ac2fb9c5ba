import { homedir } from 'node:os'
import path from 'node:path'

/**
 * The folder for what a later call may use: `<outputRoot>/.cache`, or else the user's own
 * (`$XDG_CACHE_HOME/thesis-report`) where that lies in a folder that is only read.
 *
 * @param outputRoot absolute
 * @param inputs folders and files with runs as the user gave them, with globs if wanted
 */
export function cacheFolder(outputRoot: string, inputs: readonly string[], cwd: string): string {
  const folder = path.join(outputRoot, '.cache')
  const isIn = (input: string) => {
    const below = path.relative(path.resolve(cwd, withoutGlob(input)), folder)
    return below !== '..' && !below.startsWith(`..${path.sep}`) && !path.isAbsolute(below)
  }
  return inputs.some(isIn) ? userCacheFolder() : folder
}

/** `$XDG_CACHE_HOME/thesis-report`, by default `~/.cache/thesis-report`. */
export function userCacheFolder(): string {
  const userCache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache')
  return path.join(userCache, 'thesis-report')
}

/** The input itself, or a name in place of its parts from the first wildcard on. */
function withoutGlob(input: string): string {
  const parts = input.split('/')
  const at = parts.findIndex((part) => /[*?[\]{}()!]/.test(part))
  return at < 0 ? input : [...parts.slice(0, at), '*'].join('/')
}
