import { createHash } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { ReportError } from '../../errors.ts'
import { isOfFile } from '../../files/isOfFile.ts'
import { readBytes, readChunks } from '../../files/regularFile.ts'
import { retryStale } from '../../files/retryStale.ts'
import { writeAtomically } from '../../files/writeAtomically.ts'
import { productVersion } from '../../packageRoot.ts'
import { isBuiltIn } from '../corruptions/corrupt.ts'
import { fingerprintCorruption } from '../corruptions/corruptionFingerprint.ts'
import { externalDataFiles } from '../model/externalData.ts'
import { findModelFile } from '../model/modelFile.ts'
import { loadOnnxRuntime } from '../model/onnxRuntime.ts'
import { formatEntry, parseEntry, RESULTS_VERSION } from './cacheEntry.ts'
import type { InferenceSetup } from './inferenceSetup.ts'
import type { ModelKind, ModelResult, ModelRun } from './modelResult.ts'

/** Below the cache's folder. */
const FOLDER = 'inference'

/** Why there is no result: nothing is kept under the key, or what is kept is not as it was written. */
export type NoResult = 'absent' | 'damaged'

/** Where the result of one model over these data and settings is kept. */
export class CacheSlot<Kind extends ModelKind = ModelKind> {
  readonly #kind: Kind
  readonly #folder: string
  readonly #key: string

  constructor(kind: Kind, cacheDir: string, key: string) {
    this.#kind = kind
    this.#folder = join(cacheDir, FOLDER)
    this.#key = key
  }

  /** The result of an earlier time. What cannot be read counts as absent: it can be worked out again. */
  async read({
    withScores,
  }: {
    readonly withScores: boolean
  }): Promise<ModelResult<Kind> | NoResult> {
    const text = readIfPossible(this.entryFile)
    if (text === undefined) return 'absent'
    const scores = withScores ? readIfPossible(this.#scoresFile) : undefined
    const result = parseEntry(this.#kind, this.#key, text.toString('utf8'), scores)
    if (result === undefined) return 'damaged'
    if (withScores && scores === undefined) return 'absent'
    await this.#markAsUsed()
    return result
  }

  /**
   * Keeps a result for a later time; others see it whole or not at all.
   *
   * @returns why it could not be kept, which costs time and nothing else; undefined where it was
   */
  async keep(result: ModelResult<Kind>): Promise<string | undefined> {
    try {
      if (result.scores) await writeAtomically(this.#scoresFile, result.scores)
      await writeAtomically(this.entryFile, formatEntry(this.#key, result))
      return undefined
    } catch (error) {
      if (error instanceof ReportError) return error.message
      // Without the name of the file, which differs from model to model.
      const reason = (error as Error).message.replace(/, \w+ '.*$/s, '')
      return `${reason}, in ${this.#folder}`
    }
  }

  /** The file of the numbers, absolute where the cache's folder is. */
  get entryFile(): string {
    return join(this.#folder, `${this.#key}.json`)
  }

  get #scoresFile(): string {
    return join(this.#folder, `${this.#key}.parquet`)
  }

  /** What was used last is kept longest; of a cache that is only read, nobody removes anything. */
  async #markAsUsed(): Promise<void> {
    const now = new Date()
    await Promise.allSettled(
      [this.entryFile, this.#scoresFile].map((file) => utimes(file, now, now)),
    )
  }
}

/**
 * The slot of a model: a hash of everything that its result depends on, which are the contents of the
 * model with its external weights, the contents of the data, the settings, and the programs.
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
  const runtime = await loadOnnxRuntime()
  const programs = [RESULTS_VERSION, productVersion(), runtime.name, runtime.version]
  hash.update(JSON.stringify([...programs, ...settingsOf(setup)]))
  const modelFile = findModelFile(run.runDir, setup.options.model)
  const external = await externalDataFiles(modelFile, setup.data)
  for (const file of [modelFile, ...external]) {
    // Weights that move from one file to another are another model.
    const ofFile = createHash('sha256')
    for await (const chunk of readChunks(file)) ofFile.update(chunk)
    hash.update(ofFile.digest())
  }
  return new CacheSlot(setup.kind, setup.cacheDir, hash.digest('hex'))
}

/** What results depend on besides the model. */
function settingsOf({ kind, data, options, contents, nEvents }: InferenceSetup): unknown[] {
  const { workers, persistRawScores, autocast, ensemble, checkLayout, ...relevant } = options
  const { datasets = {}, layout, nTokens, nGlobals, norm, split = 'test' } = data
  // Which of the others are weights, which labels.
  const roles = [datasets[`y_${split}`], datasets[`w_${split}`]]
  const others = contents.others.map(({ sha256 }) => sha256)
  const own = options.strategies.filter(({ name }) => !isBuiltIn(name)).map(fingerprintCorruption)
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
    own,
  ]
}

function readIfPossible(file: string): Buffer | undefined {
  try {
    return retryStale(() => readBytes(file))
  } catch (error) {
    if (isOfFile(error)) return undefined
    throw error
  }
}
