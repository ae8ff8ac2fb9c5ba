/** The worker's side of `readInParallel`. */
import { parentPort, workerData } from 'node:worker_threads'
import { readShare, type WorkerTask } from './readInParallel.ts'
import { encodeRuns } from './runsCodec.ts'

const bytes = encodeRuns(readShare(workerData as WorkerTask))
parentPort?.postMessage(bytes, [bytes.buffer])
