import type { ColumnTable } from 'arquero'
import { ReportError } from '../../errors.ts'
import type { LoadedRuns } from '../../runs/loadRuns.ts'
import { columnNotes } from '../../tables/columnAliases.ts'
import { AGGREGATE_NAMES, type Aggregate, aggregateRuns } from '../../tables/group.ts'
import { requireColumn } from '../../tables/requireColumn.ts'
import type { RunsOptions } from '../options.ts'

/** `n` is how many runs of the group have a value. */
const ALIASES: ReadonlyMap<string, Aggregate> = new Map([['n', 'count']])
/** Measures that are not results: when, and at which step. */
const NO_RESULT = /(?:\.best_step|_at)$/

/**
 * One row for each group: its number of runs, and of every measure what `--agg` asks for (mean,
 * standard deviation and number of values, unless it says otherwise).
 *
 * @throws {ReportError} USAGE for an unknown column or aggregate
 */
export function summariseGroups(
  runs: ColumnTable,
  { parameters }: Pick<LoadedRuns, 'parameters'>,
  { groupBy = '', agg = 'mean,std,n' }: RunsOptions,
): ColumnTable {
  const keys = groupBy
    .split(',')
    .map((key) => requireColumn(runs, key.trim(), { code: 'USAGE', askedBy: '--group-by' }))
  const aggregates = agg.split(',').map((word) => aggregateNamed(word.trim()))
  const settings = new Set([...keys, 'seed', ...parameters.map(({ name }) => name)])
  const others = columnNotes(runs)?.others
  const measures = runs
    .columnNames()
    .filter((name) => (others?.has(name) ?? true) && !settings.has(name) && !NO_RESULT.test(name))
    .filter((name) => isNumeric(runs, name))
  return aggregateRuns(runs, keys, Object.fromEntries(measures.map((name) => [name, aggregates])))
}

function aggregateNamed(word: string): Aggregate {
  const name = ALIASES.get(word) ?? word
  const found = AGGREGATE_NAMES.find((each) => each === name)
  if (found !== undefined) return found
  throw new ReportError(
    'USAGE',
    `--agg ${word}: there is no such aggregate. Use some of: ${[...AGGREGATE_NAMES, 'n'].join(', ')}.`,
  )
}

function isNumeric(runs: ColumnTable, name: string): boolean {
  const cells = Array.from(runs.array(name) as Iterable<unknown>).filter((cell) => cell !== null)
  return cells.length > 0 && cells.every((cell) => typeof cell === 'number')
}
