import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { findCorruption, isBuiltIn } from '../corruptions/corrupt.ts'
import { isRegularFile } from '../data/hdf5/regularFile.ts'
import { externalDataFiles } from '../model/externalData.ts'
import { findModelFile } from '../model/modelFile.ts'
import { formatEntry, parseEntry, RESULTS_VERSION } from './cacheEntry.ts'
import type { InferenceSetup } from './inferenceSetup.ts'
import type { ModelKind, ModelResult, ModelRun } from './modelResult.ts'

/** Where the result of one model over these data and settings is kept. */
export class CacheSlot<Kind extends ModelKind = ModelKind> {
  readonly #kind: Kind
  readonly #base: string

  /** @param base the files' path without extension */
  constructor(kind: Kind, base: string) {
    this.#kind = kind
    this.#base = base
  }

  /**
   * The result of an earlier time; undefined where there is none. An entry that is damaged or of
   * another version counts as none.
   */
  async read({
    withScores,
  }: {
    readonly withScores: boolean
  }): Promise<ModelResult<Kind> | undefined> {
    const text = await readIfThere(`${this.#base}.json`)
    const scores = withScores ? await readIfThere(`${this.#base}.parquet`) : undefined
    if (text === undefined || (withScores && scores === undefined)) return undefined
    return parseEntry(this.#kind, text.toString('utf8'), scores)
  }

  /**
   * Keeps a result for a later time; others see it whole or not at all.
   *
   * @returns why it could not be kept, which costs time and nothing else; undefined where it was
   */
  async keep(result: ModelResult<Kind>): Promise<string | undefined> {
    try {
      if (result.scores) await write(`${this.#base}.parquet`, result.scores)
      await write(`${this.#base}.json`, formatEntry(result))
      return undefined
    } catch (error) {
      // Without the name of the file, which differs from model to model.
      const reason = (error as Error).message.replace(/, \w+ '.*$/s, '')
      return `${reason}, in ${dirname(this.#base)}`
    }
  }
}

/**
 * The slot of a model: a hash of everything that its result depends on, which are the contents of the
 * model with its external weights, the contents of the data, and the settings.
 *
 * @returns undefined if no results are kept
 * @throws {ReportError} as `findModelFile` and `externalDataFiles` do
 */
export async function findSlot<Kind extends ModelKind>(
  setup: InferenceSetup<Kind>,
  run: ModelRun,
): Promise<CacheSlot<Kind> | undefined> {
  if (setup.cacheDir === undefined) return undefined
  const hash = createHash('sha256')
  hash.update(JSON.stringify([RESULTS_VERSION, ...settingsOf(setup)]))
  const modelFile = findModelFile(run.runDir, setup.options.model)
  for (const file of [modelFile, ...(await externalDataFiles(modelFile))]) {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  }
  return new CacheSlot(setup.kind, join(setup.cacheDir, 'inference', hash.digest('hex')))
}

/** What results depend on besides the model: a corruption of the author's own by its source text. */
function settingsOf({ kind, data, options, contents, nEvents }: InferenceSetup): unknown[] {
  const { workers, persistRawScores, autocast, ensemble, checkLayout, ...relevant } = options
  const { datasets = {}, layout, nTokens, nGlobals, norm, split = 'test' } = data
  // Which of the others are weights, which labels.
  const roles = [datasets[`y_${split}`], datasets[`w_${split}`]]
  const others = contents.others.map(({ sha256 }) => sha256)
  const sources = options.strategies
    .filter(({ name }) => !isBuiltIn(name))
    .map(({ name }) => findCorruption(name).apply.toString())
  return [
    kind,
    contents.events.sha256,
    others,
    nEvents,
    roles,
    layout,
    nTokens,
    nGlobals,
    norm,
    relevant,
    sources,
  ]
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return isRegularFile(path) ? await readFile(path) : undefined
  } catch {
    // Whatever keeps it from being read, the result can be worked out again.
    return undefined
  }
}

async function write(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const beside = `${path}.${randomUUID()}`
  try {
    await writeFile(beside, content)
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}
