import h5wasm, { ready } from 'h5wasm/node'
import { N_FEATURES } from '../inference/data/eventBatch.ts'
import { energyOf, wrapPhi } from '../inference/data/kinematics.ts'
import { Random } from '../stats/random.ts'

export interface FakeEventsOptions {
  /** Events a split. Default 200, 60 and 60. */
  nEvents?: { train?: number; val?: number; test?: number }
  /** Default 18. */
  nTokens?: number
  /** Whether to write labels: 0 signal, 1 background. Default true. */
  labels?: boolean
  /** Default 1. */
  seed?: number
  /** Rows a chunk, gzipped. Default contiguous and uncompressed. */
  chunkRows?: number
  /** Whether to store float64 instead of float32. Default false. */
  doubles?: boolean
  /** Changes a row before it is written. */
  edit?: (row: Float32Array, event: number, split: string) => void
}

/**
 * Writes an HDF5 file of made-up events in the layout of the real ones: `X_<split>` with rows of
 * ids | MET, its phi | (E, pT, eta, phi) × nTokens, and labels `Y_<split>`. Signal events have the
 * harder and more numerous jets.
 */
export async function writeFakeEvents(
  path: string,
  options: FakeEventsOptions = {},
): Promise<void> {
  const { nEvents = {}, nTokens = 18, labels = true, seed = 1, doubles = false } = options
  const { chunkRows, edit } = options
  await ready
  const file = new h5wasm.File(path, 'w')
  const width = nTokens + 2 + nTokens * N_FEATURES
  const { train = 200, val = 60, test = 60 } = nEvents
  for (const [split, n] of [
    ['train', train],
    ['val', val],
    ['test', test],
  ] as const) {
    const random = new Random(seed, split)
    const coin = new Random(seed, `${split} labels`)
    const label = BigInt64Array.from({ length: n }, () => BigInt(coin.integer(2)))
    const rows = new Float32Array(n * width)
    for (let event = 0; event < n; event++) {
      const row = rows.subarray(event * width, (event + 1) * width)
      fillRow(row, nTokens, label[event] === 0n, random.restart(event))
      edit?.(row, event, split)
    }
    const layout = chunkRows ? { chunks: [Math.min(chunkRows, n), width], compression: 4 } : {}
    const data = doubles ? Float64Array.from(rows) : rows
    file.create_dataset({ name: `X_${split}`, data, shape: [n, width], ...layout })
    if (labels) file.create_dataset({ name: `Y_${split}`, data: label, shape: [n] })
  }
  file.close()
}

function fillRow(row: Float32Array, nTokens: number, isSignal: boolean, random: Random): void {
  const nValid = Math.min(nTokens, (isSignal ? 7 : 5) + random.integer(6))
  const uniformPhi = () => wrapPhi(2 * Math.PI * random.uniform())
  row[nTokens] = 20 - 80 * Math.log(1 - random.uniform())
  row[nTokens + 1] = uniformPhi()
  for (let token = 0; token < nValid; token++) {
    const pt = 20 - (isSignal ? 60 : 45) * Math.log(1 - random.uniform())
    const eta = Math.max(-4.4, Math.min(4.4, 1.2 * random.normal()))
    const mass = 10 * random.uniform()
    row[token] = 1 + Math.floor((7 * token) / nTokens)
    row.set([energyOf(mass ** 2, pt, eta), pt, eta, uniformPhi()], nTokens + 2 + token * N_FEATURES)
  }
}
