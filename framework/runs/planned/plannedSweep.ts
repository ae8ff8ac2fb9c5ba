import { expandSweep } from '../../config/compose/expandSweep.ts'
import { loadYaml } from '../../config/loadYaml.ts'
import { parseOverride } from '../../config/overrides/parseOverride.ts'
import type { PlainObject } from '../../config/tree/plain.ts'
import { ReportError } from '../../errors.ts'
import { readText } from '../../files/regularFile.ts'
import { valueKey } from '../../tables/valueKey.ts'
import { type Program, plainDict, programOf } from '../hydra/jobProgram.ts'
import { cellOf } from '../parameters/cells.ts'
import { describeError } from '../reasons.ts'
import { PLAN_FILE } from '../runFiles.ts'

/** What a sweep was asked to run, as Hydra wrote it to `multirun.yaml`. */
export interface PlannedSweep {
  readonly jobs: PlannedJobs
  /** Where a job lies below the sweep, as the config has it; undefined where it does not say. */
  readonly subdir: string | undefined
  readonly program: Program
}

/** The overrides of each job in the order of their numbers, or why nobody knows them. */
export type PlannedJobs =
  | { readonly known: true; readonly overrides: readonly (readonly string[])[] }
  | {
      readonly known: false
      readonly reason: string
      /** How many jobs a sampler was asked for. */
      readonly asked: number | undefined
    }

/**
 * Reads `multirun.yaml` in a sweep's directory.
 *
 * @throws {ReportError} SWEEP_INVALID where it cannot be read
 */
export function readPlannedSweep(directory: string): PlannedSweep {
  const file = `${directory}/${PLAN_FILE}`
  try {
    const text = readText(file, { name: PLAN_FILE })
    if (text.trim() === '') throw new ReportError('SWEEP_INVALID', 'it is empty')
    const saved = loadYaml(text, { source: PLAN_FILE, resolve: false })
    const hydra = plainDict(plainDict(saved).hydra)
    return {
      jobs: plannedJobs(hydra),
      subdir: subdirOf(hydra),
      program: programOf(hydra),
    }
  } catch (error) {
    throw new ReportError('SWEEP_INVALID', `${file} cannot be read: ${describeError(error)}`, {
      cause: error,
    })
  }
}

function subdirOf(hydra: PlainObject): string | undefined {
  const { subdir } = plainDict(hydra.sweep)
  return typeof subdir === 'string' ? subdir : undefined
}

const JOB_NUMBER = /\$\{\s*hydra[.:]job\.num\s*\}/g
/** What a job that is run alone has another value of. */
const OF_THE_SWEEP = /\$\{\s*(?:hydra[.:](?:job\.id|sweep)|now:)/

/** Where a job of a number is to lie below its sweep, by Hydra's grammar; undefined where only the sweep could know. */
export function placeOfNumber(subdir: string | undefined, number: number): string | undefined {
  return subdir === undefined || OF_THE_SWEEP.test(subdir)
    ? undefined
    : subdir.replaceAll(JOB_NUMBER, `${number}`)
}

/** Whether several jobs may have written into one folder, since its name has neither their number nor their id. */
export function mayShareFolders(subdir: string | undefined): boolean {
  return subdir !== undefined && !/\$\{\s*hydra[.:]job\.(?:num|id)\s*\}/.test(subdir)
}

/** Whether a job lies in the folder of its number. */
export function isNumber(subdir: string | undefined): boolean {
  return subdir?.replace(JOB_NUMBER, '') === ''
}

function plannedJobs(hydra: PlainObject): PlannedJobs {
  const sweeperConfig = plainDict(hydra.sweeper)
  const { _target_: target, params } = sweeperConfig
  if (typeof target === 'string' && !target.endsWith('.BasicSweeper')) {
    const sweeper = target.slice(target.lastIndexOf('.') + 1)
    return {
      known: false,
      reason: `${sweeper} chose the jobs as it went`,
      asked: askedOfSampler(sweeperConfig),
    }
  }
  const { task } = plainDict(hydra.overrides)
  if (!Array.isArray(task)) {
    return {
      known: false,
      reason: `its ${PLAN_FILE} does not keep the overrides`,
      asked: undefined,
    }
  }
  const ofConfig = Object.entries(plainDict(params)).map(([key, value]) => `${key}=${value}`)
  const overrides = expandSweep([...ofConfig, ...task.map(String)])
  return overrides.length > 0
    ? { known: true, overrides }
    : {
        known: false,
        reason: "it sweeps over a glob of options, which the program's configs hold",
        asked: undefined,
      }
}

/**
 * The number of jobs that Optuna's (`n_trials`) or Nevergrad's (`optim.budget`) sweeper starts. A grid
 * ends when it is exhausted, whatever it was asked for, and others may stop early.
 */
function askedOfSampler({ n_trials: trials, optim, sampler }: PlainObject): number | undefined {
  const target = plainDict(sampler)._target_
  if (typeof target === 'string' && target.endsWith('.GridSampler')) return undefined
  const asked = trials ?? plainDict(optim).budget
  return typeof asked === 'number' && Number.isInteger(asked) && asked > 0 ? asked : undefined
}

/** What two lists of overrides share where they ask for the same job, whatever their order. */
export function overridesKey(words: readonly string[]): string {
  return JSON.stringify([...valuesOf(words)].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Whether a list of overrides asks for all that another one does, and perhaps for more. */
export function asksForAll(words: readonly string[], wanted: readonly string[]): boolean {
  const values = valuesOf(words)
  return [...valuesOf(wanted)].every(([key, value]) => values.get(key) === value)
}

/** By key, but for the settings of Hydra itself. */
function valuesOf(words: readonly string[]): Map<string, string> {
  const values = new Map<string, string>()
  for (const word of words) {
    const { key, value } = read(word)
    if (!key.startsWith('hydra.') && !key.startsWith('hydra/')) values.set(key, value)
  }
  return values
}

/** A text that is not of Hydra's grammar, as older trainers kept some, stands for itself. */
function read(word: string): { readonly key: string; readonly value: string } {
  try {
    const { key, type, value } = parseOverride(word)
    return { key, value: type === 'DEL' ? '~' : valueKey(cellOf(value)) }
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    return { key: word, value: word }
  }
}
