import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fakeSweep } from '../fakeSweep.ts'
import { writeFakeEvents } from './fakeEvents.ts'
import { fakeModel } from './fakeModel.ts'

/**
 * Writes a sweep whose runs have a model each, all different, and the events that they are run over.
 *
 * @param root the working directory, absolute
 * @param seeds of two settings each. Default 42 and 43
 * @param nEvents Default 60
 */
export async function modelSweep(
  root: string,
  {
    seeds = [42, 43],
    nEvents = 60,
  }: { readonly seeds?: readonly number[]; readonly nEvents?: number } = {},
): Promise<{ sweepDir: string; runDirs: readonly string[] }> {
  const axes = { 'phase1/latent_space': ['none', 'vq'], 'phase1.trainer.seed': [...seeds] }
  const { sweepDir, runDirs } = fakeSweep({ root, axes, epochs: 3 })
  mkdirSync(path.join(root, 'data'))
  const file = path.join(root, 'data/4tops_splitted.h5')
  await writeFakeEvents(file, { nEvents: { test: nEvents } })
  runDirs.forEach((runDir, at) => {
    writeFileSync(path.join(runDir, 'best_val.onnx'), fakeModel({ hidden: [4 + at] }))
  })
  return { sweepDir, runDirs }
}

/** The results of models in a cache, each with what changes whenever its file is written anew. */
export function keptResults(cacheRoot: string): Map<string, string> {
  const folder = path.join(cacheRoot, 'inference')
  return new Map(
    namesIn(folder).map((name) => {
      const { ino, birthtimeMs } = statSync(path.join(folder, name))
      return [name, `${ino} ${birthtimeMs}`]
    }),
  )
}

/** Before the first result there is no folder. */
function namesIn(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false }) ? readdirSync(folder).sort() : []
}
