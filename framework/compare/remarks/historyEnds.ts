import type { ColumnTable } from 'arquero'
import { numbers } from '../../tables/columns.ts'

/** Where the history of a run ends on each axis; minus infinity where it has none. */
export interface HistoryEnd {
  readonly epoch: number
  readonly step: number
}

/** Where histories end, by the same keys. */
export function historyEnds(
  perEpoch: ReadonlyMap<string, ColumnTable> | undefined,
): ReadonlyMap<string, HistoryEnd> {
  return new Map(
    Array.from(perEpoch ?? [], ([runDir, history]) => [
      runDir,
      { epoch: lastOn('epoch', history), step: lastOn('step', history) },
    ]),
  )
}

function lastOn(axis: string, history: ColumnTable): number {
  let last = Number.NEGATIVE_INFINITY
  if (history.columnIndex(axis) < 0) return last
  for (const place of numbers(history, axis)) if (place > last) last = place
  return last
}
