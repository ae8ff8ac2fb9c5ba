import type { ColumnTable } from 'arquero'
import { runDirs, texts } from '../../../tables/columns.ts'
import { shorten, withoutCommonStart } from '../../../text/shorten.ts'
import type { LegendSection } from '../../figure.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { INK } from '../../theme.ts'

const MAX_LETTERS = 24

/**
 * A short name for every run: the values of the `label` columns, or the last part of run_dir
 * without what all runs begin with (`job7`).
 */
export function runNames(runs: ColumnTable, label?: string | readonly string[]): string[] {
  if (label === undefined) {
    const names = withoutCommonStart(runDirs(runs).map(lastPart))
    return names.map((name) => shorten(name, MAX_LETTERS))
  }
  const columns = (typeof label === 'string' ? [label] : label).map((column) =>
    column === 'run_dir' ? runNames(runs) : texts(runs, column),
  )
  return Array.from({ length: runs.numRows() }, (_, row) =>
    shorten(columns.map((column) => column[row]).join(', '), MAX_LETTERS),
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

/** Names of at most so many letters, which leave out what all begin with where they are longer. */
export function shortNames(names: readonly string[], maxLetters: number): string[] {
  const isLong = names.some((name) => shorten(name, maxLetters) !== name)
  return (isLong ? withoutCommonStart(names) : names).map((name) => shorten(name, maxLetters))
}
