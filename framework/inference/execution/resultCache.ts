import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** Raise this when the same inputs would give other results. */
const RESULTS_VERSION = 1

/** A key of everything that a model's results depend on: the model's bytes and the settings. */
export async function resultKey(modelFile: string, settings: unknown): Promise<string> {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([RESULTS_VERSION, settings]))
  // Exporters keep large weights in a file of this name.
  for (const file of [modelFile, `${modelFile}.data`].filter((path) => existsSync(path))) {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  }
  return hash.digest('hex')
}

/** A file of the cache, or undefined if it is not there. */
export async function readCached(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}
