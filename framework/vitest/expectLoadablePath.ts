import { ReportError } from '../errors.ts'

/**
 * Characters that Vite takes for the beginning of a URL's query or fragment, also in the path of a
 * file. A backslash separates folders for it, which on Windows it does.
 */
const URL_CHARACTERS = process.platform === 'win32' ? /[#?]/ : /[#?\\]/

/**
 * Vitest loads reports, and this package, through Vite.
 *
 * @param files absolute paths of what Vite is to load
 * @throws {ReportError} PATH_NOT_LOADABLE naming the character that Vite misreads
 */
export function expectLoadablePath(...files: readonly string[]): void {
  for (const file of files) {
    const [character] = URL_CHARACTERS.exec(file) ?? []
    if (character === undefined) continue
    throw new ReportError(
      'PATH_NOT_LOADABLE',
      `Vitest cannot load ${file}: it takes the "${character}" in the path for a part of a URL. ` +
        'Rename the folder, or move the project.',
    )
  }
}
