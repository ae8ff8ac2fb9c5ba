import { readDataConfig } from '../data/dataConfig.ts'
import type { DatasetOptions } from '../data/dataset.ts'
import type { InferenceOptions } from './inferenceOptions.ts'

export interface PrepareOptions {
  /** The resolved `data` section of a run's config, or of the report's if that has one. */
  readonly dataConfig: unknown
  readonly options: InferenceOptions
  /** The run whose `data` section it is: relative paths are sought from its parent folders too. */
  readonly runDir: string
  /** Default the process's. */
  readonly cwd?: string
  /** Default none: nothing is kept. */
  readonly cacheDir?: string | undefined
  /** Whether files may refer to others outside of their folder. Default false. */
  readonly followExternal?: boolean
  /** Whether the data file need not lie near the run that names it. Default false. */
  readonly mayLieAnywhere?: boolean
  /** What of the section the report gives in place of the run's. Default nothing. */
  readonly given?: unknown
}

/**
 * The data that models are run on, as it is to be opened.
 *
 * @throws {ReportError} as `readDataConfig` does
 */
export function dataToOpen({
  dataConfig,
  options: { split, maxSamples },
  runDir,
  cwd = process.cwd(),
  followExternal = false,
  mayLieAnywhere = false,
  given,
}: PrepareOptions): DatasetOptions {
  return {
    ...readDataConfig(dataConfig, { runDir, split, cwd, mayLieAnywhere, given }),
    followExternal,
    ...(maxSamples === null ? {} : { maxSamples }),
  }
}
