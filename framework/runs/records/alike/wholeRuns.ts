import { posix } from 'node:path'
import { groupBy } from '../../../tables/groupBy.ts'
import type { LoadedRun, SkippedRun } from '../../runRecord.ts'
import { VERSION_FOLDER } from '../../sources/lightning/format.ts'
import { copyOf } from '../sameId/copies.ts'
import { findRepeats } from '../sameId/repeatedRuns.ts'
import { joinContinuations } from './joinContinuations.ts'
import { joinLoggers } from './joinLoggers.ts'
import { findSharedLogs } from './sharedLogs.ts'

/**
 * Runs, each once and whole: without those that are the same as another in their settings and in everything that they
 * measured, and with the records of a resumed training, and those of two loggers, joined. Of several copies the one
 * counts that a later record continues: that record lies beside its predecessor, whereas a copy may lie anywhere under
 * any name. Copies that lie beside each other are reduced to one before, since the same record would continue each.
 */
export function wholeRuns(all: readonly LoadedRun[]): {
  readonly runs: LoadedRun[]
  readonly copies: SkippedRun[]
} {
  const repeats = findRepeats(all)
  /** Copy -> the run that counts. */
  const originals = new Map<LoadedRun, LoadedRun>()
  for (const group of repeats) {
    for (const beside of groupBy(group, ({ runDir }) => posix.dirname(runDir)).values()) {
      setAside(namedByLogger(beside), originals)
    }
  }
  const { runs, joined } = joinContinuations(all.filter((run) => !originals.has(run)))
  for (const group of repeats) {
    const different = group.filter((run) => !originals.has(run))
    const continued = different.filter((run) => joined.has(run))
    const alone = different.filter((run) => !joined.has(run))
    setAside([...continued.slice(0, 1), ...alone], originals)
  }
  const places = new Set([...originals.keys()].map(({ runDir }) => runDir))
  const once = runs.filter(({ runDir }) => !places.has(runDir))
  for (const group of findRepeats(once)) setAside(group, originals)
  const different = joinLoggers(once.filter((run) => !originals.has(run)))
  const shared = findSharedLogs(different)
  const areShared = new Set(shared.map(({ runDir }) => runDir))
  return {
    runs: different.filter(({ runDir }) => !areShared.has(runDir)),
    copies: [...Array.from(originals.keys(), (run) => tellCopy(run, originals)), ...shared],
  }
}

/** The first of several that are the same counts. */
function setAside(
  [original, ...copies]: readonly LoadedRun[],
  originals: Map<LoadedRun, LoadedRun>,
): void {
  if (original === undefined) return
  for (const copy of copies) originals.set(copy, original)
}

/** Copies beside each other, those first that have the name that a logger gives. */
function namedByLogger(group: readonly LoadedRun[]): LoadedRun[] {
  const isNamed = ({ runDir }: LoadedRun) => VERSION_FOLDER.test(posix.basename(runDir))
  return group.toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a)))
}

function tellCopy(run: LoadedRun, originals: ReadonlyMap<LoadedRun, LoadedRun>): SkippedRun {
  let original = run
  for (let next = originals.get(run); next !== undefined; next = originals.get(next)) {
    original = next
  }
  return copyOf(
    original,
    run,
    ', or the same training done again: its settings and all of its values are the same',
  )
}
