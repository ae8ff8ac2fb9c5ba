import { fileURLToPath } from 'node:url'

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
  if (!caller.endsWith('.ts')) return file
  const root = fileURLToPath(new URL('.', import.meta.url))
  return file.replace(root, fileURLToPath(new URL('../dist/', import.meta.url)))
}
