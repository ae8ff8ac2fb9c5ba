import path from 'node:path'
import { cutOff } from '../../text/shorten.ts'
import { acceptColumnName } from '../columnNames.ts'
import { type HydraFiles, readHydraFiles } from '../hydra/hydraFiles.ts'
import { dataSection, placesOf, samplerOf, savedValues, statedGoals } from '../hydra/hydraJob.ts'
import { failureAtEnd, readLogEnd } from '../hydra/logEnd.ts'
import { readOverrides } from '../parameters/overrides.ts'
import { describeSkip } from '../reasons.ts'
import type { Reading } from '../runFiles.ts'
import type {
  Cell,
  Finding,
  LoadedRun,
  RunOverride,
  RunResult,
  SkippedRun,
  UnusableRun,
} from '../runRecord.ts'
import type { FoundJob } from '../search/foundJob.ts'
import { type AssembledRun, isPath, paramCells, runIdOf } from './assembledRun.ts'
import { assembleJob, assembleRecords } from './assembleJob.ts'
import { differingParams, paramsOfRun } from './differingParams.ts'
import { summariseMetric } from './metrics/metricRecord.ts'
import { oddValues, repeatedSteps } from './metrics/oddValues.ts'
import { wideTable } from './metrics/wideTable.ts'
import { keysOfRecords, withOwnParams } from './ownParams.ts'
import { readRecords } from './readRecords.ts'

/**
 * Reads what sources claim of a job. Whatever its files hold, the answer is a run or several, or the
 * reasons why there is none.
 */
export async function readJob(job: FoundJob): Promise<RunResult[]> {
  const { directory } = job
  const reading: Reading = { runDir: directory, files: [], findings: [] }
  let hydra: HydraFiles | undefined
  try {
    hydra = job.hasHydra ? readHydraFiles(reading) : undefined
  } catch (error) {
    return [{ status: 'skipped', reason: describeSkip(error), directory, ...reading }]
  }
  const { records, failed } = await readRecords(job)
  if (!hydra) {
    const { runs, earlier } = assembleRecords(directory, records)
    return [
      ...runs.map((run) => toLoaded(run, { job, reading })),
      ...leftOut(job, earlier),
      ...failed,
    ]
  }
  const { runs, earlier } =
    records.length > 0
      ? assembleJob(directory, records)
      : { runs: [withoutRecords(job)], earlier: [] }
  for (const { runDir, reason } of failed) {
    const place = path.posix.relative(directory, runDir)
    const detail = place === '' ? reason : `${place}: ${reason}`
    reading.findings.push({ kind: 'unreadable-records', detail })
  }
  const ownKeys = keysOfRecords(runs)
  return [
    ...runs.map((run) => toLoaded(run, { job, reading, hydra, ownKeys })),
    ...leftOut(job, earlier),
  ]
}

function leftOut({ directory }: FoundJob, earlier: readonly SkippedRun[]): UnusableRun[] {
  return earlier.map((each) => {
    return { status: 'skipped', ...each, isReadable: true, directory, files: [], findings: [] }
  })
}

function withoutRecords({ directory }: FoundJob): AssembledRun {
  return {
    path: directory,
    sources: ['hydra'],
    status: 'unknown',
    params: new Map(),
    metrics: new Map(),
    goals: new Map(),
    isDeleted: false,
    mentions: [],
    files: [],
    findings: [],
  }
}

/** A log is no word on how a run ended, which only formats have; it is told what it ends in. */
function failuresInLogs({ directory, logs }: FoundJob, own: Reading): Finding[] {
  return logs.flatMap((name): Finding[] => {
    try {
      const failure = failureAtEnd(readLogEnd({ runDir: directory, files: own.files }, name))
      if (failure === undefined) return []
      const detail = `${name} ends in ${cutOff(failure)}; no other file says how the run ended, so that it counts (inputs.exclude leaves it out)`
      return [{ kind: 'log-ends-in-error', detail }]
    } catch (error) {
      return [{ kind: 'source-remark', detail: `${name}: ${describeSkip(error)}` }]
    }
  })
}

