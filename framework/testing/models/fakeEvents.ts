import type { File } from 'h5wasm/node'
import { N_FEATURES } from '../../inference/data/eventBatch.ts'
import { loadHdf5Library } from '../../inference/data/hdf5/hdf5Library.ts'
import { energyOf, wrapPhi } from '../../inference/data/kinematics.ts'
import { Random } from '../../stats/random.ts'

export interface FakeEventsOptions {
  /** Events a split. Default 200, 60 and 60. */
  nEvents?: { train?: number; val?: number; test?: number }
  /** Default 18. */
  readonly nTokens?: number
  /** Whether to write labels: 0 signal, 1 background. Default true. */
  readonly labels?: boolean
  /** What a label is written as, in float64. Default 0 for signal and 1 for background, in int64. */
  readonly label?: (isSignal: boolean, event: number) => number
  /** Names of datasets. Default `X_<split>` and `Y_<split>`. */
  readonly name?: (letter: 'X' | 'Y', split: string) => string
  /** Splits to write. Default all. */
  readonly splits?: readonly ('train' | 'val' | 'test')[]
  /** Default 1. */
  readonly seed?: number
  /** Rows a chunk, gzipped. Default contiguous and uncompressed. */
  readonly chunkRows?: number
  /** Whether to store float64 instead of float32. Default false. */
  readonly doubles?: boolean
  /** Changes a row before it is written. */
  readonly edit?: (row: Float32Array, event: number, split: string) => void
}

/**
 * Writes an HDF5 file of made-up events in the layout of the real ones: `X_<split>` with rows of
 * ids | MET, its phi | (E, pT, eta, phi) × nTokens, and labels `Y_<split>`. Signal events have the
 * harder and more numerous jets.
 */
export async function writeFakeEvents(
  path: string,
  {
    nEvents = {},
    nTokens = 18,
    labels = true,
    label,
    name = (letter, split) => `${letter}_${split}`,
    splits = ['train', 'val', 'test'],
    seed = 1,
    doubles = false,
    chunkRows,
    edit,
  }: FakeEventsOptions = {},
): Promise<void> {
  const library = await loadHdf5Library()
  const file = new library.File(path, 'w')
  const width = nTokens + 2 + nTokens * N_FEATURES
  for (const split of splits) {
    const n = nEvents[split] ?? DEFAULT_EVENTS[split]
    const random = new Random(seed, split)
    const coin = new Random(seed, `${split} labels`)
    const isSignal = Array.from({ length: n }, () => coin.integer(2) === 0)
    const rows = new Float32Array(n * width)
    for (let event = 0; event < n; event++) {
      const row = rows.subarray(event * width, (event + 1) * width)
      fillRow(row, nTokens, isSignal[event] === true, random.restart(event))
      edit?.(row, event, split)
    }
    const layout = chunkRows ? { chunks: [Math.min(chunkRows, n), width], compression: 4 } : {}
    const data = doubles ? Float64Array.from(rows) : rows
    write(file, name('X', split), data, [n, width], layout)
    const ofEvents = label
      ? Float64Array.from(isSignal, label)
      : BigInt64Array.from(isSignal, (each) => (each ? 0n : 1n))
    if (labels) write(file, name('Y', split), ofEvents, [n])
  }
  file.close()
}

const DEFAULT_EVENTS = { train: 200, val: 60, test: 60 } as const

/** Writes a dataset, and the groups that its name leads through. */
function write(
  file: File,
  name: string,
  data: Float32Array | Float64Array | BigInt64Array,
  shape: number[],
  layout: { chunks?: number[]; compression?: number } = {},
): void {
  const groups = name.split('/').slice(0, -1)
  for (const [i] of groups.entries()) {
    const group = groups.slice(0, i + 1).join('/')
    if (file.get(group) === null) file.create_group(group)
  }
  file.create_dataset({ name, data, shape, ...layout })
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
