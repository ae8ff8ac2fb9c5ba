import type { ColumnTable } from 'arquero'
import { columnNotes } from '../../tables/columnAliases.ts'
import { listInWords } from '../../text/lists.ts'

/** Why runs have no parameter by which they could be compared: none differs, or their files record none. */
export function whyNoneDiffers(runs: ColumnTable): string {
  if (columnNotes(runs)?.recordsNone !== true) return 'no parameter differs between the runs'
  const sources = new Set(
    runs.columnIndex('source') < 0
      ? []
      : Array.from(runs.array('source') as Iterable<unknown>, String).flatMap((each) =>
          each.split(', '),
        ),
  )
  const files = sources.size === 0 ? 'the files' : `the files (${listInWords([...sources], 3)})`
  return (
    `${files} of the runs record no parameters, so that nobody knows in what they differ. A run_record.json in the ` +
    'folder of each run gives them, as {"record": 1, "params": {"lr": 0.1, "seed": 0}} (docs/sources.md#record)'
  )
}
