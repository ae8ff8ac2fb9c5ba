import pLimit from 'p-limit'
import { compiledFile } from '../../compiledFile.ts'
import { grantedCores } from '../../files/machine/grantedCores.ts'
import { fitIntoMemory } from '../../files/machine/grantedMemory.ts'
import { isBuiltIn } from '../corruptions/corrupt.ts'
import type { InferenceSetup } from './inferenceSetup.ts'
import { inferModel } from './inferModel.ts'
import type { ModelKind, ModelResult, ModelRun, Progress } from './modelResult.ts'
import { WorkerPool } from './workerPool.ts'

/** What a worker takes at least: Node.js, ONNX Runtime and a batch of 512 events (220 MB) beside a small model. */
const WORKER_BYTES = 250e6

/**
 * Runs many models, shared among `inference.workers` processes: at most as many as there are
 * models and granted cores, and as fit into the granted memory, each with one thread. With one worker they
 * run here, one after another; so they do where a corruption of the author's own is asked for, which other
 * processes do not know.
 *
 * A model that fails rejects its own promise alone, even where it takes its process with it.
 *
 * @returns a promise for each run, by runId; they settle in about the order of the runs
 */
export function inferModels<Kind extends ModelKind>(
  setup: InferenceSetup<Kind>,
  runs: readonly ModelRun[],
  onProgress: (progress: Progress) => void = () => {},
): Map<string, Promise<ModelResult<Kind>>> {
  const nWorkers = Math.min(
    setup.options.workers,
    runs.length,
    grantedCores(),
    fitIntoMemory(WORKER_BYTES),
  )
  const file = compiledFile('inference/execution/worker')
  const isShared = nWorkers > 1 && setup.options.strategies.every(({ name }) => isBuiltIn(name))
  const pool = isShared ? new WorkerPool(file, setup, onProgress) : undefined
  const compute = pool ? (run: ModelRun) => pool.run(run) : undefined
  const runModel = (run: ModelRun) => inferModel(setup, run, onProgress, compute)
  const limit = pLimit(pool ? nWorkers : 1)
  const results = new Map(runs.map((run) => [run.runId, limit(runModel, run)]))
  // Also marks failures as handled: whoever asks for a result sees its own.
  Promise.allSettled(results.values()).then(() => pool?.close())
  return results
}
