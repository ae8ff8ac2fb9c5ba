/** The worker's side of `readInParallel`. */
import { parentPort, workerData } from 'node:worker_threads'
import { encodeRuns } from '../cache/runsCodec.ts'
import { readTurns, type TurnMessage, type WorkerTask } from './readInParallel.ts'

for await (const { directories, results } of readTurns(workerData as WorkerTask)) {
  const bytes = encodeRuns(results)
  const message: TurnMessage = { directories, bytes }
  parentPort?.postMessage(message, [bytes.buffer])
}
