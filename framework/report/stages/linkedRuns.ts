import type { ColumnTable } from 'arquero'
import { texts } from '../../tables/columns.ts'
import { count } from '../../text/counts.ts'
import { NULL_NAME } from '../../text/names/valueName.ts'
import type { ReportConfig } from '../config/reportConfig.ts'

/**
 * The runs that get a line of `report_pointer.txt`. `auto` takes those with facts, whose trainer expects it;
 * a record in a file has no place for one.
 */
export function linkedRuns(
  runs: ColumnTable,
  backLinks: ReportConfig['outputs']['back_links'],
): readonly string[] {
  const runDirs = [...(runs.array('run_dir') as Iterable<string>)]
  if (backLinks !== 'auto') return backLinks ? runDirs.filter((dir) => !dir.includes('#')) : []
  const sources = texts(runs, 'source')
  // A table that a report made itself may lack the column: its runs have facts.
  const hasFacts = (source = NULL_NAME) => source === NULL_NAME || source.startsWith('facts')
  return runDirs.filter((_, row) => hasFacts(sources[row]))
}

/** One sentence, however many runs it is about: they usually lie on the same disk. */
export function backLinkWarnings(
  unlinked: readonly { runDir: string; reason: string }[],
): string[] {
  const [first] = unlinked
  if (!first) return []
  const others = unlinked.length - 1
  const more = others > 0 ? `, nor in ${count(others, 'other run')}` : ''
  return [`${first.runDir}: report_pointer.txt could not be written${more} (${first.reason}).`]
}
