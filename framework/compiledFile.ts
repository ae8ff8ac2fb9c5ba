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
