import type { ColumnTable } from 'arquero'
import { runDirs, texts } from '../../../tables/columns.ts'
import { withoutCommonStart } from '../../../text/shorten.ts'
import type { LegendSection } from '../../figure.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { INK } from '../../theme.ts'

/**
 * A name for every run: the values of the `label` columns, or the last part of run_dir without what
 * all runs begin with (`job7`).
 */
export function runNames(runs: ColumnTable, label?: string | readonly string[]): string[] {
  if (label === undefined) {
    return withoutCommonStart(runDirs(runs).map(lastPart))
  }
  const columns = (typeof label === 'string' ? [label] : label).map((column) =>
    column === 'run_dir' ? runNames(runs) : texts(runs, column),
  )
  return Array.from({ length: runs.numRows() }, (_, row) =>
    columns.map((column) => column[row]).join(', '),
  )
}

/** The legend's word on what {@link runNames} are. */
export function labelKey(label?: string | readonly string[]): LegendSection {
  const columns = label === undefined ? ['run_dir'] : typeof label === 'string' ? [label] : label
  const text = `Labels: ${columns.map(columnName).join(', ')}`
  return { title: '', items: [{ text, symbol: 'none', colour: INK.text }] }
}

function lastPart(runDir: string): string {
  return runDir.split(/[\\/]/).findLast((part) => part !== '') ?? runDir
}
