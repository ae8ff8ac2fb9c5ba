import { statSync } from 'node:fs'
import path from 'node:path'
import { PACKAGE_ROOT } from './packageRoot.ts'

/**
 * A module of the compiled package, absolute: what Node loads by its file, such as a worker, since
 * Node 20 cannot run TypeScript. Unit tests, which run from `framework/`, take it from `dist/` too;
 * Vitest's configuration has brought that up to date before any test runs.
 *
 * @param module within `framework/`, without an ending, one of the entries of `bin/bundle.js`:
 *   `runs/parallel/readRunsWorker`
 */
export function compiledFile(module: string): string {
  return path.join(PACKAGE_ROOT, 'dist', 'framework', `${module}.js`)
}

let compiled: number | undefined

/**
 * When the code that this process runs was compiled, in milliseconds since 1970: in a checkout it changes without the
 * version of the package. 0 where nothing is compiled.
 */
export function compiledAt(): number {
  compiled ??= statSync(compiledFile('index'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  return compiled
}
