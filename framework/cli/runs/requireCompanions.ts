import { ReportError } from '../../errors.ts'
import type { RunsOptions } from '../options.ts'

/**
 * @throws {ReportError} USAGE for an option that without another, or beside one, would do nothing
 */
export function requireCompanions(options: RunsOptions): void {
  const { agg, groupBy, best, descending, sortBy, onlyChanged } = options
  const isSummary = groupBy !== undefined && best === undefined
  if (agg !== undefined && !isSummary) {
    const instead = best === undefined ? '' : ', and without --best'
    fail(`--agg says what to make of groups; give it with --group-by${instead}.`)
  }
  if (descending && sortBy === undefined) fail('--descending is about --sort-by; give both.')
  if (onlyChanged && isSummary) {
    fail('--only-changed is about runs; a row of --group-by stands for several. Leave one out.')
  }
}

function fail(message: string): never {
  throw new ReportError('USAGE', message)
}
