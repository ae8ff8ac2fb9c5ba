import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Source } from '../sources/source.ts'
import { claimDirectory } from './claimDirectory.ts'

/** Whether a file may be a table with one row per run, which the user's word, or its header, tells from others. */
export function mayBeTable(name: string): boolean {
  return /\.(?:csv|tsv|parquet)$/i.test(name)
}

/**
 * What sources can read of a file that the user names: as a part of its directory, or else as a
 * table of runs.
 */
export function claimFile(file: string, sources: readonly Source[]) {
  const [directory, name] = [path.dirname(file), path.basename(file)]
  const entries = readdirSync(directory, { withFileTypes: true }).filter(
    (entry) => entry.name === name,
  )
  const { claims, failed } = claimDirectory({ path: directory, entries }, sources)
  const tables = sources.find((source) => source.name === 'runs_table')
  if (claims.length > 0 || tables === undefined || !mayBeTable(name)) return { claims, failed }
  const table = { directory, names: [name], isWhole: false }
  return { claims: [{ source: tables, claim: table }], failed }
}
