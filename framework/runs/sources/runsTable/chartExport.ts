import { MetricsBuilder } from '../reading/series.ts'
import type { Scalar, Series } from '../source.ts'
import { notANumber, resultIn } from './columnRoles.ts'
import type { TableColumns } from './tableColumns.ts'

/**
 * A chart of W&B as its page exports it is not a table of runs: the columns are `Step` and, per run,
 * `<run> - <metric>` with its `…__MIN` and `…__MAX`, which are the same where nothing was averaged.
 */
const COURSE = /^(.+) - (.+?)$/
const EXTREME = /__(?:MIN|MAX)$/

/** Whether the columns of a table are those of an exported chart. */
export function isChartHeader([first, ...others]: readonly string[]): boolean {
  const isChart = first === 'Step' && others.length > 0 && others.every((name) => COURSE.test(name))
  return isChart && others.some((name) => EXTREME.test(name))
}

/**
 * The courses by run; `undefined` where the table is not an exported chart.
 *
 * @param noteOdd takes what is odd in a row, which counts from 0
 */
export function readChartExport(
  { columns, rowCount }: TableColumns,
  noteOdd: (what: string, row: number) => void,
): Map<string, Map<string, Series>> | undefined {
  const [first = '', ...others] = columns.keys()
  if (!isChartHeader([first, ...others])) return undefined
  const steps = columns.get(first) ?? []
  const builders = new Map<string, MetricsBuilder>()
  for (const column of others.filter((name) => !EXTREME.test(name))) {
    const [, run = '', metric = ''] = COURSE.exec(column) ?? []
    const builder = builders.get(run) ?? new MetricsBuilder()
    builders.set(run, builder)
    const values = columns.get(column) ?? []
    for (let row = 0; row < rowCount; row++) {
      const cell = values[row] ?? null
      const value = resultIn(cell)
      if (value !== undefined) builder.add(metric, value, { step: numberOf(steps[row]) })
      else if (cell !== null) noteOdd(notANumber(column), row)
    }
  }
  return new Map(Array.from(builders, ([run, builder]) => [run, builder.build()]))
}

function numberOf(cell: Scalar = null): number {
  return resultIn(cell) ?? Number.NaN
}
