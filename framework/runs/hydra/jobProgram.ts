import { parseOverride } from '../../config/overrides/parseOverride.ts'
import { overrideWord } from '../../config/overrides/writeOverride.ts'
import { type PlainObject, type PlainValue, toPlain } from '../../config/tree/plain.ts'
import { parseRepeatedYaml } from '../../config/yaml/repeatedYaml.ts'
import { ReportError } from '../../errors.ts'
import { utf8 } from '../../files/regularFile.ts'
import { valueKey } from '../../tables/valueKey.ts'
import { cellOf } from '../parameters/cells.ts'
import { decodeWholeFile, RUN_FILES } from '../runFiles.ts'
import { hydraSections } from './hydraSections.ts'
import { jobFolder } from './jobFolder.ts'

/** How the program of a sweep is started. */
export interface Program {
  /** Without `.py`; undefined where Hydra does not know it. */
  readonly name: string | undefined
  /** The words for Hydra itself that every job needs: its config's name, and settings of the job. */
  readonly words: readonly string[]
}

/** What differs from job to job, in the layout that Hydra writes. */
const OF_ONE_JOB = /^ {4}(?:override_dirname|id|num|task):.*\n(?: {4}-.*\n| {5}.*\n)*/gm

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

const MOST_KNOWN = 1000
/** By the text that they are read from, which all jobs of a sweep share. */
const known = new Map<string, Program>()

/**
 * What the `hydra.yaml` of a job says, or of the job that a run is a part of; nothing where it is missing or broken,
 * which `loadRuns` tells.
 */
export function programOfJob(directory: string): Program {
  const source = RUN_FILES.hydra
  const saved = readText(jobFolder(directory), source) ?? ''
  const text = hydraSections(saved, ['overrides', 'job']).replace(OF_ONE_JOB, '')
  const program = known.get(text) ?? programOf(plainDict(plainDict(parse(text, source)).hydra))
  if (known.size < MOST_KNOWN) known.set(text, program)
  return program
}

/** A list of words that mean in YAML what is written: a thousand such files take 0.1 s less than with a parser. */
const PLAIN_WORDS = /^(?:- [\w+~][\w/.+~-]*=[\w/.+-]*\n)+$/

/**
 * The words that a job of Hydra's was started with, `key=value` each; undefined where the file is missing or
 * broken, which `loadRuns` tells. Of a part of a job they are the job's, with the values that the part itself recorded:
 * several jobs may have written into one folder, whose words are those of the last.
 */
export function overridesOfJob(directory: string): string[] | undefined {
  const job = jobFolder(directory)
  const words = readWords(job)
  return job === directory ? words : words?.map((word) => asRecorded(word, directory))
}

function readWords(job: string): string[] | undefined {
  const source = RUN_FILES.overrides
  const text = readText(job, source) ?? ''
  if (PLAIN_WORDS.test(text)) return text.slice('- '.length, -1).split('\n- ')
  const list = parse(text, source)
  return Array.isArray(list) ? list.map(String) : undefined
}

/** What Lightning's loggers write beside a record. */
const RECORDED_PARAMS = 'hparams.yaml'

/** A word with the value that a record has of its key, where that is another one. */
function asRecorded(word: string, record: string): string {
  const [, sign, key, value] = /^(\+{0,2})([\w.]+)=(.*)$/s.exec(word) ?? []
  if (key === undefined) return word
  const recorded = key
    .split('.')
    .reduce<PlainValue | undefined>(
      (at, name) => plainDict(at)[name],
      parse(readText(record, RECORDED_PARAMS) ?? '', RECORDED_PARAMS),
    )
  if (recorded === undefined || typeof recorded === 'object') return word
  const text = overrideWord(key, recorded)
  return text === `${key}=${value}` || isSame(word, recorded) ? word : `${sign}${text}`
}

function isSame(word: string, recorded: PlainValue): boolean {
  try {
    const { value } = parseOverride(word)
    return valueKey(cellOf(value)) === valueKey(cellOf(recorded))
  } catch (error) {
    if (error instanceof ReportError) return false
    throw error
  }
}

function readText(directory: string, file: string): string | undefined {
  try {
    return decodeWholeFile({ runDir: directory, files: [] }, file, utf8)
  } catch {
    return undefined
  }
}

/** Interpolations stay as they are written: most lead out of the file. Undefined for what is not YAML. */
function parse(text: string, source: string): PlainValue | undefined {
  try {
    return toPlain(parseRepeatedYaml(text, { source }))
  } catch (error) {
    if (error instanceof ReportError) return undefined
    throw error
  }
}

/** A mapping of a saved config; an empty one for anything else. */
export function plainDict(value: PlainValue | undefined): PlainObject {
  const isDict = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isDict ? value : {}
}
