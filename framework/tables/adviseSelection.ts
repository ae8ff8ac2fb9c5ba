import { advisedOverride } from '../config/overrides/writeOverride.ts'
import { checkArguments, TEXT } from '../text/checkOptions.ts'
import { cellValue } from './valueKey.ts'

/** Keys that stand in an override as they are; others have a meaning there: `/` and `@` name groups. */
const PLAIN_KEY = /^[\w.-]+$/

/**
 * `inputs.select.<column>=<value>` for a message that advises it, ready to be copied into a shell: it
 * selects the runs that have this value in the column, those that have none where it is null.
 */
export function adviseSelection(column: string, cell: unknown): string {
  checkArguments('OPTION_INVALID', 'adviseSelection', { column }, { column: TEXT })
  const value = cellValue(cell)
  // null alone would not filter.
  const wanted = value === null ? [null] : value
  return PLAIN_KEY.test(column)
    ? advisedOverride(`inputs.select.${column}`, wanted)
    : advisedOverride('inputs.select', { [column]: wanted })
}
