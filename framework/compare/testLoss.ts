import type { ColumnTable } from 'arquero'
import { numbers, runDirs } from '../tables/columns.ts'
import { PER_EPOCH, RUNS } from '../tables/schemas/runsSchemas.ts'
import { withColumn } from '../tables/withColumn.ts'
import { checkArguments } from '../text/checkOptions.ts'
import { CODE } from './comparisonSchemas.ts'

/** Columns of a history that hold the loss of its `test` rows, the first that has one. */
const LOSS_COLUMNS = ['test_loss', 'val_loss']

export interface TestLosses {
  /** The runs with a column `test_loss`, null where a run logged none. */
  readonly runs: ColumnTable
  /** How many of them logged one. */
  readonly nLogged: number
}

/**
 * The loss on the test split at each run's chosen epoch, that of its best validation loss: what runs
 * should be compared by, since the best validation loss was chosen on the data that it is reported
 * on. A run has one where its history has a row of the split `test` at that epoch.
 */
export function testLosses(
  runs: ColumnTable,
  perEpoch: ReadonlyMap<string, ColumnTable>,
): TestLosses {
  const schemas = { runs: RUNS, perEpoch: PER_EPOCH }
  checkArguments(CODE, 'testLosses', { runs, perEpoch }, schemas)
  const best = numbers(runs, 'best_epoch')
  const losses = runDirs(runs).map((runDir, row) => {
    const history = perEpoch.get(runDir)
    return history === undefined ? null : lossAt(history, best[row] as number)
  })
  return {
    runs: withColumn(runs, 'test_loss', (_, row) => losses[row] ?? null),
    nLogged: losses.filter((loss) => loss !== null).length,
  }
}

function lossAt(history: ColumnTable, epoch: number): number | null {
  if (history.columnIndex('split') < 0) return null
  const splits = Array.from(history.array('split') as ArrayLike<unknown>)
  const epochs = numbers(history, 'epoch')
  // Of a resumed run the later row counts.
  const row = splits.findLastIndex((split, i) => split === 'test' && epochs[i] === epoch)
  if (row < 0) return null
  const logged = LOSS_COLUMNS.map((column) => numbers(history, column)[row] as number)
  return logged.find((loss) => !Number.isNaN(loss)) ?? null
}
