import { readdirSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { type ReadRunOptions, readRun } from './readRun.ts'
import type { RunResult } from './runFacts.ts'
import { decodeRuns } from './runsCodec.ts'

/** Below this a worker's start takes longer than it saves. */
const MIN_RUNS_FOR_WORKERS = 150
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

/** Reads runs in the order that they are given, on all cores where that pays. */
export async function readInParallel(
  runDirs: readonly string[],
  options: ReadRunOptions,
): Promise<RunResult[]> {
  const task: WorkerTask = {
    runDirs,
    options,
    next: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
  }
  const workers = startWorkers(task)
  const own = readShare(task)
  const results = new Map(own.map((result) => [result.runDir, result]))
  for (const share of await Promise.all(workers)) {
    for (const result of share) results.set(result.runDir, result)
  }
  // What a worker that failed had taken is read here.
  return runDirs.map((runDir) => results.get(runDir) ?? readRun(runDir, options))
}

/** Takes runs, some at a time, until none is left. */
export function readShare({ runDirs, options, next }: WorkerTask): RunResult[] {
  const results: RunResult[] = []
  for (;;) {
    const start = Atomics.add(next, 0, RUNS_PER_TURN)
    if (start >= runDirs.length) return results
    for (const runDir of runDirs.slice(start, start + RUNS_PER_TURN)) {
      results.push(readRun(runDir, options))
    }
  }
}

function startWorkers(task: WorkerTask): Promise<RunResult[]>[] {
  if (task.runDirs.length < MIN_RUNS_FOR_WORKERS) return []
  const file = workerFile()
  if (file === undefined) return []
  const count = Math.min(availableParallelism() - 1, MAX_WORKERS)
  return Array.from({ length: count }, () => runWorker(file, task))
}

/** A worker that cannot start or dies gives nothing: reading goes on without it. */
function runWorker(file: string, task: WorkerTask): Promise<RunResult[]> {
  return new Promise((resolve) => {
    const worker = new Worker(file, { workerData: task })
    worker.once('message', (bytes: Uint8Array<ArrayBuffer>) => resolve(decodeRuns(bytes) ?? []))
    worker.once('error', () => resolve([]))
    worker.once('exit', () => resolve([]))
  })
}

/**
 * The worker's compiled file. Node 20 cannot run TypeScript, so that from the sources the file that
 * `npm run build` left is taken, unless this folder has changed since.
 */
function workerFile(): string | undefined {
  const here = import.meta.dirname
  if (import.meta.filename.endsWith('.js')) return path.join(here, 'readRunsWorker.js')
  const framework = path.dirname(here)
  const dist = path.join(path.dirname(framework), 'dist')
  const built = statSync(path.join(dist, '.tsbuildinfo'), { throwIfNoEntry: false })
  const sources = ['facts', 'config'].flatMap((folder) =>
    readdirSync(path.join(framework, folder)).map((name) => path.join(framework, folder, name)),
  )
  const isCurrent = sources.every((source) => built && statSync(source).mtimeMs <= built.mtimeMs)
  return isCurrent ? path.join(dist, 'facts', 'readRunsWorker.js') : undefined
}
