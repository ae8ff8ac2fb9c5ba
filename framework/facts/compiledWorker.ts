import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * The compiled file of a worker. Node 20 cannot run TypeScript, so that from the sources the file in
 * `dist/` is taken. `bin/build.js` brings that up to date before reports run; where it could not, or
 * where sources have changed since (a report that is watched), there is no worker: results of code
 * that is no longer there would be worse than slow ones.
 *
 * @param worker relative to `framework/`, without an ending: `facts/readRunsWorker`
 * @param folders of `framework/` whose code the worker runs
 * @param framework the folder of the running code: sources, or compiled
 */
export function compiledWorker(
  worker: string,
  folders: readonly string[],
  framework = path.dirname(import.meta.dirname),
): string | undefined {
  if (import.meta.filename.endsWith('.js')) return path.join(framework, `${worker}.js`)
  const dist = path.join(path.dirname(framework), 'dist')
  const builtMs = modifiedMs(path.join(dist, '.tsbuildinfo'))
  const isCurrent = folders
    .flatMap((folder) => sourcesIn(path.join(framework, folder)))
    .every((source) => modifiedMs(source) <= builtMs)
  return isCurrent ? path.join(dist, `${worker}.js`) : undefined
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => path.join(folder, file))
}

/** When the file was last written; long ago if it does not exist. */
function modifiedMs(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY
}
