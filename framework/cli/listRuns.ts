import { parseOverrideText } from '../config/overrides/overrideGrammar.ts'
import { ReportError } from '../errors.ts'
import { inputsFromConfig } from '../report/config/inputs.ts'
import { findProjectRoot } from '../report/config/project.ts'
import { composeReportConfig } from '../report/config/reportConfig.ts'
import { describeWarning, requireRuns, requireSelected } from '../report/stages/checks.ts'
import { loadRuns } from '../runs/loadRuns.ts'
import { changedColumns } from '../tables/changedColumns.ts'
import { selectRuns } from '../tables/select.ts'
import { sortRuns } from '../tables/sort.ts'
import { printable } from '../text/printable.ts'
import { formatTable } from './formatTable.ts'
import type { RunsOptions } from './program.ts'

/**
 * Prints the table of the runs; what was left out goes to standard error, so that the table can be
 * piped.
 *
 * @throws ReportError as a report over the same inputs would.
 */
export async function listRuns(words: readonly string[], options: RunsOptions): Promise<void> {
  const { config } = composeReportConfig({
    projectRoot: findProjectRoot(process.cwd()),
    name: 'config',
    overrides: words.map(parseOverrideText),
  })
  const { inputs } = inputsFromConfig(config, process.cwd())
  const facts = await loadRuns(inputs)
  requireRuns(facts, inputs)
  const { select } = config.inputs
  const selected = selectRuns(facts.runs, select)
  requireSelected(facts.runs, selected, select)
  const sorted = options.sortBy
    ? sortRuns(selected, [requireSortColumn(selected.columnNames(), options.sortBy)], options)
    : selected
  const shown = options.onlyChanged
    ? sorted.select(...new Set(['run_dir', ...changedColumns(sorted)]))
    : sorted
  const format = (['csv', 'json', 'md'] as const).find((name) => options[name]) ?? 'text'
  process.stdout.write(await formatTable(shown, format))
  for (const warning of facts.warnings.map(describeWarning)) {
    process.stderr.write(`Warning: ${printable(warning)}\n`)
  }
  for (const { runDir, reason } of facts.skipped) {
    process.stderr.write(`Skipped ${printable(runDir)}: ${printable(reason)}\n`)
  }
}

function requireSortColumn(columns: readonly string[], column: string): string {
  if (columns.includes(column)) return column
  throw new ReportError(
    'USAGE',
    `--sort-by ${column}: the runs have no such column. Use one of: ${columns.join(', ')}.`,
  )
}
