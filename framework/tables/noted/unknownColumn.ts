import { type ErrorCode, ReportError } from '../../errors.ts'
import { didYouMean } from '../../text/nearest.ts'

/** More columns are not read. */
const MOST_NAMED = 40

/** What is said where a table has no column of a name: the nearest column, and all of them. */
export function unknownColumn(
  name: string,
  known: readonly string[],
  { code, askedBy }: { readonly code: ErrorCode; readonly askedBy?: string | undefined },
): ReportError {
  const more = known.length > MOST_NAMED ? ` and ${known.length - MOST_NAMED} more` : ''
  return new ReportError(
    code,
    `${askedBy === undefined ? 'The' : `${askedBy}: the`} runs have no column "${name}". ` +
      `${didYouMean(name, known)}They have: ${known.slice(0, MOST_NAMED).join(', ')}${more}.`,
  )
}
