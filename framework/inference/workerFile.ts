import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** The folders of `framework/` whose code a worker runs. */
const FOLDERS = ['inference', 'stats']

/**
 * The compiled `worker.ts`. Node 20 cannot run TypeScript, so that from the sources the file in
 * `dist/` is taken. `bin/build.js` brings that up to date before reports run; where it could not, or
 * where sources have changed since (a report that is watched), there is no worker: results of code
 * that is no longer there would be worse than slow ones.
 *
 * @param framework the folder of the running code: sources, or compiled
 */
export function workerFile(framework = path.dirname(import.meta.dirname)): string | undefined {
  if (import.meta.filename.endsWith('.js')) return path.join(framework, 'inference', 'worker.js')
  const dist = path.join(path.dirname(framework), 'dist')
  const builtMs = modifiedMs(path.join(dist, '.tsbuildinfo'))
  const isCurrent = FOLDERS.flatMap((folder) => sourcesIn(path.join(framework, folder))).every(
    (source) => modifiedMs(source) <= builtMs,
  )
  return isCurrent ? path.join(dist, 'inference', 'worker.js') : undefined
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
