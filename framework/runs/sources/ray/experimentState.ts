import { readdirSync, statSync } from 'node:fs'
import { posix } from 'node:path'
import { isOfFile } from '../../../files/isOfFile.ts'
import { decodeAll, utf8 } from '../../../files/regularFile.ts'
import { type ClaimFiles, MAX_METRICS_BYTES } from '../reading/claimFiles.ts'
import { parseJson, parseJsonRecord } from '../reading/json/jsonNumbers.ts'
import { listAt } from '../reading/json/members.ts'
import { readStart } from '../reading/readStart.ts'
import type { RunStatus } from '../source.ts'
import {
  POPULATION_FILE,
  SEARCH_FILE,
  STATE_FILE,
  STOPPING_SCHEDULER,
  TUNER_FILE,
} from './format.ts'
import { statusOf, type TrialState, trialState } from './trialState.ts'

/** The trials of an experiment, as a session left them. */
export interface ExperimentState {
  readonly trials: readonly TrialState[]
  readonly statuses: ReadonlyMap<TrialState, RunStatus>
  /** Some of them were stopped early, so that the others were chosen. */
  readonly hasPruned: boolean
  /** The iteration that the trial which came furthest has. */
  readonly furthest: number
  readonly byId: ReadonlyMap<string, TrialState>
  /** Those that have begun, by the names of their folders. */
  readonly byFolder: ReadonlyMap<string, TrialState>
}

/** A trial, and the newest state that knows it. */
export interface KnownTrial {
  readonly trial: TrialState
  /** The name of the state's file, from the directory of the claim. */
  readonly name: string
  readonly state: ExperimentState
}

/** Of the files in an experiment's folder those that say something of its trials; none where no session left its state. */
export function filesOfExperiment(names: readonly string[]): readonly string[] {
  if (!names.some((name) => STATE_FILE.test(name))) return []
  const own = [TUNER_FILE, POPULATION_FILE]
  return names.filter(
    (name) => STATE_FILE.test(name) || SEARCH_FILE.test(name) || own.includes(name),
  )
}

/**
 * The names of the states among files: each session writes one of its own, named by its start. The newest comes first; a
 * trial is as the newest that knows it says.
 */
export function newestStates(names: readonly string[]): string[] {
  return names
    .filter((name) => STATE_FILE.test(posix.basename(name)))
    .sort((a, b) => (a < b ? 1 : -1))
}

/**
 * How the trials of an experiment stood at the end of a session; undefined where the file is gone.
 *
 * @param name of the state's file, from the directory of the claim
 * @throws {ReportError} RUN_UNUSABLE where the file is not one of Ray's
 */
export function readState(files: ClaimFiles, name: string): ExperimentState | undefined {
  const file = posix.join(files.directory, name)
  const read = (descriptor: number, size: number) => {
    const { mtimeMs } = files.files.at(-1) ?? {}
    const directory = posix.dirname(file)
    if (lastRead.directory !== directory) lastRead = { directory, states: new Map() }
    const key = `${size} ${mtimeMs} ${file}`
    const known = lastRead.states.get(key)
    if (known !== undefined) return known
    const text = decodeAll(descriptor, size, name, { decode: utf8 })
    const state = parseState(name, text, stopsTrials(`${directory}/${TUNER_FILE}`))
    lastRead.states.set(key, state)
    return state
  }
  return files.open(name, read, { maxBytes: MAX_METRICS_BYTES })
}

/** The trials of an experiment are read one after another, and all ask for the same files. */
let lastRead: { readonly directory: string; readonly states: Map<string, ExperimentState> } = {
  directory: '',
  states: new Map(),
}

/** What an experiment was asked for may hold data, too; its scheduler stands near the start. */
const MAX_TUNER_BYTES = 16 * 1024 * 1024

function stopsTrials(tuner: string): boolean {
  return STOPPING_SCHEDULER.test(readStart(tuner, MAX_TUNER_BYTES)?.toString('latin1') ?? '')
}

/** The files of the experiment in a directory; none where it cannot be listed. */
export function findExperiment(directory: string): readonly string[] {
  try {
    const key = `${statSync(directory).mtimeMs} ${directory}`
    if (lastListed.key !== key)
      lastListed = { key, names: filesOfExperiment(readdirSync(directory)) }
    return lastListed.names
  } catch (error) {
    if (isOfFile(error)) return []
    throw error
  }
}

/** Likewise: the directory of an experiment of ten thousand trials is not listed for each of them. */
let lastListed: { readonly key: string; readonly names: readonly string[] } = { key: '', names: [] }

/** Since Ray 2.5 pairs of a trial and its run, before that trials; each is JSON in a string. */
function parseState(name: string, text: string, hasScheduler: boolean): ExperimentState {
  const experiment = parseJsonRecord(name, text)
  const pairs = listAt(experiment, 'trial_data')
  const saved = pairs.length > 0 ? pairs : listAt(experiment, 'checkpoints')
  const trials = saved.flatMap((each) => {
    const [trial, run] = (Array.isArray(each) ? each : [each, each]).map((part: unknown) =>
      typeof part === 'string' ? parseJson(name, part) : part,
    )
    return trialState(trial, run) ?? []
  })
  const furthest = trials.reduce((most, { iteration = 0 }) => Math.max(most, iteration), 0)
  const begun = trials.flatMap((trial): [string, TrialState][] =>
    trial.folder === undefined ? [] : [[trial.folder, trial]],
  )
  const statuses = new Map(trials.map((each) => [each, statusOf(each, { furthest, hasScheduler })]))
  return {
    trials,
    statuses,
    furthest,
    hasPruned: [...statuses.values()].includes('pruned'),
    byId: new Map(trials.map((each) => [each.id, each])),
    byFolder: new Map(begun),
  }
}
