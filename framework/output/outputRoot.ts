import path from 'node:path'

/** The folder above these names holds everything that training and reports write. */
const OUTPUT_FOLDERS = ['multiruns', 'runs']

/**
 * Where reports over these runs belong: the folder that holds `multiruns/` or `runs/` in the first
 * input path that has such a part (the last one counts), else `outputs`. Globs are fine: only whole
 * parts of the path are compared.
 *
 * @param inputs sweep or run directories as the user gave them, relative or absolute
 */
export function inferOutputRoot(inputs: readonly string[]): string {
  for (const input of inputs) {
    const parts = path.normalize(input).split(path.sep)
    const at = parts.findLastIndex((part) => OUTPUT_FOLDERS.includes(part))
    if (at > 0) return parts.slice(0, at).join(path.sep) || path.sep
    if (at === 0) return '.'
  }
  return 'outputs'
}
