import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { compiledFile } from '../../compiledFile.ts'
import { watchCores } from '../../files/machine/idleCores.ts'
import { decodeRuns } from '../cache/runsCodec.ts'
import type { ReadRunOptions } from '../readRun.ts'
import { readWholeJob } from '../records/readWholeJob.ts'
import type { RunResult } from '../runRecord.ts'
import type { FoundJob } from '../search/foundJob.ts'
import { ALL_SOURCES } from '../sources/allSources.ts'
import type { Claim } from '../sources/source.ts'

/** `threadBytes`: its heap, and the runs on their way between threads. */
const SHARING = { workerStartMs: 200, maxWorkers: 3, threadBytes: 250e6 }
/** Jobs that a thread takes at a time. */
const JOBS_PER_TURN = 8

/** A job as a message between threads: its sources by name. */
export interface JobMessage extends Omit<FoundJob, 'claims'> {
  readonly claims: readonly { readonly source: string; readonly claim: Claim }[]
}

/** What a worker is started with. */
export interface WorkerTask {
  readonly jobs: readonly JobMessage[]
  readonly options: ReadRunOptions
  /** The number of the next job that no thread has taken, shared by all. */
  readonly next: Int32Array<SharedArrayBuffer>
}

/** The runs of some jobs. */
export interface Turn {
  readonly directories: readonly string[]
  readonly results: readonly RunResult[]
}

/** A turn as a worker sends it. */
export interface TurnMessage {
  readonly directories: readonly string[]
  /** The results as `encodeRuns` writes them. */
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * Reads the runs of jobs, on all cores that are idle where that pays, by the jobs' directories.
 *
 * @param jobs claimed by the sources of this package, which each thread has
 * @param workers how many worker threads share the work; by default that is measured
 * @param onRead told how many jobs are read, now and then
 */
export async function readInParallel(
  jobs: readonly FoundJob[],
  options: ReadRunOptions,
  workers?: number,
  onRead: (jobs: number) => void = () => {},
): Promise<Map<string, RunResult[]>> {
  const results = new Map<string, RunResult[]>()
  let started: readonly StartedWorker[] = []
  const keep = (turn: Turn) => {
    for (const directory of turn.directories) results.set(directory, [])
    for (const result of turn.results) results.get(result.directory)?.push(result)
    onRead(results.size)
    // One that comes too late for any run is not waited for.
    if (results.size === jobs.length) for (const { worker } of started) void worker.terminate()
  }
  const task: WorkerTask = {
    jobs: jobs.map((job) => ({
      ...job,
      claims: job.claims.map(({ source, claim }) => ({ source: source.name, claim })),
    })),
    options,
    next: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
  }
  const start = performance.now()
  const worthwhileWorkers = watchCores(SHARING)
  started = startWorkers(task, workers ?? 0, keep)
  for await (const turn of readTurns(task)) {
    keep(turn)
    // Files are read in one go each; between them, Ctrl-C is heard.
    await setImmediate()
    if (workers === undefined && started.length === 0) {
      const msPerJob = (performance.now() - start) / results.size
      const count = worthwhileWorkers(msPerJob * (jobs.length - results.size))
      started = startWorkers(task, count, keep)
    }
  }
  await Promise.all(started.map(({ ended }) => ended))
  // What a worker that failed had taken is read here.
  for (const job of jobs) {
    if (!results.has(job.directory)) results.set(job.directory, await readWholeJob(job, options))
  }
  return results
}

/** Takes jobs, some at a time, until none is left. */
export async function* readTurns({ jobs, options, next }: WorkerTask): AsyncGenerator<Turn> {
  for (;;) {
    const start = Atomics.add(next, 0, JOBS_PER_TURN)
    if (start >= jobs.length) return
    const taken = jobs.slice(start, start + JOBS_PER_TURN)
    const results: RunResult[] = []
    for (const job of taken) results.push(...(await readWholeJob(withSources(job), options)))
    yield { directories: taken.map(({ directory }) => directory), results }
  }
}

function withSources(job: JobMessage): FoundJob {
  const claims = job.claims.map(({ source, claim }) => {
    const known = ALL_SOURCES.find(({ name }) => name === source)
    if (known === undefined) throw new TypeError(`there is no source ${source}`)
    return { source: known, claim }
  })
  return { ...job, claims }
}

interface StartedWorker {
  readonly worker: Worker
  /** Resolves when it has taken its last turn, was stopped, or has died: it sends nothing more. */
  readonly ended: Promise<void>
}

/**
 * Starts workers that take turns beside this thread. They are listened to from the start: what they
 * send while this thread reads as well would be lost.
 *
 * @param keep told of each turn as it arrives
 */
function startWorkers(
  task: WorkerTask,
  count: number,
  keep: (turn: Turn) => void,
): StartedWorker[] {
  const file = compiledFile('runs/parallel/readRunsWorker')
  return Array.from({ length: count }, () => {
    const worker = new Worker(file, { workerData: task })
    worker.on('message', ({ directories, bytes }: TurnMessage) => {
      const results = decodeRuns(bytes)
      if (results !== undefined) keep({ directories, results })
    })
    // What it had taken is read by this thread.
    worker.on('error', () => {})
    return { worker, ended: new Promise((resolve) => worker.on('exit', () => resolve())) }
  })
}
