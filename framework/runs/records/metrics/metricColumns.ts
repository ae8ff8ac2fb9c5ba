import type { Cell, LoadedRun } from '../../runRecord.ts'
import type { Goal } from '../../sources/source.ts'

/** The cells of one metric, a row for each run. */
interface MetricCells {
  readonly last: Cell[]
  readonly best: Cell[]
  readonly bestStep: Cell[]
}

/**
 * The columns of the metrics that trackers and loggers recorded: `<metric>` is the last value, and
 * where there is a goal `<metric>.best` the best one, at `<metric>.best_step`.
 *
 * @param taken names of other columns: a metric of such a name is `metric.<name>`
 */
export function metricColumns(
  runs: readonly Pick<LoadedRun, 'metrics'>[],
  goals: ReadonlyMap<string, Goal>,
  taken: ReadonlySet<string>,
): Map<string, Cell[]> {
  const cells = cellsOf(runs, goals)
  const names = columnNames([...cells.keys()], taken)
  const used = new Set([...taken, ...names.values()])
  const columns = new Map<string, Cell[]>()
  for (const [metric, { last, best, bestStep }] of cells) {
    const name = names.get(metric) ?? metric
    columns.set(name, last)
    if (!goals.has(metric)) continue
    const own = withPrefix(
      name,
      (each) => !used.has(`${each}.best`) && !used.has(`${each}.best_step`),
    )
    for (const [end, values] of [
      ['best', best],
      ['best_step', bestStep],
    ] as const) {
      used.add(`${own}.${end}`)
      columns.set(`${own}.${end}`, values)
    }
  }
  return columns
}

/** Metric -> its column: its own name comes first, so that no other metric's is put in its place. */
function columnNames(metrics: readonly string[], taken: ReadonlySet<string>): Map<string, string> {
  const used = new Set(taken)
  const clear = metrics.filter((metric) => !taken.has(metric))
  const names = new Map(clear.map((metric) => [metric, metric]))
  for (const metric of clear) used.add(metric)
  for (const metric of metrics) {
    if (names.has(metric)) continue
    const name = withPrefix(metric, (each) => !used.has(each))
    used.add(name)
    names.set(metric, name)
  }
  return names
}

function withPrefix(name: string, isFree: (name: string) => boolean): string {
  return isFree(name) ? name : withPrefix(`metric.${name}`, isFree)
}

function cellsOf(
  runs: readonly Pick<LoadedRun, 'metrics'>[],
  goals: ReadonlyMap<string, Goal>,
): Map<string, MetricCells> {
  const empty = () => new Array<Cell>(runs.length).fill(null)
  const cells = new Map<string, MetricCells>()
  for (const [row, { metrics }] of runs.entries()) {
    for (const { name, last, min, max } of metrics) {
      const known = cells.get(name) ?? { last: empty(), best: empty(), bestStep: empty() }
      cells.set(name, known)
      const extreme = goals.get(name) === 'max' ? max : min
      known.last[row] = last
      known.best[row] = extreme?.value ?? null
      known.bestStep[row] = extreme?.step ?? null
    }
  }
  return cells
}
