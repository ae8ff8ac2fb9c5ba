import { type ColumnTable, table } from 'arquero'
import { noteColumns } from '../tables/columnAliases.ts'
import { numberColumn } from '../tables/numbers/numberColumn.ts'
import { keepsFacts } from './parameters/fieldColumns.ts'
import type { ParameterTable } from './parameters/tabulateParameters.ts'
import { metricColumns } from './records/metrics/metricColumns.ts'
import type { Cell, EpochColumns, LoadedRun } from './runRecord.ts'
import type { Goal } from './sources/source.ts'

/** The columns that tables of facts begin with; a sweep's parameters follow them. */
const FACTS_COLUMNS = [
  'run_dir',
  'encoder',
  'tokenizer',
  'seed',
  'latent_dim',
  'codebook_size',
  'dataset_name',
  'config_sha1',
  'git_commit',
  'epochs',
  'best_epoch',
  'loss.total_best',
  'loss.total_final',
  'loss.recon_best',
  'loss.commit_best',
  'loss.codebook_best',
  'total_time_s',
  'mean_epoch_time_s',
  'throughput_mean',
  'max_memory_mib_max',
  'metric_perplex_final',
  'loss.rec_globals_best',
  'diverged',
]
/** The columns that other tables begin with; in tables of facts they come last. */
const RUN_COLUMNS = ['run_dir', 'run', 'source', 'status', 'seed', 'started_at', 'duration_s']
const MORE_RUN_COLUMNS = ['dataset_name', 'git_commit', 'diverged']

/** Every column that does not depend on what the runs set and measured. */
export const COLUMNS: readonly string[] = [
  ...new Set([...FACTS_COLUMNS, ...RUN_COLUMNS, ...MORE_RUN_COLUMNS]),
]

/** Columns that only some tables have, and that nothing else is called in any but those of facts. */
const OPTIONAL_COLUMNS = ['config_sha1', 'sampler', 'part', 'diverged_to']

/** The names of the columns that say something other than a parameter or a metric. */
function takenColumns(runs: readonly LoadedRun[]): Set<string> {
  const optional = keepsFacts(runs) ? [] : OPTIONAL_COLUMNS
  const names = new Set([...columnsOf(runs), ...optional])
  for (const { row } of runs) for (const [name] of row) names.add(name)
  return names
}

/** The names that no parameter has: those columns, and what says how good a metric was at its best. */
export function namesOfNoParameter(runs: readonly LoadedRun[]): Set<string> {
  const names = takenColumns(runs)
  const metrics = new Set<string>()
  for (const run of runs) for (const { name } of run.metrics) metrics.add(name)
  for (const metric of metrics) names.add(`${metric}.best`).add(`${metric}.best_step`)
  return names
}

/**
 * One row a run; columns that only some runs have are `null` in the others. After the parameters each
 * metric that trackers and loggers recorded has `<metric>`, its last value, and where there is a goal
 * `<metric>.best` and `<metric>.best_step`; a name that a column has already is `metric.<name>`.
 */
export function runsTable(
  runs: readonly LoadedRun[],
  {
    parameters,
    goals,
    names,
  }: {
    readonly parameters: ParameterTable
    readonly goals: ReadonlyMap<string, Goal>
    readonly names: ReadonlyMap<LoadedRun, string>
  },
): ColumnTable {
  const columns = new Map<string, Cell[]>(
    columnsOf(runs).map((name) => [name, emptyColumn(runs.length)]),
  )
  const put = (name: string, row: number, value: Cell) => {
    let column = columns.get(name)
    if (column === undefined) {
      column = emptyColumn(runs.length)
      columns.set(name, column)
    }
    column[row] = value
  }
  const hasFacts = keepsFacts(runs)
  for (const [index, run] of runs.entries()) {
    for (const [name, value] of run.row) put(name, index, value)
    put('run_dir', index, run.runDir)
    put('run', index, names.get(run) ?? null)
    put('source', index, run.sources.join(', '))
    put('status', index, run.ended)
    put('diverged', index, divergedText(run))
    const endings = run.metrics.flatMap(({ diverged }) => diverged ?? [])
    if (endings.length > 0 && !hasFacts) put('diverged_to', index, endings.join(', '))
    // What facts call the time that a training took.
    const seconds = columns.get('duration_s')?.[index] ?? columns.get('total_time_s')?.[index]
    put('duration_s', index, seconds ?? null)
  }
  for (const [name, cells] of parameters.columns) columns.set(name, [...cells])
  const taken = takenColumns(runs)
  for (const name of columns.keys()) taken.add(name)
  for (const [name, cells] of metricColumns(runs, goals, taken)) {
    columns.set(name, cells)
  }
  const varied = parameters.parameters.map(({ name }) => name)
  const isOther = (name: string) => !parameters.columns.has(name)
  // Pairs, not an object: an object would put integer-like names first.
  return noteColumns(table(inOrder(columns, runs)), {
    aliases: parameters.aliases,
    parameters: varied,
    others: new Set([...columns.keys()].filter(isOther)),
    confounded: new Map(parameters.parameters.map((each) => confoundedColumns(each, parameters))),
    recordsNone: runs.every(({ overrides, saved }) => overrides.length + saved.length === 0),
  })
}

/** The columns of the keys that are confounded with a parameter; keys that nobody set have none. */
function confoundedColumns(
  { name, confoundedWith }: ParameterTable['parameters'][number],
  { aliases, columns }: ParameterTable,
): [name: string, columns: string[]] {
  const named = confoundedWith.map((key) => aliases.get(key) ?? key)
  return [name, named.filter((column) => column !== name && columns.has(column))]
}

function inOrder(
  columns: ReadonlyMap<string, Cell[]>,
  runs: readonly LoadedRun[],
): [string, Cell[]][] {
  if (!keepsFacts(runs)) return [...columns]
  const isLast = (name: string) => RUN_COLUMNS.includes(name) && !FACTS_COLUMNS.includes(name)
  const all = [...columns]
  return [...all.filter(([name]) => !isLast(name)), ...all.filter(([name]) => isLast(name))]
}

function columnsOf(runs: readonly LoadedRun[]): string[] {
  return keepsFacts(runs) ? [...COLUMNS] : [...RUN_COLUMNS, ...MORE_RUN_COLUMNS]
}

/** The metrics that ended in NaN or infinity; null where none did. */
function divergedText({ row, metrics }: LoadedRun): string | null {
  const ofFacts = row.find(([name]) => name === 'diverged')?.[1]
  const names = metrics.filter(({ diverged }) => diverged !== null).map(({ name }) => name)
  const all = typeof ofFacts === 'string' ? [ofFacts, ...names] : names
  return all.length > 0 ? all.join(', ') : null
}

/** A history as a table, which holds its numbers as they lie in memory. */
export function epochTable(columns: EpochColumns): ColumnTable {
  return table(
    columns.map(({ name, ...column }) => [
      name,
      // Stryker disable next-line ConditionalExpression,StringLiteral: numberColumn hands texts on as they are
      column.kind === 'text' ? column.values : numberColumn(column.values),
    ]),
  )
}

function emptyColumn(length: number): Cell[] {
  return new Array<Cell>(length).fill(null)
}
