import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { PACKAGE_ROOT } from './packageRoot.ts'

/** Where `npm run build` puts the compiled package. */
const COMPILED = path.join(PACKAGE_ROOT, 'dist')

/**
 * The compiled file of a worker beside the calling module. Node 20 cannot run TypeScript, so where
 * the caller runs from `framework/` (as in unit tests) its counterpart in `dist/` is taken, which
 * Vitest's configuration has brought up to date before any test runs.
 *
 * @param name of the worker's module, without an ending: `readRunsWorker`
 * @param caller the `import.meta.url` of the calling module
 */
export function compiledFile(name: string, caller: string): string {
  const file = fileURLToPath(new URL(`./${name}.js`, caller))
  return caller.endsWith('.ts') ? path.join(COMPILED, path.relative(PACKAGE_ROOT, file)) : file
}