const NO_PARAMS = { overrides: [], saved: [] }

interface Origin {
  readonly job: FoundJob
  readonly reading: Reading
  readonly hydra?: HydraFiles
  /** The parameters in which the records of the job differ. */
  readonly ownKeys?: ReadonlySet<string>
}

function toLoaded(
  run: AssembledRun,
  { job, reading, hydra, ownKeys = new Set() }: Origin,
): LoadedRun {
  const own: Reading = {
    runDir: run.part === undefined ? run.path : `${job.directory}/${run.part}`,
    files: [...reading.files],
    findings: [...reading.findings],
  }
  for (const detail of run.findings) own.findings.push({ kind: 'source-remark', detail })
  for (const { path: name, ...stat } of run.files) own.files.push({ name, ...stat })
  if (run.status === 'unknown') own.findings.push(...failuresInLogs(job, own))
  const goals = hydra ? new Map([...run.goals, ...statedGoals(hydra)]) : run.goals
  const metrics = new Map(
    [...run.metrics].filter(([name]) => acceptColumnName(own, run.sources[0] ?? '', name)),
  )
  own.findings.push(...oddValues(metrics), ...repeatedSteps(metrics))
  const ofHydra = hydra && { overrides: readOverrides(own, hydra), saved: savedValues(own, hydra) }
  const { changed, ...hydras } = withOwnParams(ofHydra ?? NO_PARAMS, run, ownKeys)
  const params = {
    isJob: hydra !== undefined,
    sources: run.sources,
    ...(hydra ? hydras : { overrides: paramsOf(own, run), saved: [] }),
  }
  if (changed.length > 0) {
    const detail = `several trainings wrote into the folder of this job, and .hydra is of the last; where their records differ (${changed.join(', ')}), each has its own parameters`
    own.findings.push({ kind: 'source-remark', detail })
  }
  if (hydra && run.params.size > 0) {
    const recorded = { source: run.sources.join(' or '), params: paramCells(run) }
    const detail = differingParams(paramsOfRun(params), recorded)
    if (detail !== undefined) own.findings.push({ kind: 'source-remark', detail })
  }
  return {
    status: 'loaded',
    ...params,
    ended: run.status,
    name: run.name ?? null,
    row: rowOf(run, hydra, changed.length === 0),
    metrics: Array.from(metrics, ([name, series]) =>
      summariseMetric(name, series, goals.get(name)),
    ),
    epochs: wideTable(metrics),
    dataSection:
      hydra && !changed.some((key) => key.startsWith('data.')) ? dataSection(hydra) : null,
    runId: runIdOf(run) ?? null,
    places: hydra ? placesOf(job.directory, hydra) : [],
    mentions: run.mentions.filter(isPath),
    collection: hydra ? null : (run.collection ?? null),
    isDeleted: run.isDeleted,
    directory: job.directory,
    ...own,
  }
}

/** @param isOwn whether the config that Hydra saved is that of the run */
function rowOf(run: AssembledRun, hydra: HydraFiles | undefined, isOwn: boolean): [string, Cell][] {
  const started = run.startedAt === undefined ? null : isoTime(run.startedAt)
  const sampler = run.sampler ?? (hydra ? samplerOf(hydra) : null)
  return [
    ['started_at', started],
    ['duration_s', run.durationS ?? null],
    ['dataset_name', run.dataset ?? null],
    ['git_commit', run.gitCommit ?? null],
    ...(hydra ? [['config_sha1', isOwn ? hydra.configSha1 : null] as [string, Cell]] : []),
    ...(sampler === null ? [] : [['sampler', sampler] as [string, Cell]]),
    ...(run.part === undefined ? [] : [['part', run.part] as [string, Cell]]),
  ]
}

/** ISO 8601 in UTC; null for a time that no calendar has. */
function isoTime(milliseconds: number): string | null {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

function paramsOf(own: Reading, run: AssembledRun): RunOverride[] {
  return paramCells(run)
    .filter(([key]) => acceptColumnName(own, run.sources[0] ?? '', key))
    .map(([key, value]) => ({ key, value }))
}
