import type { ColumnTable } from 'arquero'
import { ReportError } from '../../errors.ts'
import { changedColumns } from '../../tables/changedColumns.ts'
import { escapeRegExp } from '../../text/escapeRegExp.ts'
import { nearest } from '../../text/nearest.ts'
import type { RunsOptions } from '../program.ts'

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
  const isForPeople = !csv && !json && parquet === undefined
  const hidden = new Set(hide === undefined ? [] : matchingEach(hide, names, '--hide'))
  if (columns === undefined && isForPeople && names.includes('run')) hidden.add('run_dir')
  const wanted =
    columns !== undefined
      ? matchingEach(columns, names, '--columns')
      : isForPeople
        ? forPeople(names)
        : names
  const kept = wanted.filter((name) => !hidden.has(name))
  if (!onlyChanged) return kept
  const changed = new Set([isForPeople ? 'run' : 'run_dir', ...changedColumns(runs)])
  return kept.filter((name) => changed.has(name))
}

/** The run first; where and when it was made last. */
function forPeople(names: readonly string[]): string[] {
  const place = (name: string) => (name === 'run' ? 0 : PROVENANCE.has(name) ? 2 : 1)
  return names.toSorted((a, b) => place(a) - place(b))
}

const PROVENANCE = new Set(['config_sha1', 'git_commit', 'started_at', 'duration_s', 'source'])

/** The names that patterns stand for, each once. */
function matchingEach(patterns: string, names: readonly string[], option: string): string[] {
  const found = patterns.split(',').flatMap((pattern) => matching(pattern, names, option))
  return [...new Set(found)]
}

/** The names that a pattern stands for; `*` is any text. */
function matching(pattern: string, names: readonly string[], option: string): string[] {
  const text = pattern.trim()
  const parts = text.split('*').map(escapeRegExp)
  const matcher = new RegExp(`^${parts.join('.*')}$`, 's')
  const found = names.filter((name) => matcher.test(name))
  // To hide what may be there is no mistake where it is not.
  const mayBeNone = option === '--hide' && text.includes('*')
  if (found.length > 0 || mayBeNone) return found
  const near = nearest(text, names)
  const hint = near === undefined ? `Use one of: ${names.join(', ')}.` : `Did you mean ${near}?`
  throw new ReportError('USAGE', `${option} ${text}: the runs have no such column. ${hint}`)
}
