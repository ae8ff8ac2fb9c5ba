import { type ColumnTable, from } from 'arquero'
import type { CutSummary } from '../../inference/scores/cutSummary.ts'

type Row = Readonly<Record<string, string | number | null>>

/** What cuts on a model's score are worth in one task, such as `signal against background`. */
export interface TaskCuts {
  readonly run_id: string
  readonly task: string
  readonly cuts: CutSummary
}

/** A row for each rejection, signal efficiency and largest significance improvement of each model and task. */
export function cutsTable(tasks: readonly TaskCuts[]): ColumnTable {
  return from(
    tasks.flatMap(({ run_id, task, cuts: { rejection, signal, max_significance } }) => {
      const row = (what: string, cut: Row): Row => ({ run_id, task, what, ...NO_CUT, ...cut })
      return [
        ...rejection.map(({ rejection: value, rejection_ci, ...cut }) =>
          row('rejection', { ...cut, ...valueWith(value, rejection_ci) }),
        ),
        ...signal.map(({ signal_efficiency_ci, ...cut }) =>
          row('signal_efficiency', {
            ...cut,
            ...valueWith(cut.signal_efficiency, signal_efficiency_ci),
          }),
        ),
        ...(max_significance === null
          ? []
          : [
              row('max_significance', {
                signal_efficiency: max_significance.signal_efficiency,
                // The best of 100 cuts on the same events: the interval of that cut is not one of the maximum.
                value: max_significance.value,
              }),
            ]),
      ]
    }),
  )
}

/** The columns of a cut, in their order, without values. */
const NO_CUT: Row = {
  signal_efficiency: null,
  background_efficiency: null,
  value: null,
  low: null,
  high: null,
  n_left: null,
  reason: null,
}

function valueWith(value: number | null, interval: readonly (number | null)[] | null): Row {
  return { value, low: interval?.[0] ?? null, high: interval?.[1] ?? null }
}
