import { ReportError } from '../errors.ts'

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
