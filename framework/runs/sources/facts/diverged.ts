import type { Finding } from '../../runRecord.ts'
import type { ColumnRead } from './scalarsColumn.ts'

/** Columns that say how the training ran, not how good it is. */
const NOT_METRICS = new Set(['epoch', 'epoch_time_s', 'throughput', 'max_memory_mib'])

/** What the runs table calls the metric of a column. */
export function metricName(column: string): string {
  return column === 'val_loss' ? 'loss.total' : column
}

/**
 * The metrics whose last logged value is NaN or infinite, and what there is to say of logged NaN: in
 * tables they are missing like what was never logged. The rows of `val` count, for columns named
 * `train_…` those of `train`.
 */
export function divergedMetrics(
  columns: readonly ColumnRead[],
  {
    order,
    splits,
    lineNumbers,
  }: {
    /** The rows that count, by epoch. */
    readonly order: readonly number[]
    readonly splits: readonly (string | null)[]
    readonly lineNumbers: readonly number[]
  },
): {
  diverged: Map<string, number>
  findings: (Pick<Finding, 'kind' | 'detail'> & { place: string })[]
} {
  const diverged = new Map<string, number>()
  const findings: (Pick<Finding, 'kind' | 'detail'> & { place: string })[] = []
  for (const { column, nanRows } of columns) {
    const { name } = column
    if (column.kind !== 'number' || NOT_METRICS.has(name)) continue
    const split = name.startsWith('train_') ? 'train' : 'val'
    const { values } = column
    const isLogged = (row: number) =>
      splits[row] === split && (!Number.isNaN(values[row]) || nanRows.has(row))
    const last = order.findLast(isLogged)
    if (last === undefined) continue
    const value = values[last] as number
    const place = `:${lineNumbers[last]}`
    if (!Number.isFinite(value)) {
      diverged.set(metricName(name), value)
      findings.push({ kind: 'diverged', place, detail: `the last ${name} is ${spell(value)}` })
      continue
    }
    const nan =
      nanRows.size > 0 ? order.find((row) => nanRows.has(row) && isLogged(row)) : undefined
    if (nan === undefined) continue
    const detail = `${name} was logged as nan, and is missing there; later values are finite`
    findings.push({ kind: 'logged-nan', place: `:${lineNumbers[nan]}`, detail })
  }
  return { diverged, findings }
}

function spell(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  return value < 0 ? '-inf' : 'inf'
}
