import { expandSweep } from '../../config/compose/expandSweep.ts'
import { loadYaml } from '../../config/loadYaml.ts'
import type { PlainObject } from '../../config/tree/plain.ts'
import { ReportError } from '../../errors.ts'
import { readText } from '../../files/regularFile.ts'
import { type Program, plainDict, programOf } from '../hydra/jobProgram.ts'
import { describeError } from '../reasons.ts'
import { PLAN_FILE } from '../runFiles.ts'

/** What a sweep was asked to run, as Hydra wrote it to `multirun.yaml`. */
export interface PlannedSweep {
  readonly jobs: PlannedJobs
  /** Where a job lies below the sweep, as the config has it; undefined where it does not say. */
  readonly subdir: string | undefined
  /** Keys that its `override_dirname` leaves out. */
  readonly keysOutOfNames: readonly string[]
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
      keysOutOfNames: keysOutOfNames(hydra),
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

function keysOutOfNames(hydra: PlainObject): string[] {
  const { override_dirname: dirname } = plainDict(plainDict(hydra.job).config)
  const { exclude_keys: keys } = plainDict(dirname)
  return Array.isArray(keys) ? keys.map(String) : []
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
