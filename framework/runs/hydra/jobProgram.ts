import { existsSync } from 'node:fs'
import { parseOverride } from '../../config/overrides/parseOverride.ts'
import { overrideWord } from '../../config/overrides/writeOverride.ts'
import { type PlainObject, type PlainValue, toPlain } from '../../config/tree/plain.ts'
import { parseRepeatedYaml } from '../../config/yaml/repeatedYaml.ts'
import { ReportError } from '../../errors.ts'
import { utf8 } from '../../files/regularFile.ts'
import { valueKey } from '../../tables/valueKey.ts'
import { cellOf } from '../parameters/cells.ts'
import { decodeWholeFile, RUN_FILES } from '../runFiles.ts'
import { HPARAMS_FILE } from '../sources/lightning/format.ts'
import { hydraSections } from './hydraSections.ts'
import { jobFolder } from './jobFolder.ts'

/** How the program of a sweep is started. */
export interface Program {
  /**
   * Without `.py`; undefined where Hydra does not know it, but the name of the job's log may; `UNKNOWN_PROGRAM` where
   * neither does.
   */
  readonly name: string | undefined
  /** The directory that it was started in; undefined where Hydra did not note it. */
  readonly cwd: string | undefined
  /** The folders of its configs that are on this machine. */
  readonly configFolders: readonly ConfigFolder[]
  /** The words for Hydra itself that a job or a sweep needs: the name of its config, and settings of Hydra. */
  readonly words: readonly string[]
  /** Whether it swept, perhaps since its config says so. */
  readonly isSweep: boolean
}

/** A folder that a config was composed from. */
export interface ConfigFolder {
  /** What names it: the main one, relative to the program's file, or one more, relative to where it is started. */
  readonly option: '--config-path' | '--config-dir'
  /** Absolute. */
  readonly folder: string
}

/** Stands for a program of which nobody knows the file. */
export const UNKNOWN_PROGRAM = 'PROGRAM'

/** What differs from job to job, in the layout that Hydra writes. */
const OF_ONE_JOB =
  /^ {4}(?:override_dirname|id|num|task|output_dir|choices):.*\n(?: {4}-.*\n| {5}.*\n)*/gm

/** Settings of Hydra that say where results go and which jobs a sweep has: not of a job that runs alone. */
const SWEEP_SETTING = /^[+~]*hydra(?:\.(?:mode|run\.dir|sweep|job\.(?:num|id))|[./]sweeper)\b/

/** After it, neither the name of a job nor that of its log says what the program is called. */
const JOB_NAME_SETTING = /^\+{0,2}hydra\.job\.name=/

/** Not of a name that only the training could work out: `${experiment.name}`, or one that was never set, `???`. */
const FILE_NAME = /^[^/\\$?*\p{C}]+$/u

/** What the `hydra` section of a saved config says of the program. */
export function programOf(hydra: PlainObject): Program {
  const { name, config_name: config } = plainDict(hydra.job)
  const { hydra: settings } = plainDict(hydra.overrides)
  const ofHydra = Array.isArray(settings) ? settings.map(String) : []
  const known = typeof name === 'string' && FILE_NAME.test(name) ? name : undefined
  const runtime = plainDict(hydra.runtime)
  return {
    name: ofHydra.some((word) => JOB_NAME_SETTING.test(word)) ? UNKNOWN_PROGRAM : known,
    cwd: typeof runtime.cwd === 'string' ? runtime.cwd : undefined,
    configFolders: configFolders(runtime),
    words: [
      ...(typeof config === 'string' ? ['--config-name', config] : []),
      ...ofHydra.filter((word) => !SWEEP_SETTING.test(word)),
    ],
    isSweep: hydra.mode === 'MULTIRUN',
  }
}

/**
 * The folders that a config was composed from, with the options that name them. Hydra does not record whether the
 * program or its command line named the main one, so it is always given; but not where it does not exist, as after
 * the results were moved to another machine.
 */
function configFolders({ config_sources: sources }: PlainObject): ConfigFolder[] {
  if (!Array.isArray(sources)) return []
  return sources.map(plainDict).flatMap(({ provider, schema, path }) => {
    const option = CONFIG_FOLDER_OPTIONS.get(provider)
    if (option === undefined || schema !== 'file' || typeof path !== 'string') return []
    return existsSync(path) ? [{ option, folder: path }] : []
  })
}

const CONFIG_FOLDER_OPTIONS: ReadonlyMap<PlainValue | undefined, ConfigFolder['option']> = new Map([
  ['main', '--config-path'],
  ['command-line', '--config-dir'],
])

/** In the layout that Hydra writes. */
const MODE = /^ {2}mode: .*\n/m
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
  const sections = hydraSections(saved, ['overrides', 'job', 'runtime'])
  const mode = sections === saved ? '' : (MODE.exec(saved)?.[0] ?? '')
  const text = `${sections}${mode}`.replace(OF_ONE_JOB, '')
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

/** A word with the value that a record has of its key, where that is another one. */
function asRecorded(word: string, record: string): string {
  const [, sign, key, value] = /^(\+{0,2})([\w.]+)=(.*)$/s.exec(word) ?? []
  if (key === undefined) return word
  const recorded = key
    .split('.')
    .reduce<PlainValue | undefined>(
      (at, name) => plainDict(at)[name],
      parse(readText(record, HPARAMS_FILE) ?? '', HPARAMS_FILE),
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
