import { type PlainObject, type PlainValue, toPlain } from '../../config/tree/plain.ts'
import { parseRepeatedYaml } from '../../config/yaml/repeatedYaml.ts'
import { RUN_FILES, readWholeFile } from '../runFiles.ts'
import { hydraSections } from './hydraSections.ts'

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
    name: typeof name === 'string' && /^[\w-]+$/.test(name) ? name : undefined,
    words: [
      ...(typeof config === 'string' ? ['--config-name', config] : []),
      ...ofHydra.filter((word) => JOB_SETTING.test(word)),
    ],
  }
}

/** What a job's own `hydra.yaml` says; nothing where it is missing or broken, which `loadRuns` tells. */
export function programOfJob(directory: string): Program {
  const saved = readSaved(directory, RUN_FILES.hydra, (text) =>
    hydraSections(text, ['overrides', 'job']),
  )
  return programOf(plainDict(plainDict(saved).hydra))
}

/**
 * The words that a job of Hydra's was started with, `key=value` each; undefined where the file is missing or
 * broken, which `loadRuns` tells.
 */
export function overridesOfJob(directory: string): string[] | undefined {
  const list = readSaved(directory, RUN_FILES.overrides)
  return Array.isArray(list) ? list.map(String) : undefined
}

/**
 * A file that Hydra saved, interpolations as they are written: most lead out of the file. Undefined
 * where it cannot be read.
 */
function readSaved(
  directory: string,
  source: string,
  part: (text: string) => string = (text) => text,
): PlainValue | undefined {
  try {
    const bytes = readWholeFile({ runDir: directory, files: [] }, source)
    return bytes && toPlain(parseRepeatedYaml(part(bytes.toString('utf8')), { source }))
  } catch {
    return undefined
  }
}

/** A mapping of a saved config; an empty one for anything else. */
export function plainDict(value: PlainValue | undefined): PlainObject {
  const isDict = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isDict ? value : {}
}
