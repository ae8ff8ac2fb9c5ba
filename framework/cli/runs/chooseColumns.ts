import type { ColumnTable } from 'arquero'
import { ReportError } from '../../errors.ts'
import { changedColumns } from '../../tables/changedColumns.ts'
import { columnNotes } from '../../tables/columnAliases.ts'
import { escapeRegExp } from '../../text/escapeRegExp.ts'
import { nearest } from '../../text/nearest.ts'
import { starPattern } from '../../text/starPattern.ts'
import type { RunsOptions } from '../options.ts'

/**
 * The columns that the options ask for, in the order of the table, or of `--columns`. People see the
 * short name of a run instead of its path.
 *
 * @param runs those that the table is about: what differs between them has changed
 * @throws {ReportError} USAGE for a pattern that no column matches
 */
export function chooseColumns(
  table: ColumnTable,
  runs: ColumnTable,
  { columns, hide, onlyChanged, csv, json, parquet }: RunsOptions,
): string[] {
  const names = table.columnNames()
  const known: KnownColumns = { names, aliases: [...(columnNotes(runs)?.aliases ?? [])] }
  const isForPeople = !csv && !json && parquet === undefined
  const hidden = new Set(hide === undefined ? [] : matchingEach(hide, known, '--hide'))
  if (columns === undefined && isForPeople && names.includes('run')) hidden.add('run_dir')
  const wanted =
    columns !== undefined
      ? matchingEach(columns, known, '--columns')
      : isForPeople
        ? forPeople(names)
        : names
  const kept = wanted.filter((name) => !hidden.has(name))
  if (!onlyChanged) return kept
  const changed = new Set([isForPeople ? 'run' : 'run_dir', ...changedColumns(runs)])
  // It differs wherever a parameter does, and tells people nothing.
  if (isForPeople && columns === undefined) changed.delete('config_sha1')
  return kept.filter((name) => changed.has(name))
}

/** The run first; where and when it was made last. */
function forPeople(names: readonly string[]): string[] {
  const place = (name: string) => (name === 'run' ? 0 : PROVENANCE.has(name) ? 2 : 1)
  return names.toSorted((a, b) => place(a) - place(b))
}

const PROVENANCE = new Set(['config_sha1', 'git_commit', 'started_at', 'duration_s', 'source'])

interface KnownColumns {
  readonly names: readonly string[]
  /** Other names of columns: the keys of parameters, and the ends of keys. */
  readonly aliases: readonly (readonly [alias: string, column: string])[]
}

/** The names that patterns stand for, each once. */
function matchingEach(patterns: string, known: KnownColumns, option: string): string[] {
  const found = patterns.split(',').flatMap((pattern) => matching(pattern, known, option))
  return [...new Set(found)]
}

/**
 * The names that a pattern stands for; `*` is any text. A pattern with a `*`, `.` or `/` means the
 * keys of parameters too, others only where no column has such a name.
 */
function matching(pattern: string, { names, aliases }: KnownColumns, option: string): string[] {
  const text = pattern.trim()
  const matches = starPattern(text.split('*').map(escapeRegExp))
  const named = names.filter(matches)
  const byKey = new Set(aliases.flatMap(([alias, name]) => (matches(alias) ? [name] : [])))
  const meansKeys = named.length === 0 || /[.*/]/.test(text)
  const found = meansKeys ? names.filter((name) => named.includes(name) || byKey.has(name)) : named
  // Hiding a column that only some tables have is not a mistake in the others.
  const mayBeNone = option === '--hide' && (text.includes('*') || PROVENANCE.has(text))
  if (found.length > 0 || mayBeNone) return found
  const near = nearest(text, names)
  const hint = near === undefined ? `Use one of: ${names.join(', ')}.` : `Did you mean ${near}?`
  throw new ReportError('USAGE', `${option} ${text}: the runs have no such column. ${hint}`)
}
