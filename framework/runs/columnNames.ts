import { cutOff } from '../text/shorten.ts'
import type { Reading } from './runFiles.ts'

/** Arquero keeps columns in an object, where `__proto__` is not a column. */
const UNUSABLE = /^$|^__proto__$|[\p{Cc}\u2028\u2029]/u
const MAX_LENGTH = 1000
const CANNOT = ' cannot name a column; left out'
const MORE = ' and others'
/** Characters of a note, beyond which no more names are. */
const MAX_NOTED = 120

/** Whether a name can be that of a column. */
export function isColumnName(name: string): boolean {
  return !UNUSABLE.test(name) && name.length <= MAX_LENGTH
}

/**
 * What the histories call the metric of a column of the runs: `val/acc` of `val/acc.best`, `status` of
 * `metric.status`.
 */
export function metricOfColumn(column: string): string {
  return column.replace(/^metric\./, '').replace(/\.best$/, '')
}

/**
 * Whether a name from a run's files can be a column of a table: not empty, without control
 * characters, at most 1000 characters. Those that cannot are noted together, the first of many; their columns are
 * left out.
 */
export function acceptColumnName({ findings }: Reading, source: string, name: string): boolean {
  if (isColumnName(name)) return true
  const quoted = JSON.stringify(cutOff(name))
  const kind = 'unusable-column-name'
  const at = findings.findIndex(
    (each) => each.kind === kind && each.detail.startsWith(`${source}: `),
  )
  const noted = findings[at]?.detail.slice(0, -CANNOT.length)
  if (noted === undefined) findings.push({ kind, detail: `${source}: ${quoted}${CANNOT}` })
  else if (!noted.endsWith(MORE)) {
    const detail = noted.length < MAX_NOTED ? `${noted}, ${quoted}` : `${noted}${MORE}`
    findings[at] = { kind, detail: detail + CANNOT }
  }
  return false
}
