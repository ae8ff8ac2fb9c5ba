import path from 'node:path'
import type { ColumnTable } from 'arquero'

/**
 * A short name for each run of the table, by `run_dir`: the last part of its directory, with as many
 * parts before it, joined with `_`, as it takes to tell the runs apart.
 */
export function runIds(runs: ColumnTable): ReadonlyMap<string, string> {
  const runDirs = [...(runs.array('run_dir') as Iterable<string>)]
  const parts = runDirs.map((runDir) => path.resolve(runDir).split(path.sep).filter(Boolean))
  const most = Math.max(1, ...parts.map(({ length }) => length))
  for (let depth = 1; ; depth++) {
    const ids = parts.map((part) => part.slice(-depth).join('_'))
    if (new Set(ids).size === ids.length || depth >= most) {
      return new Map(runDirs.map((runDir, at) => [runDir, ids[at] as string]))
    }
  }
}
