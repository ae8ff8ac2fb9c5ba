/** The worker's side of `readInParallel`. */
import { parentPort, workerData } from 'node:worker_threads'
import { encodeRuns } from '../cache/runsCodec.ts'
import { readTurns, type WorkerTask } from './readInParallel.ts'

for (const turn of readTurns(workerData as WorkerTask)) {
  const bytes = encodeRuns(turn)
  parentPort?.postMessage(bytes, [bytes.buffer])
}
