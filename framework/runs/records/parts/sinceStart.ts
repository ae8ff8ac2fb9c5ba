import type { Series, SourceRun } from '../../sources/source.ts'

/** A record of a run with its times counted from the start of the run, which is that of another record. */
export function sinceStartOf({ startedAt }: SourceRun, part: SourceRun): SourceRun {
  if (startedAt === undefined || part.startedAt === undefined) return part
  const laterS = (part.startedAt - startedAt) / 1000
  const moved = (series: Series): Series => {
    const { timeS } = series
    return timeS === undefined ? series : { ...series, timeS: timeS.map((time) => time + laterS) }
  }
  const metrics = new Map(
    Array.from(part.metrics, ([name, series]) => [name, moved(series)] as const),
  )
  return { ...part, metrics }
}
