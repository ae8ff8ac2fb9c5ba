import { types } from 'node:util'
import { ReportError } from '../../errors.ts'
import { cutOff } from '../../text/shorten.ts'
import { describeValue } from '../spec/describeValue.ts'

/** What arquero says of a column that a table lacks, where it looks for it at all. */
const NO_COLUMN = /^(?:Invalid column reference|Unrecognized column)/
/** Else it fails in the method that reads the column, a few frames deep. */
const IN_TABLE =
  /^TypeError: [^\n]*(?:\n\s+at [^\n]*){0,2}\n\s+at ColumnTable\.(?:get|array|values|getter)\b/

/**
 * What a part of a report threw, as it is told: what is no Error would tell neither where nor why, and
 * arquero does not say that a column is missing.
 *
 * @param part such as `plot loss`
 */
export function thrownByHook(thrown: unknown, part: string): Error {
  if (!isError(thrown)) {
    const what = typeof thrown === 'string' ? `the text "${cutOff(thrown)}"` : describeValue(thrown)
    return new ReportError(
      'HOOK_RESULT',
      `${part} threw ${what}, which is no error and does not say where it comes from. ` +
        "Throw or reject with new Error('…').",
    )
  }
  if (NO_COLUMN.test(thrown.message) || IN_TABLE.test(thrown.stack ?? '')) {
    thrown.message =
      'A table was asked for a column that it does not have; its columnNames() lists those that there are. ' +
      `(arquero: ${thrown.message})`
  }
  return thrown
}

/** Of another realm too: Vitest may run a report in a context of its own. */
function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || types.isNativeError(thrown)
}
