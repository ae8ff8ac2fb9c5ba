import type { ColumnTable } from 'arquero'
import { runDirs, texts } from '../../../tables/columns.ts'
import { withoutCommonStart } from '../../../text/shorten.ts'
import type { LegendSection } from '../../figure.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { shownNames } from '../../parts/shownNames.ts'
import { INK } from '../../theme.ts'

/**
 * A name for every run: the values of the `label` columns, or what the run is called (the column `run`, else
 * the last part of run_dir) without what all runs begin with (`job7`).
 */
export function runNames(runs: ColumnTable, label?: string | readonly string[]): string[] {
  if (label === undefined) return withoutCommonStart(calledNames(runs))
  const columns = (typeof label === 'string' ? [label] : label).map((column) =>
    column === 'run_dir'
      ? withoutCommonStart(runDirs(runs).map(lastPart))
      : valueNames(texts(runs, column)),
  )
  return Array.from({ length: runs.numRows() }, (_, row) =>
    columns.map((column) => column[row]).join(', '),
  )
}

/** The values of a column as figures write them; names are shortened where they are drawn. */
function valueNames(values: readonly string[]): string[] {
  return values.map(shownNames(values, Number.POSITIVE_INFINITY))
}

/** The legend's word on what {@link runNames} are. */
export function labelKey(label?: string | readonly string[]): LegendSection {
  const columns = label === undefined ? ['run'] : typeof label === 'string' ? [label] : label
  const text = `Labels: ${columns.map(columnName).join(', ')}`
  return { title: '', items: [{ text, symbol: 'none', colour: INK.text }] }
}

/** What runs are called; of several with one name, each has the last part of its run_dir beside it. */
function calledNames(runs: ColumnTable): string[] {
  const parts = runDirs(runs).map(lastPart)
  if (runs.columnIndex('run') < 0) return parts
  const names = texts(runs, 'run')
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return names.map((name, row) => (counts.get(name) === 1 ? name : `${name} ${parts[row]}`))
}

function lastPart(runDir: string): string {
  return runDir.split(/[\\/]/).findLast((part) => part !== '') ?? runDir
}
