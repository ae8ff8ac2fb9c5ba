import { type ColumnTable, table } from 'arquero'
import { cellsOf } from '../../tables/cells.ts'

const RUN = 'run_dir'

/**
 * The histories of all runs below each other, in the order of the runs: `run_dir`, then the columns of
 * all of them. A cell is null where a history lacks the column.
 *
 * @param perEpoch by `run_dir`
 */
export function epochsTable(perEpoch: ReadonlyMap<string, ColumnTable>): ColumnTable {
  const histories = [...perEpoch]
  const nRows = histories.reduce((n, [, history]) => n + history.numRows(), 0)
  const names = new Set(histories.flatMap(([, history]) => history.columnNames()))
  names.delete(RUN)
  const runs = new Array<string>(nRows)
  const columns = new Map([...names].map((name) => [name, new Array<unknown>(nRows).fill(null)]))
  let start = 0
  for (const [runDir, history] of histories) {
    const end = start + history.numRows()
    runs.fill(runDir, start, end)
    for (const name of history.columnNames()) {
      const column = columns.get(name)
      const cells = cellsOf(history, name)
      if (column) for (let i = start; i < end; i++) column[i] = cells[i - start]
    }
    start = end
  }
  return table([[RUN, runs], ...columns])
}
