import path from 'node:path'
import { slashedPath } from '../../files/windowsPath.ts'
import { withoutMachinePaths } from './machinePaths.ts'

/** Writes paths of runs as they are on any machine: relative to what holds them all. */
export interface SweepPaths {
  /** Of a run: `exp_1/job_0` for `/home/me/multirun/exp_1/job_0`. */
  relative(runDir: string): string
  /** A cell of a table, with paths of runs that way where they are absolute, and all else as it is. */
  inCell(text: string): string
  /** A sentence or a command, with the paths in it that way; see {@link withoutMachinePaths} for others. */
  inText(text: string): string
}

/**
 * Paths relative to the folder above the nearest one that holds all runs, so that the sweep keeps its name.
 *
 * @param runDirs absolute, or relative to `cwd`; a record in a file is `<file>#<id>`
 */
export function sweepPaths(runDirs: readonly string[], cwd: string): SweepPaths {
  const absolute = runDirs.map((runDir) => path.resolve(cwd, runDir))
  const root = path.dirname(commonFolder(absolute))
  const prefix = root.replace(/[\\/]?$/, path.sep)
  const relative = (runDir: string) => {
    const place = path.resolve(cwd, runDir)
    const below = place.startsWith(prefix) ? place.slice(prefix.length) : path.relative(root, place)
    return below.split(path.sep).join('/')
  }
  const known = new Set(runDirs.filter((runDir) => path.isAbsolute(runDir)))
  const inCell = (text: string) => {
    if (known.has(text)) return relative(text)
    // Runs are named with `/` on Windows, too.
    return prefix === path.sep
      ? text
      : text.replaceAll(prefix, '').replaceAll(slashedPath(prefix), '')
  }
  const inText = (text: string) => withoutMachinePaths(inCell(text), cwd)
  return { relative, inCell, inText }
}

/** The nearest folder that holds all paths, not one of them itself. */
function commonFolder(paths: readonly string[]): string {
  const [first = path.sep, ...rest] = paths.map((each) => path.dirname(each))
  let common = first
  for (const folder of rest) {
    while (folder !== common && !folder.startsWith(common.replace(/[\\/]?$/, path.sep))) {
      common = path.dirname(common)
    }
  }
  return common
}
