import { availableParallelism, cpus } from 'node:os'
import { Worker } from 'node:worker_threads'
import { compiledFile } from '../../compiledFile.ts'
import { decodeRuns } from '../cache/runsCodec.ts'
import { type ReadRunOptions, readRun } from '../readRun.ts'
import type { RunResult } from '../runRecord.ts'

/** What a worker takes until it reads its first run; work for less than twice that is not shared. */
const WORKER_START_MS = 200
/** How long the cores are watched before it is decided how many workers pay. */
const WATCH_MS = 100
const MAX_WORKERS = 3
/** Runs that a thread takes at a time. */
const RUNS_PER_TURN = 8

/** What a worker is started with. */
export interface WorkerTask {
  readonly runDirs: readonly string[]
  readonly options: ReadRunOptions
  /** The number of the next run that no thread has taken, shared by all. */
  readonly next: Int32Array<SharedArrayBuffer>
}

/**
 * Reads runs in the order that they are given, on all cores that are idle where that pays.
 *
 * `workers` is how many worker threads share the work; by default that is measured.
 */
export async function readInParallel(
  runDirs: readonly string[],
  options: ReadRunOptions,
  workers?: number,
): Promise<RunResult[]> {
  const results = new Map<string, RunResult>()
  const keep = (turn: readonly RunResult[]) => {
    for (const result of turn) results.set(result.runDir, result)
    return results.size === runDirs.length
  }
  const task: WorkerTask = {
    runDirs,
    options,
    next: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
  }
  const worthwhileWorkers = watchCores()
  let started = startWorkers(task, workers ?? 0)
  for (const turn of readTurns(task)) {
    keep(turn)
    if (workers === undefined && started.length === 0) {
      started = startWorkers(task, worthwhileWorkers(results.size / runDirs.length))
    }
  }
  await collect(started, keep)
  // What a worker that failed had taken is read here.
  return runDirs.map((runDir) => results.get(runDir) ?? readRun(runDir, options))
}

/** Gives a function that tells, when a share of the work is done, how many workers pay for the rest. */
function watchCores(): (shareDone: number) => number {
  const start = performance.now()
  let since = start
  let idleBefore = idleMs()
  return (shareDone) => {
    const now = performance.now()
    if (now - since < WATCH_MS) return 0
    const idleNow = idleMs()
    const idleCores = Math.round((idleNow - idleBefore) / (now - since))
    since = now
    idleBefore = idleNow
    const remainingMs = ((now - start) / shareDone) * (1 - shareDone)
    if (remainingMs < 2 * WORKER_START_MS) return 0
    return Math.min(idleCores, availableParallelism() - 1, MAX_WORKERS)
  }
}

/** How long all cores together have been idle since the machine started. */
function idleMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.idle, 0)
}

/** Takes runs, some at a time, until none is left. */
export function* readTurns({ runDirs, options, next }: WorkerTask): Generator<RunResult[]> {
  for (;;) {
    const start = Atomics.add(next, 0, RUNS_PER_TURN)
    if (start >= runDirs.length) return
    yield runDirs.slice(start, start + RUNS_PER_TURN).map((runDir) => readRun(runDir, options))
  }
}

function startWorkers(task: WorkerTask, count: number): Worker[] {
  const file = compiledFile('runs/parallel/readRunsWorker')
  return Array.from({ length: count }, () => new Worker(file, { workerData: task }))
}

/**
 * Waits for what workers send, until all is there or all have ended. One that cannot start or dies
 * sends nothing more; one that comes too late for any run is not waited for.
 */
function collect(
  workers: readonly Worker[],
  keep: (turn: readonly RunResult[]) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    let running = workers.length
    const checkEnd = (isComplete: boolean) => {
      if (!isComplete && running > 0) return
      for (const worker of workers) void worker.terminate()
      resolve()
    }
    for (const worker of workers) {
      worker.on('message', (bytes: Uint8Array<ArrayBuffer>) =>
        checkEnd(keep(decodeRuns(bytes) ?? [])),
      )
      worker.on('error', () => {})
      worker.on('exit', () => {
        running--
        checkEnd(false)
      })
    }
    checkEnd(keep([]))
  })
}
