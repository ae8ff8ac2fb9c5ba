import type { ColumnTable } from 'arquero'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { requireColumn } from '../../tables/requireColumn.ts'
import { type CellValue, cellValue, compareCells, valueKey } from '../../tables/valueKey.ts'
import type { Better } from '../comparison.ts'
import { worstValue } from './divergence.ts'
import { metricReader } from './metricOfRun.ts'

/** A run that takes part in comparisons. */
export interface MeasuredRun {
  /** Its row in the runs table. */
  readonly row: number
  /** The key of its seed; null where it has none. */
  readonly seed: string | null
  /** Its values of the parameters, in their order. */
  readonly settings: readonly CellValue[]
  /** The metric; ±Infinity, whichever is the worst, where it diverged. */
  readonly value: number
}

/** The runs that share a value of the compared column. */
export interface RunGroup {
  readonly value: CellValue
  readonly runs: readonly MeasuredRun[]
  /** Runs of the group that have no value of the metric. */
  readonly nMissing: number
}

export interface MeasuredRuns {
  /** In the order of their values. */
  readonly groups: readonly RunGroup[]
  /** Runs that a sampler stopped early: their values are not those of whole trainings. */
  readonly nPruned: number
}

export interface MeasuredColumns {
  readonly metric: string
  readonly by: string
  readonly better: Better
  readonly seed: string
  readonly parameters: readonly string[]
}

/**
 * The runs by group, with what a comparison needs of each. Order and spelling of the rows make no
 * difference to it.
 *
 * @throws {ReportError} COMPARISON_COLUMN_UNKNOWN if the table lacks `metric`, `by` or a parameter
 */
export function measureRuns(runs: ColumnTable, columns: MeasuredColumns): MeasuredRuns {
  const { metric, better, parameters } = columns
  const reader = (name: string) => readerOf(runs, requireColumn(runs, name, UNKNOWN_COLUMN))
  const groupCell = reader(columns.by)
  const metricOf = metricReader(runs, requireColumn(runs, metric, UNKNOWN_COLUMN))
  const settingsOf = parameters.map(reader)
  // Where seeds are what is compared, runs are paired by their blocks alone.
  const seedColumn = columns.seed === columns.by ? undefined : resolveColumn(runs, columns.seed)
  const seedOf = readerOf(runs, seedColumn)

  const groups = new Map<string, { value: CellValue; runs: MeasuredRun[]; nMissing: number }>()
  let nPruned = 0
  for (let row = 0; row < runs.numRows(); row++) {
    const measured = metricOf(row)
    if (measured === 'pruned') {
      nPruned++
      continue
    }
    const key = valueKey(groupCell(row))
    const group = groups.get(key) ?? { value: cellValue(groupCell(row)), runs: [], nMissing: 0 }
    groups.set(key, group)
    if (measured === 'missing') {
      group.nMissing++
      continue
    }
    group.runs.push({
      row,
      seed: cellValue(seedOf(row)) === null ? null : valueKey(seedOf(row)),
      settings: settingsOf.map((settingOf) => cellValue(settingOf(row))),
      value: measured === 'diverged' ? worstValue(better) : measured,
    })
  }
  return {
    groups: [...groups.values()].sort((a, b) => compareCells(a.value, b.value)),
    nPruned,
  }
}

const UNKNOWN_COLUMN = { code: 'COMPARISON_COLUMN_UNKNOWN', askedBy: 'compareGroups' } as const

type CellReader = (row: number) => unknown

function readerOf(runs: ColumnTable, column: string | undefined): CellReader {
  if (column === undefined) return () => null
  const cells = runs.array(column) as ArrayLike<unknown>
  return (row) => cells[row]
}
