import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Source } from '../sources/source.ts'
import type { SourcedClaim } from './searchTree.ts'

/** Tables with one row per run, which nothing but the user's word tells from other tables. */
const TABLE = /\.(?:csv|tsv|parquet)$/i

/**
 * What sources can read of a file that the user names: as a part of its directory, or else as a
 * table of runs.
 */
export function claimFile(file: string, sources: readonly Source[]): SourcedClaim[] {
  const [directory, name] = [path.dirname(file), path.basename(file)]
  const entries = readdirSync(directory, { withFileTypes: true }).filter(
    (entry) => entry.name === name,
  )
  const claims = sources.flatMap((source) =>
    source.claims({ path: directory, entries }).map((claim) => ({ source, claim })),
  )
  const tables = sources.find((source) => source.name === 'runs_table')
  if (claims.length > 0 || tables === undefined || !TABLE.test(name)) return claims
  return [{ source: tables, claim: { directory, names: [name], isWhole: false } }]
}
