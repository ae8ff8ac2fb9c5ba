import { belowPath, isWithin } from '../../search/runPath.ts'
import type { Source, SourceRun } from '../../sources/source.ts'
import type { SourcedRun } from '../assembledRun.ts'
import { lastOf } from '../metrics/metricRecord.ts'

/**
 * A run and what other loggers recorded of it in one of its folders for logs, the run first; undefined where
 * there is nothing of the kind. Where people choose the folder, also the one of the run itself, it is only
 * the single record there, and only if it ends in a value that the run ends in.
 *
 * @param directory of the run
 */
export function withLogs(
  directory: string,
  records: readonly SourcedRun[],
): readonly [SourcedRun, ...SourcedRun[]] | undefined {
  for (const owner of records) {
    const { logs } = owner.source
    if (logs === undefined) continue
    const others = records.filter((record) => record !== owner)
    const beside = others.filter(({ run }) => run.path === owner.run.path)
    const below = others.filter(
      (record) => !beside.includes(record) && isLog(record, directory, logs),
    )
    const own = logs.areOwn ? below : onlyOfRun(owner, below)
    if (own.length > 0) return [owner, ...beside, ...own]
  }
  return undefined
}

function isLog(
  { source, run }: SourcedRun,
  directory: string,
  { names, areOwn }: NonNullable<Source['logs']>,
): boolean {
  if (!areOwn && (source.logs !== undefined || source.isGeneric)) return false
  const isBelow = [...names].some((name) => isWithin(run.path, belowPath(directory, name)))
  return isBelow || (!areOwn && run.path === directory)
}

function onlyOfRun({ run }: SourcedRun, logs: readonly SourcedRun[]): readonly SourcedRun[] {
  const [only] = logs
  return logs.length === 1 && only !== undefined && endAlike(run, only.run) ? logs : []
}

/** Whether a metric of each ends in the same fraction, which TensorBoard rounds to float32. */
function endAlike(one: SourceRun, other: SourceRun): boolean {
  const ends = new Set(lastFractions(one))
  return lastFractions(other).some((value) => ends.has(value))
}

function lastFractions({ metrics }: SourceRun): number[] {
  return [...metrics.values()].flatMap((series) => {
    const last = lastOf(series)
    const isFraction = last !== undefined && Number.isFinite(last) && !Number.isInteger(last)
    return isFraction ? [Math.fround(last)] : []
  })
}
