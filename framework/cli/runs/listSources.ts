import type { LoadedRuns } from '../../runs/loadRuns.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { count } from '../../text/counts.ts'
import { printLines } from '../terminal.ts'
import { loadForListing } from './listRuns.ts'

/** Places of one kind that are named before the rest is counted. */
const SHOWN = 5

/**
 * Prints which runs were found, grouped by what wrote them, and what was not read, and why.
 *
 * @param words directories or files of runs, and overrides
 */
export async function listSources(words: readonly string[]): Promise<void> {
  const { loaded } = await loadForListing(words, 'sources', { mayBeEmpty: true })
  printLines(...describeRuns(loaded), ...describeRest(loaded))
}

function describeRuns({ runs }: LoadedRuns): string[] {
  const rows = [...Array(runs.numRows()).keys()]
  const bySource = groupBy(rows, (row) => String(runs.get('source', row)))
  if (rows.length === 0) return ['No runs were found.']
  return [...bySource].flatMap(([source, members]) => {
    const statuses = groupBy(members, (row) => String(runs.get('status', row)))
    const counts = Array.from(statuses, ([status, { length }]) => `${length} ${status}`)
    const shown = members.slice(0, SHOWN).map((row) => `  ${runs.get('run_dir', row)}`)
    const more = members.length > SHOWN ? [`  … and ${members.length - SHOWN} more`] : []
    const head = `${source}: ${count(members.length, 'run')} (${counts.join(', ')})`
    return [head, ...shown, ...more]
  })
}

function describeRest({ skipped, warnings }: LoadedRuns): string[] {
  const unread = warnings
    .filter(({ kind }) => kind === 'unreadable-records' || kind === 'not-searched')
    .flatMap(({ detail, runDirs }) => runDirs.map((place) => ({ place, reason: detail })))
  const left = skipped.map(({ runDir, reason }) => ({ place: runDir, reason }))
  const byReason = groupBy([...left, ...unread], ({ reason }) => reason)
  const lines = [...byReason.values()].flatMap((places) => {
    const shown = places.slice(0, SHOWN).map(({ place, reason }) => `  ${place}: ${reason}`)
    const more = places.length - SHOWN
    return more > 0 ? [...shown, `  … and ${more} more like this`] : shown
  })
  return lines.length === 0 ? [] : ['Not read:', ...lines]
}
