import { createRequire } from 'node:module'
import { ReportError } from '../errors.ts'
import { readText } from '../files/regularFile.ts'

/**
 * Reports extend Vitest's own runner, whose parts move with each major version.
 *
 * @throws {ReportError} VITEST_VERSION
 */
export function expectVitest4(version: string): void {
  if (version.startsWith('4.')) return
  throw new ReportError(
    'VITEST_VERSION',
    `thesis-report needs Vitest 4, and this is Vitest ${version}. Install it with: npm i vitest@4`,
  )
}

/**
 * Vitest is installed by whoever uses this package; told before anything of it is loaded.
 *
 * @param from the module that loads it. Default: this package
 * @throws {ReportError} VITEST_VERSION when it is absent or of another version than 4
 */
export function requireVitest(from: string | URL = import.meta.url): void {
  let manifest: string
  try {
    manifest = createRequire(from).resolve('vitest/package.json')
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
