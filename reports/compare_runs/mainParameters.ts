import type { ColumnTable, ParameterImportance, SweptParameter } from 'thesis-report'

/** More values of a parameter have no room as rows or columns of a heat map. */
const MOST_CELLS = 20
/** More values cannot be told apart by the dash of a line. */
const MOST_DASHES = 5
/** More values cannot be told apart by colour. */
const MOST_COLOURS = 12

/** The parameters that figures show, the most important first. */
export interface MainParameters {
  readonly all: readonly string[]
  /** Those of few values, which can be colours. */
  readonly categories: readonly string[]
  /** The first of them of whose values each has several runs, as distributions need. */
  readonly repeated: string | null
  /** Those whose values can be dashes. */
  readonly fewValues: ReadonlySet<string>
  /** The two that do most together, or else the two most important ones of few values. */
  readonly pair: readonly string[]
}

/** Parameters that are the same in all runs that got as far as the metric have nothing to show, and are not told. */
export function mainParameters(
  runs: ColumnTable,
  metric: string,
  compared: readonly SweptParameter[],
  importance: ParameterImportance,
): MainParameters {
  const varied = compared.filter(({ name }) => differs(runs, name, metric))
  const byName = new Map(varied.map((parameter) => [parameter.name, parameter]))
  const names = [
    ...importance.parameters.map(({ parameter }) => parameter).filter((name) => byName.has(name)),
    ...varied.map(({ name }) => name),
  ]
  // Of parameters that vary together one shows what the others do.
  const hidden = new Set<string>()
  const ordered = [...new Set(names)].flatMap((name) => {
    const parameter = byName.get(name)
    if (parameter === undefined || hidden.has(name)) return []
    for (const other of parameter.confoundedWith) hidden.add(other)
    return [parameter]
  })
  const ofAtMost = (most: number) => ordered.filter(({ values }) => values.length <= most)
  const categories = ofAtMost(MOST_COLOURS).map(({ name }) => name)
  const cells = ofAtMost(MOST_CELLS).map(({ name }) => name)
  const interaction = importance.interactions.find(
    ({ parameters, share }) => share > 0 && parameters.every((name) => cells.includes(name)),
  )
  return {
    all: ordered.map(({ name }) => name),
    categories,
    repeated: categories.find((name) => isRepeated(runs, name, metric)) ?? null,
    fewValues: new Set(ofAtMost(MOST_DASHES).map(({ name }) => name)),
    pair: interaction?.parameters ?? cells.slice(0, 2),
  }
}

/** Whether runs that have the metric, or diverged, differ in a column. */
function differs(runs: ColumnTable, column: string, metric: string): boolean {
  const cells = measuredCells(runs, column, metric)
  return cells === undefined || new Set(cells).size > 1
}

/** Whether the values of a column have two runs with the metric each, on average. */
function isRepeated(runs: ColumnTable, column: string, metric: string): boolean {
  const cells = measuredCells(runs, column, metric)
  return cells === undefined || cells.length >= 2 * new Set(cells).size
}

/** What runs that have the metric, or diverged, have in a column; undefined for a parameter that is named by its whole key. */
function measuredCells(runs: ColumnTable, column: string, metric: string): string[] | undefined {
  if (runs.columnIndex(column) < 0 || runs.columnIndex(metric) < 0) return undefined
  const measured = Array.from(runs.array(metric) as Iterable<unknown>)
  const cells = Array.from(runs.array(column) as Iterable<unknown>)
  const diverged = runs.columnIndex('diverged') < 0 ? [] : runs.array('diverged')
  return cells
    .filter((_, row) => measured[row] !== null || (diverged[row] ?? null) !== null)
    .map(String)
}
