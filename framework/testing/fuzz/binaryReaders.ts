import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { openDataset } from '../../inference/data/openDataset.ts'
import { externalDataFiles } from '../../inference/model/externalData.ts'
import { loadModel } from '../../inference/model/model.ts'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { decodeRuns, encodeRuns } from '../../runs/cache/runsCodec.ts'
import { readRun } from '../../runs/readRun.ts'
import { fakeSweep } from '../fakeSweep.ts'
import { writeFakeEvents } from '../models/fakeEvents.ts'
import { fakeModel } from '../models/fakeModel.ts'
import type { FuzzedReader } from './fuzzedReader.ts'

/** Readers of files that are not text. */
export async function binaryReaders(): Promise<FuzzedReader[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-'))
  return [onnxReader(folder), await hdf5Reader(folder), await runsCacheReader(folder)]
}

function onnxReader(folder: string): FuzzedReader {
  const file = path.join(folder, 'model.onnx')
  const inFile = fakeModel({ hidden: [2] })
  const elsewhere = fakeModel({ weightsFile: 'weights.bin' })
  writeFileSync(path.join(folder, 'weights.bin'), Float32Array.of(0.5))
  return {
    ...{ name: 'onnx', kind: 'binary', originals: [inFile, elsewhere] },
    words: ['location', 'weights.bin', '../data.bin', 'x_hat', 'tokens_cont'],
    read: async (input) => {
      writeFileSync(file, input)
      await externalDataFiles(file)
      const model = await loadModel(file)
      await model.close()
    },
  }
}

async function hdf5Reader(folder: string): Promise<FuzzedReader> {
  const file = path.join(folder, 'events.h5')
  await writeFakeEvents(file, { nEvents: { train: 4, val: 0, test: 3 } })
  const written = readFileSync(file)
  const recorded = path.join(PACKAGE_ROOT, 'fixtures/recorded/hdf5')
  cpSync(recorded, folder, { recursive: true })
  const names = ['linked.h5', 'external.h5', 'virtual.h5']
  const linked = names.map((name) => readFileSync(path.join(recorded, name)))
  return {
    ...{
      name: 'hdf5',
      kind: 'binary',
      originals: [written, ...linked].map((each) => Uint8Array.from(each)),
    },
    words: ['X_test', 'X_train', '\u0089HDF', 'TREE', 'HEAP', 'SNOD', 'OHDR', 'FRHP'],
    read: async (input) => {
      writeFileSync(file, input)
      const dataset = await openDataset({ path: file })
      dataset.close()
    },
  }
}

/** A damaged cache counts as absent: whatever is decoded is what was written. */
async function runsCacheReader(folder: string): Promise<FuzzedReader> {
  const { runDirs } = fakeSweep({ root: folder, axes: { 'phase1.trainer.seed': [1] }, epochs: 2 })
  const result = readRun(runDirs[0] as string, { requireComplete: true })
  const original = encodeRuns([result], 'key')
  const whole = decodeRuns(Uint8Array.from(original), 'key')
  return {
    ...{ name: 'runsCache', kind: 'binary', originals: [original] },
    read: (input) => {
      const decoded = decodeRuns(input, 'key')
      if (decoded !== undefined && !isDeepStrictEqual(decoded, whole)) {
        throw new Error('a damaged cache was taken for a whole one')
      }
    },
  }
}
