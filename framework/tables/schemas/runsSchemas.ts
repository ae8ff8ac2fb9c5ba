import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import { hasMethods } from '../../text/checkOptions.ts'

export const RUNS = v.custom<ColumnTable>(
  (value) => hasMethods(value, 'columnNames', 'numRows', 'array'),
  'expected a table of runs, as loadRuns returns it',
)
export const PER_EPOCH = v.custom<ReadonlyMap<string, ColumnTable>>(
  (value) => hasMethods(value, 'get'),
  'expected the histories by run_dir, as loadRuns returns them',
)
