import { type ColumnTable, table } from 'arquero'
import { cellsOf, wholeColumn } from '../../tables/cells.ts'
import { NumberColumn } from '../../tables/numbers/numberColumn.ts'
import { StackedNumbers, type StackedPart } from '../../tables/numbers/stackedNumbers.ts'

const RUN = 'run_dir'

/**
 * The histories of all runs below each other, in the order of the runs: `run_dir`, then the columns of
 * all of them. A cell is null where a history lacks the column.
 *
 * @param perEpoch by `run_dir`
 */
export function epochsTable(perEpoch: ReadonlyMap<string, ColumnTable>): ColumnTable {
  const histories = [...perEpoch.values()]
  const nRows = histories.reduce((n, history) => n + history.numRows(), 0)
  const runs = new Array<string>(nRows)
  let start = 0
  for (const [runDir, history] of perEpoch) {
    runs.fill(runDir, start, start + history.numRows())
    start += history.numRows()
  }
  const names = new Set(histories.flatMap((history) => history.columnNames()))
  names.delete(RUN)
  const columns = Array.from(names, (name) => {
    const stacked = stackedNumbers(histories, name) ?? stackedCells(histories, name, nRows)
    return [name, stacked] as const
  })
  return table([[RUN, runs], ...columns])
}

/** A column of all histories where those that have it hold it as numbers; else undefined. */
function stackedNumbers(histories: readonly ColumnTable[], name: string) {
  const parts: StackedPart[] = []
  for (const history of histories) {
    if (history.columnIndex(name) < 0) {
      parts.push(history.numRows())
      continue
    }
    const own = wholeColumn(history, name)
    const numbers = own instanceof NumberColumn ? own.values : own
    if (!(numbers instanceof Float64Array)) return undefined
    parts.push(numbers)
  }
  return new StackedNumbers(parts)
}

function stackedCells(histories: readonly ColumnTable[], name: string, nRows: number) {
  const stacked = new Array<unknown>(nRows).fill(null)
  let start = 0
  for (const history of histories) {
    const cells = history.columnIndex(name) < 0 ? [] : cellsOf(history, name)
    for (let row = 0; row < cells.length; row++) stacked[start + row] = cells[row]
    start += history.numRows()
  }
  return stacked
}
