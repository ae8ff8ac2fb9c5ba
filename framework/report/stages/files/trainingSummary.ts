import type { ColumnTable } from 'arquero'
import type { Analyzed } from '../../spec/defineReport.ts'

/** Raised when a key of `summary.json` changes its meaning. */
const SCHEMA_VERSION = 1

/**
 * The text of `training/summary.json`: how the table beside it came about.
 *
 * @param textOf what is written of each text in it. Default: the text
 */
export function trainingSummaryJson(analyzed: Analyzed, textOf = (text: string) => text): string {
  const { config, order, runs, skipped, summary, findings = [] } = analyzed
  return json(textOf, {
    schema_version: SCHEMA_VERSION,
    num_runs: runs.numRows(),
    discovery_order: order,
    filters: config.inputs.select ?? {},
    thresholds: config.thresholds,
    which_figures: config.outputs.which_figures,
    sweep_params: sweepParams(runs, analyzed.parameters),
    skipped: skipped.map(({ runDir, reason }) => ({ run_dir: runDir, reason })),
    warnings: analyzed.notices,
    ...(findings.length > 0 ? { findings } : {}),
    ...(summary ? { analysis: summary } : {}),
  })
}

/** What the sweep varied: each parameter with its values among these runs, in order of appearance. */
function sweepParams(runs: ColumnTable, parameters: readonly string[]): Record<string, unknown[]> {
  return Object.fromEntries(
    parameters
      .filter((column) => runs.columnIndex(column) >= 0)
      .map((column) => [column, [...new Set(runs.array(column) as Iterable<unknown>)]]),
  )
}

function json(textOf: (text: string) => string, value: unknown): string {
  const plain = (_: string, part: unknown) => {
    if (typeof part === 'bigint') return Number(part)
    return typeof part === 'string' ? textOf(part) : part
  }
  return `${JSON.stringify(value, plain, 2)}\n`
}
