import { ReportError } from '../errors.ts'

/**
 * What stands after `--` belongs to the report; flags of Vitest there would do nothing.
 *
 * @throws {ReportError} USAGE that shows where the flag belongs
 */
export function expectNoFlags(words: readonly string[]): void {
  const flag = words.find((word) => /^--?[a-zA-Z]/.test(word))
  if (flag === undefined) return
  throw new ReportError(
    'USAGE',
    `"${flag}" stands after --, where overrides such as inputs.sweep_dir=DIR belong. Flags of Vitest ` +
      `come before it: npx vitest run reports/NAME ${flag} -- …`,
  )
}
