import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import { hasMethods } from '../../text/checkOptions.ts'
import { nearest } from '../../text/nearest.ts'
import { cells } from '../columns.ts'

export const RUNS = v.custom<ColumnTable>(
  (value) => hasMethods(value, 'columnNames', 'numRows', 'array'),
  'expected a table of runs, as loadRuns returns it',
)
export const PER_EPOCH = v.custom<ReadonlyMap<string, ColumnTable>>(
  (value) => hasMethods(value, 'get'),
  'expected the histories by run_dir, as loadRuns returns them',
)

/** Which every run may have: those without it are told beside the others. */
const USUAL_SPLITS = ['train', 'val', 'test']

/** A split of the histories: of facts one of their rows, of other sources the beginning of a metric's name. */
export function splitOf(perEpoch: ReadonlyMap<string, ColumnTable>) {
  const isSplit = (split: string) =>
    perEpoch.size === 0 ||
    USUAL_SPLITS.includes(split) ||
    Array.from(perEpoch.values()).some(
      (history) =>
        Array.from(cells(history, 'split')).includes(split) ||
        history
          .columnNames()
          .some((name) => name.startsWith(`${split}/`) || name.startsWith(`${split}_`)),
    )
  return v.custom<string>(
    (value) => typeof value === 'string' && isSplit(value),
    ({ input }) => {
      const near = typeof input === 'string' ? nearest(input, USUAL_SPLITS) : undefined
      const meant = near === undefined ? '' : `, perhaps "${near}"`
      return `expected a split that the histories have, such as train, val or test${meant}`
    },
  )
}
