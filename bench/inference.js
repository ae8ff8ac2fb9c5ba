// Inference: events per second against a bare loop of session.run, and peak memory.
//   node bench/inference.js [model.onnx]      default: a fake of the size of the usual autoencoders
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { buildIfStale } from '../bin/buildIfStale.js'

const N_EVENTS = 100_000
const BATCH_SIZE = 512
const ROUNDS = 3
const MEMORY_EVENTS = 1_000_000
/** Hidden layers of the default model: an encoder, a latent space and a decoder. */
const HIDDEN = [128, 128, 32, 128, 128]

await buildIfStale()
const { loadModel, openDataset } = await import('../dist/framework/index.js')
const { fakeModel, scoreEvents, writeFakeEvents } = await import(
  '../dist/framework/testing/internals.js'
)

const folder = mkdtempSync(path.join(tmpdir(), 'bench-inference-'))
const model = process.argv[2] ?? path.join(folder, 'model.onnx')
if (!process.argv[2]) writeFileSync(model, fakeModel({ hidden: HIDDEN }))
try {
  const small = path.join(folder, 'small.h5')
  await writeFakeEvents(small, { nEvents: { test: N_EVENTS }, chunkRows: 1024 })
  const bare = []
  const whole = []
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await eventsPerSecond(bareLoop))
    whole.push(await eventsPerSecond(() => scoreAll(small)))
  }
  const result = {
    bench: 'inference',
    bare_events_per_s: Math.round(Math.max(...bare)),
    events_per_s: Math.round(Math.max(...whole)),
    ratio: Math.max(...whole) / Math.max(...bare),
    peak_memory_mb: await peakMemory(),
    memory_events: MEMORY_EVENTS,
  }
  console.table([result])
  const results = path.join(import.meta.dirname, 'results')
  mkdirSync(results, { recursive: true })
  writeFileSync(path.join(results, 'inference.json'), `${JSON.stringify(result, null, 2)}\n`)
} finally {
  rmSync(folder, { recursive: true })
}

async function eventsPerSecond(run) {
  const start = performance.now()
  await run()
  return (1000 * N_EVENTS) / (performance.now() - start)
}

/** What no program can beat: the same number of batches, and nothing but the model. */
async function bareLoop() {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 })
  const feeds = {
    tokens_cont: new Tensor('float32', new Float32Array(BATCH_SIZE * 72).fill(0.5), [
      BATCH_SIZE,
      18,
      4,
    ]),
    tokens_id: new Tensor('int64', new BigInt64Array(BATCH_SIZE * 18).fill(1n), [BATCH_SIZE, 18]),
    globals: new Tensor('float32', new Float32Array(BATCH_SIZE * 2), [BATCH_SIZE, 2]),
  }
  for (let event = 0; event < N_EVENTS; event += BATCH_SIZE) await session.run(feeds)
  await session.release()
}

/** The whole way: read gzipped chunks, normalise, run, compute errors. */
async function scoreAll(file) {
  const dataset = await openDataset({ path: file })
  const loaded = await loadModel(model)
  await scoreEvents(loaded, dataset, { batchSize: BATCH_SIZE })
  await loaded.close()
  dataset.close()
}

/** Peak resident memory, in MB, of a process that infers a million events with one corruption. */
async function peakMemory() {
  const runDir = path.join(folder, 'run')
  mkdirSync(runDir)
  writeFileSync(path.join(runDir, 'best_val.onnx'), fakeModel())
  const large = path.join(folder, 'large.h5')
  await writeFakeEvents(large, { nEvents: { test: MEMORY_EVENTS }, chunkRows: 1024 })
  const child = fork(path.join(import.meta.dirname, 'inferenceMemory.js'), [large, runDir])
  const [peak] = await once(child, 'message')
  return peak
}
