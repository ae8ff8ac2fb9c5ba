import { fileURLToPath } from 'node:url'
import { absolutePaths } from '../reading/mentions.ts'
import type { Scalar, Series, SourceFile, SourceRun } from '../source.ts'
import { STATUSES } from './format.ts'
import type { MetricHistory } from './metricHistory.ts'

/** A run as both of MLflow's stores have it. */
export interface MlflowRun {
  readonly path: string
  readonly id: string
  readonly name: string | undefined
  /** MLflow's word. */
  readonly status: string
  /** Milliseconds since 1970. */
  readonly startTime: number | undefined
  readonly endTime: number | undefined
  readonly artifactUri: string | undefined
  readonly gitCommit: string | undefined
  /** Name of its experiment. */
  readonly experiment: string | undefined
  readonly isDeleted: boolean
  readonly params: ReadonlyMap<string, Scalar>
  /** Those that its user set. */
  readonly tags: ReadonlyMap<string, string>
  readonly metrics: ReadonlyMap<string, MetricHistory>
  readonly files: readonly SourceFile[]
  readonly findings: readonly string[]
}

export function toSourceRun(run: MlflowRun): SourceRun {
  const { path, name, status, startTime, endTime, gitCommit, params, files, findings } = run
  const hasDuration = startTime !== undefined && endTime !== undefined && endTime >= startTime
  return {
    path,
    ...(name && { name }),
    status: STATUSES.get(status) ?? 'unknown',
    statusRaw: status,
    params,
    metrics: buildMetrics(run),
    ...(startTime !== undefined && { startedAt: startTime }),
    ...(hasDuration && { durationS: (endTime - startTime) / 1000 }),
    ...(gitCommit && { gitCommit }),
    ...(run.experiment && { collection: { kind: 'experiment', name: run.experiment } }),
    ...(run.isDeleted && { isDeleted: true }),
    mentions: [
      run.id,
      ...artifactFolder(run.artifactUri),
      ...absolutePaths(params),
      ...absolutePaths(run.tags),
    ],
    files,
    findings,
  }
}

function buildMetrics({ metrics, startTime }: MlflowRun): Map<string, Series> {
  const built = new Map<string, Series>()
  let beside: Series | undefined
  for (const [name, history] of metrics) {
    beside = history.build(startTime, beside)
    built.set(name, beside)
  }
  return built
}

/** The folder of the run's artifacts, where it is one of this or another machine's disk. */
function artifactFolder(uri: string | undefined): string[] {
  if (uri?.startsWith('/')) return [uri]
  if (!uri?.startsWith('file:')) return []
  try {
    return [fileURLToPath(uri)]
  } catch {
    // An address with a host or odd escapes names no folder of this machine.
    return []
  }
}
