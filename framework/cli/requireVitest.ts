import { createRequire } from 'node:module'
import { ReportError } from '../errors.ts'
import { readText } from '../files/regularFile.ts'
import { expectVitest4 } from '../vitest/expectVitest4.ts'

/**
 * Vitest is installed by whoever uses this package; told before anything of it is loaded.
 *
 * @throws {ReportError} VITEST_VERSION when it is absent or of another version than 4
 */
export function requireVitest(): void {
  let manifest: string
  try {
    manifest = createRequire(import.meta.url).resolve('vitest/package.json')
  } catch (cause) {
    throw new ReportError(
      'VITEST_VERSION',
      'thesis-report runs reports through Vitest 4, which is not installed. Install it with: ' +
        'npm i vitest@4',
      { cause },
    )
  }
  expectVitest4((JSON.parse(readText(manifest)) as { version: string }).version)
}
