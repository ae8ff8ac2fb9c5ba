import { loadYaml } from '../../config/loadYaml.ts'
import type { PlainObject, PlainValue } from '../../config/tree/plain.ts'
import { RUN_FILES, readWholeFile } from '../runFiles.ts'

/** How the program of a sweep is started. */
export interface Program {
  /** Without `.py`; undefined where Hydra does not know it. */
  readonly name: string | undefined
  /** The words for Hydra itself that every job needs: its config's name, and settings of the job. */
  readonly words: readonly string[]
}

/** Settings of the job that change how the program runs, not where its results go. */
const JOB_SETTING = /^\+{0,2}hydra\.job\.(?!num\b|id\b)/

/** What the `hydra` section of a saved config says of the program. */
export function programOf(hydra: PlainObject): Program {
  const { name, config_name: config } = plainDict(hydra.job)
  const { hydra: settings } = plainDict(hydra.overrides)
  const ofHydra = Array.isArray(settings) ? settings.map(String) : []
  return {
    name: typeof name === 'string' && /^\w+$/.test(name) ? name : undefined,
    words: [
      ...(typeof config === 'string' ? ['--config-name', config] : []),
      ...ofHydra.filter((word) => JOB_SETTING.test(word)),
    ],
  }
}

/** What a job's own `hydra.yaml` says; nothing where it is missing or broken, which `loadRuns` tells. */
export function programOfJob(directory: string): Program {
  try {
    const text = readWholeFile({ runDir: directory, files: [] }, RUN_FILES.hydra)
    const saved = loadYaml(text?.toString('utf8') ?? '', {
      source: RUN_FILES.hydra,
      resolve: false,
    })
    return programOf(plainDict(plainDict(saved).hydra))
  } catch {
    return { name: undefined, words: [] }
  }
}

/** A mapping of a saved config; an empty one for anything else. */
export function plainDict(value: PlainValue | undefined): PlainObject {
  const isDict = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isDict ? value : {}
}
