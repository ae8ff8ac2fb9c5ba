import { stat } from 'node:fs/promises'
import path from 'node:path'
import { slashedPath } from '../../files/windowsPath.ts'
import type { InferenceSetup } from '../../inference/execution/inferenceSetup.ts'
import { type ExternalDataOptions, externalDataFiles } from '../../inference/model/externalData.ts'
import { findModelFile } from '../../inference/model/modelFile.ts'
import type { FilePart, ReadFile } from '../../output/fileStamps.ts'

/**
 * The models of runs, with the files of their weights. A run without a usable one has none.
 *
 * @param pattern where they lie, as `inference.model` says
 */
export async function modelFiles(
  runDirs: readonly string[],
  pattern: string | undefined,
  options: ExternalDataOptions,
): Promise<ReadFile[]> {
  const found = await Promise.all(
    runDirs.map(async (runDir) => {
      try {
        const model = findModelFile(runDir, pattern)
        return [model, ...(await externalDataFiles(model, options))]
      } catch {
        // The model's own test says why, where it is run.
        return []
      }
    }),
  )
  return Promise.all(found.flat().map((file) => readFile(file)))
}

/** The data of models, with the files that they refer to, each once. */
export async function dataFiles(setups: readonly InferenceSetup[]): Promise<ReadFile[]> {
  const parts = new Map<string, FilePart[]>()
  for (const { files, contents } of setups) {
    for (const { path: file } of files) parts.set(file, parts.get(file) ?? [])
    for (const { path: file, ...part } of [contents.events, ...contents.others]) {
      const known = parts.get(file) ?? []
      const isNew = known.every(
        ({ dataset, rows }) => dataset !== part.dataset || rows !== part.rows,
      )
      parts.set(file, isNew ? [...known, part] : known)
    }
  }
  return Promise.all([...parts].map(([file, read]) => readFile(file, read)))
}

async function readFile(file: string, parts?: readonly FilePart[]): Promise<ReadFile> {
  const { size, mtimeMs } = await stat(file)
  return { path: slashedPath(path.relative('', file)), size, mtimeMs, ...(parts ? { parts } : {}) }
}
