import { type ColumnTable, ReportError, type Select, selectRuns } from 'thesis-report'

/**
 * A comparison of tokenizers needs runs of each tokenizer that was asked for: without one of them
 * the figures would look complete and compare nothing.
 *
 * @throws {ReportError} INTEGRITY_CHECK_FAILED naming the tokenizers without runs.
 */
export function requireTokenizers(runs: ColumnTable, select: Select | null): void {
  const wanted = [select?.tokenizer ?? []].flat()
  const missing = wanted.filter(
    (tokenizer) => selectRuns(runs, { tokenizer: [tokenizer] as never }).numRows() === 0,
  )
  if (missing.length === 0) return
  const present = [...new Set(runs.array('tokenizer') as Iterable<unknown>)].sort()
  throw new ReportError(
    'INTEGRITY_CHECK_FAILED',
    `inputs.select.tokenizer asks for ${missing.join(', ')}, but none of the runs that the other ` +
      `filters leave has it (they have ${present.join(', ')}). Train those runs, widen the other ` +
      'filters, or leave the tokenizer out of the select.',
  )
}
