import { posix } from 'node:path'
import type { LoadedRun } from '../../runRecord.ts'
import { HPARAMS_FILE } from '../../sources/lightning/format.ts'
import { mergeRuns } from '../joinRuns.ts'
import { lookalikePairs } from './lookalikes.ts'
import { settingsKey } from './settingsKey.ts'

/**
 * Joins what two of Lightning's loggers recorded of a run into folders of their own: records of two formats that each
 * have an `hparams.yaml` with the same parameters, and that look like one run by their values. Where a third record looks
 * the same, nobody knows which two belong together.
 */
export function joinLoggers(runs: readonly LoadedRun[]): LoadedRun[] {
  const alike = lookalikePairs(runs.filter(mayBeOfLogger)).filter(
    ({ one, other }) =>
      one.sources[0] !== other.sources[0] && settingsKey(one) === settingsKey(other),
  )
  const partners = new Map<LoadedRun, Set<LoadedRun>>()
  for (const { one, other } of alike) {
    for (const [run, partner] of [
      [one, other],
      [other, one],
    ] as const) {
      partners.set(run, (partners.get(run) ?? new Set()).add(partner))
    }
  }
  const partnerOf = (run: LoadedRun) => {
    const [partner, ...others] = partners.get(run) ?? []
    return partner && others.length === 0 && partners.get(partner)?.size === 1 ? partner : undefined
  }
  const joined = new Set<LoadedRun>()
  return runs.flatMap((run) => {
    if (joined.has(run)) return []
    const partner = partnerOf(run)
    if (partner === undefined) return [run]
    joined.add(partner)
    return [merged(run, partner)]
  })
}

function mayBeOfLogger({ isJob, isDeleted, sources, overrides, files }: LoadedRun): boolean {
  const hasFile = files.some(({ name }) => posix.basename(name) === HPARAMS_FILE)
  return !isJob && !isDeleted && sources.length === 1 && overrides.length > 0 && hasFile
}

/** The CSV file, which does not round, comes first. */
function merged(one: LoadedRun, other: LoadedRun): LoadedRun {
  const [first, second] = other.sources[0] === 'lightning' ? [other, one] : [one, other]
  const run = mergeRuns([first, second])
  const detail = `what ${second.sources[0]} recorded has the same ${HPARAMS_FILE} and ends in the same values: both are one run`
  return { ...run, findings: [...run.findings, { kind: 'source-remark', detail }] }
}
