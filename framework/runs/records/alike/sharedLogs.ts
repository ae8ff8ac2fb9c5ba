import { posix } from 'node:path'
import { listSome } from '../../../text/lists.ts'
import type { LoadedRun, SkippedRun } from '../../runRecord.ts'
import { belowPath, isWithin } from '../../search/runPath.ts'
import { LOG_FOLDERS, SEARCH } from '../../sources/huggingface/format.ts'
import { seriesOf } from '../metrics/wideTable.ts'

/** One value may be the same by chance. */
const MIN_POINTS = 2

/**
 * Event files that all trials of a Hugging Face search share: the Trainer gives each trial a folder for its
 * checkpoints, but its loggers keep writing into one folder of the search. Taken for a run, they would count the
 * trials a second time, mixed.
 */
export function findSharedLogs(runs: readonly LoadedRun[]): SkippedRun[] {
  const trials = runs.filter(isTrial)
  return runs.flatMap(({ runDir, sources, epochs }): SkippedRun[] => {
    if (trials.length === 0 || sources.join() !== 'tensorboard') return []
    const beside = trials.filter((trial) => isInLogs(runDir, posix.dirname(trial.runDir)))
    if (beside.length === 0) return []
    const logged = pointsOf(epochs)
    const own = beside.filter((trial) => {
      // An Optuna study has metrics of its own.
      const both = [...pointsOf(trial.epochs)].filter(([name]) => logged.has(name))
      const shared = both.flatMap(([, points]) => [...points])
      const isLogged = ([name, points]: (typeof both)[number]) =>
        [...points].every((point) => logged.get(name)?.has(point))
      return shared.length >= MIN_POINTS && both.every(isLogged)
    })
    if (own.length === 0) return []
    const names = listSome(own.map((trial) => posix.basename(trial.runDir)))
    const reason = `it holds what the trials of a search recorded themselves (${names}): the Trainer writes the events of all of them into one folder`
    return [{ runDir, reason }]
  })
}

function isTrial({ sources, row }: LoadedRun): boolean {
  const sampler = row.find(([column]) => column === 'sampler')?.[1]
  return sources.includes('huggingface') && sampler === SEARCH
}

function isInLogs(runDir: string, folder: string): boolean {
  return [...LOG_FOLDERS.names].some((name) => isWithin(runDir, belowPath(folder, name)))
}

/** By metric steps and fractions, as event files have them, which round. */
function pointsOf(epochs: LoadedRun['epochs']): ReadonlyMap<string, ReadonlySet<string>> {
  const ownName = LOG_FOLDERS.ownName ?? ((name: string) => name)
  return new Map(
    Array.from(seriesOf(epochs), ([name, { step, value }]) => [
      ownName(name),
      new Set(
        Array.from(value, (each, at) => ({ each, at: step[at] }))
          .filter(({ each }) => !Number.isInteger(each))
          .map(({ each, at }) => `${at} ${Math.fround(each)}`),
      ),
    ]),
  )
}
