import { isCourse, stepCandidates } from '../reading/csv/stepColumn.ts'
import { MetricsBuilder } from '../reading/series.ts'
import type { Scalar, Series } from '../source.ts'
import { resultIn } from './columnRoles.ts'
import { ID_COLUMN, pageOf } from './format.ts'
import type { TableColumns } from './tableColumns.ts'

/** The course of one run that somebody keeps as a table. */
export interface CourseTable {
  /** The column that says where a row stands. */
  readonly step: string
  readonly metrics: ReadonlyMap<string, Series>
}

/** Of a table of runs that has no other names for them. */
const SEED_COLUMN = /^(?:random[_ ]?)?seed$/i

/**
 * The course of one run, where a column with the name of steps rises from row to row and all others are numbers, too;
 * undefined for a table of runs, which have names, seeds, or settings that are texts.
 */
export function readCourseTable({ columns, rowCount }: TableColumns): CourseTable | undefined {
  const names = [...columns.keys()]
  const isOfRuns = (name: string) => ID_COLUMN.test(name) || SEED_COLUMN.test(name)
  if (pageOf(new Set(names)) !== undefined || names.some(isOfRuns)) return undefined
  const step = stepCandidates(names).find((name) =>
    isCourse((columns.get(name) ?? []).map(numberIn)),
  )
  const areNumbers = [...columns.values()].every((cells) =>
    cells.every((cell) => cell === null || numberIn(cell) !== undefined),
  )
  if (step === undefined || names.length === 1 || !areNumbers) return undefined
  const builder = new MetricsBuilder()
  for (const name of names.filter((each) => each !== step)) {
    for (let row = 0; row < rowCount; row++) {
      const value = numberIn(columns.get(name)?.[row])
      const at = numberIn(columns.get(step)?.[row])
      if (value !== undefined) builder.add(name, value, { step: at ?? Number.NaN })
    }
  }
  return { step, metrics: builder.build() }
}

function numberIn(cell: Scalar | undefined): number | undefined {
  return cell === undefined ? undefined : resultIn(cell)
}
