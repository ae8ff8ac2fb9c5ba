import { ALL_SOURCES } from './allSources.ts'
import type { RunsTableMapping } from './runsTable/columnRoles.ts'
import { createRunsTableSource } from './runsTable/runsTableSource.ts'
import type { Source } from './source.ts'

/** Which formats are looked for, and what the user says of them. */
export interface SourceOptions {
  /** Sources to look for. Default `auto`: all that there are, facts always among them. */
  readonly sources?: 'auto' | readonly Source[] | undefined
  /** Metric -> pattern of RE2 whose first group is its value, for runs that left only a log. */
  readonly logMetrics?: Readonly<Record<string, string>> | undefined
  /** Which columns of a table of runs are parameters and which results. Default: by type and name. */
  readonly table?: RunsTableMapping | undefined
}

/**
 * The sources that the options name, in the order in which they count.
 *
 * @throws {ReportError} CONFIG_VALUE_INVALID for a pattern that is none
 */
export async function chooseSources({
  sources = 'auto',
  logMetrics = {},
  table,
}: SourceOptions): Promise<readonly Source[]> {
  const chosen = (sources === 'auto' ? ALL_SOURCES : sources).map((source) =>
    table !== undefined && source.name === 'runs_table' ? createRunsTableSource(table) : source,
  )
  const patterns = new Map(Object.entries(logMetrics))
  if (patterns.size === 0) return chosen
  const { createLogMetricsSource } = await import('./logMetrics/logMetricsSource.ts')
  return [...chosen, await createLogMetricsSource(patterns)]
}
