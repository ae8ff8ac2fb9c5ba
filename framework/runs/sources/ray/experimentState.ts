import { readdirSync, statSync } from 'node:fs'
import { posix } from 'node:path'
import { isOfFile } from '../../../files/isOfFile.ts'
import { decodeAll, utf8 } from '../../../files/regularFile.ts'
import { type ClaimFiles, MAX_METRICS_BYTES } from '../reading/claimFiles.ts'
import { flatParams, isMapping } from '../reading/flatParams.ts'
import { parseJson, parseJsonRecord } from '../reading/json/jsonNumbers.ts'
import { listAt, valueAt } from '../reading/json/members.ts'
import type { Scalar } from '../source.ts'
import { PICKLE_TYPE, PICKLED, STATE_FILE } from './format.ts'

/** What Ray's experiment says of a trial. */
export interface TrialState {
  readonly id: string
  /** The name of its folder; undefined before it began. */
  readonly folder?: string
  /** Ray's word for how it stands, such as `TERMINATED`. */
  readonly word: string
  readonly params: ReadonlyMap<string, Scalar>
  /** Milliseconds since 1970. */
  readonly startedAt?: number
  /** A result of it was received, so that its folder has a report. */
  readonly hasReported: boolean
}

/** The trials of an experiment. */
export interface ExperimentState {
  readonly trials: readonly TrialState[]
  /** Those that have begun, by the names of their folders. */
  readonly byFolder: ReadonlyMap<string, TrialState>
}

/** Each session writes a file of its own, named by its start; the newest says how all trials stand. */
export function newestState(names: readonly string[]): string | undefined {
  return names.filter((name) => STATE_FILE.test(name)).reduce<string | undefined>(later, undefined)
}

function later(a: string | undefined, b: string): string {
  return a === undefined || b > a ? b : a
}

/**
 * How the trials of an experiment stand; undefined where the file is gone.
 *
 * @param name of the state's file, from the directory of the claim
 * @throws {ReportError} RUN_UNUSABLE where the file is not one of Ray's
 */
export function readState(files: ClaimFiles, name: string): ExperimentState | undefined {
  const file = posix.join(files.directory, name)
  const read = (descriptor: number, size: number) => {
    const { mtimeMs } = files.files.at(-1) ?? {}
    const key = `${size} ${mtimeMs} ${file}`
    if (lastRead?.key === key) return lastRead.state
    const text = decodeAll(descriptor, size, name, { decode: utf8 })
    lastRead = { key, state: parseState(name, text) }
    return lastRead.state
  }
  return files.open(name, read, { maxBytes: MAX_METRICS_BYTES })
}

/** The trials of an experiment are read one after another, and all ask for the same file. */
let lastRead: { readonly key: string; readonly state: ExperimentState } | undefined

/** The name of the newest state in a directory; undefined where there is none, or it cannot be listed. */
export function findState(directory: string): string | undefined {
  try {
    const key = `${statSync(directory).mtimeMs} ${directory}`
    if (lastListed?.key !== key) lastListed = { key, name: newestState(readdirSync(directory)) }
    return lastListed.name
  } catch (error) {
    if (isOfFile(error)) return undefined
    throw error
  }
}

/** Likewise: the directory of an experiment of ten thousand trials is not listed for each of them. */
let lastListed: { readonly key: string; readonly name: string | undefined } | undefined

/** Since Ray 2.5 pairs of a trial and its run, before that trials; each is JSON in a string. */
function parseState(name: string, text: string): ExperimentState {
  const experiment = parseJsonRecord(name, text)
  const pairs = listAt(experiment, 'trial_data')
  const saved = pairs.length > 0 ? pairs : listAt(experiment, 'checkpoints')
  const trials = saved.flatMap((each) => {
    const [trial, run] = (Array.isArray(each) ? each : [each, each]).map((part: unknown) =>
      typeof part === 'string' ? parseJson(name, part) : part,
    )
    const state = stateOf(trial, run)
    return state === undefined ? [] : [state]
  })
  const begun = trials.flatMap((trial): [string, TrialState][] =>
    trial.folder === undefined ? [] : [[trial.folder, trial]],
  )
  return { trials, byFolder: new Map(begun) }
}

function stateOf(trial: unknown, run: unknown): TrialState | undefined {
  const [id, word] = [valueAt(trial, 'trial_id'), valueAt(trial, 'status')]
  if (typeof id !== 'string' || typeof word !== 'string') return undefined
  const folder = valueAt(trial, 'relative_logdir') ?? valueAt(trial, 'logdir')
  const config = valueAt(trial, 'config')
  const start = valueAt(run, 'start_time')
  const result = valueAt(run, 'last_result') ?? valueAt(run, '_last_result')
  return {
    id,
    ...(typeof folder === 'string' && { folder: posix.basename(folder) }),
    word,
    params: isMapping(config) ? withoutPickles(flatParams(config)) : new Map(),
    ...(typeof start === 'number' && { startedAt: start * 1000 }),
    // Every result has an iteration.
    hasReported: valueAt(result, 'training_iteration') !== undefined,
  }
}

/** Objects of Python stand as their pickles, which say nothing here. */
function withoutPickles(params: ReadonlyMap<string, Scalar>): ReadonlyMap<string, Scalar> {
  const prefixes = [...params]
    .filter(([name, value]) => name.endsWith(PICKLE_TYPE) && value === PICKLED)
    .map(([name]) => `${name.slice(0, -PICKLE_TYPE.length)}.`)
  const isPickle = (name: string) => prefixes.some((prefix) => name.startsWith(prefix))
  return new Map([...params].filter(([name]) => !isPickle(name)))
}
