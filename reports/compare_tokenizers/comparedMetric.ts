import { type ColumnTable, testLosses } from 'thesis-report'

const VALIDATION = 'loss.total_best'

export interface ComparedMetric {
  /** The runs with the metric's column. */
  readonly runs: ColumnTable
  readonly metric: string
  readonly remarks: readonly string[]
}

/**
 * What tokenizers are compared by: the test loss at the chosen epoch where every run logged one, else
 * the best validation loss, which was chosen on the data that it is reported on.
 */
export function comparedMetric(
  runs: ColumnTable,
  perEpoch: ReadonlyMap<string, ColumnTable>,
): ComparedMetric {
  const tested = testLosses(runs, perEpoch)
  const total = runs.numRows()
  if (tested.nLogged === total) return { runs: tested.runs, metric: 'test_loss', remarks: [] }
  if (tested.nLogged === 0) return { runs, metric: VALIDATION, remarks: [] }
  const remark =
    `Only ${tested.nLogged} of ${total} runs logged a test loss at their chosen epoch, so that tokenizers ` +
    `are compared by ${VALIDATION}.`
  return { runs, metric: VALIDATION, remarks: [remark] }
}
