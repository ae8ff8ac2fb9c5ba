import { existsSync, readFileSync } from 'node:fs'
import { expandSweep } from '../../config/compose/expandSweep.ts'
import { loadYaml } from '../../config/loadYaml.ts'
import { parseOverride } from '../../config/overrides/parseOverride.ts'
import type { PlainValue } from '../../config/tree/plain.ts'
import { ReportError } from '../../errors.ts'
import { valueKey } from '../../tables/valueKey.ts'
import { cellOf } from '../parameters/cells.ts'
import { describeError } from '../reasons.ts'

/** What a sweep was asked to run, as Hydra wrote it to `multirun.yaml`. */
export interface PlannedSweep {
  /** The overrides of each job in the order of their numbers; undefined where a sampler chose them. */
  readonly jobs: readonly (readonly string[])[] | undefined
  /** Where the job of a number lies below the sweep, where that is only its number. */
  readonly subdirIsNumber: boolean
  /** The program's name without `.py`, where Hydra knows it. */
  readonly program: string | undefined
}

/**
 * Reads `multirun.yaml` in a sweep's directory; undefined where there is none.
 *
 * @throws {ReportError} SWEEP_INVALID where it cannot be read
 */
export function readPlannedSweep(directory: string): PlannedSweep | undefined {
  const file = `${directory}/multirun.yaml`
  if (!existsSync(file)) return undefined
  try {
    const { hydra } = plainDict(
      loadYaml(readFileSync(file, 'utf8'), { source: file, resolve: false }),
    )
    const { overrides, sweeper, sweep, job } = plainDict(hydra)
    const { _target_: target, params } = plainDict(sweeper)
    const isBasic = typeof target !== 'string' || target.endsWith('.BasicSweeper')
    const { task } = plainDict(overrides)
    const ofConfig = Object.entries(plainDict(params)).map(([key, value]) => `${key}=${value}`)
    const words = [...ofConfig, ...(Array.isArray(task) ? task.map(String) : [])]
    const { subdir } = plainDict(sweep)
    const { name } = plainDict(job)
    return {
      jobs: isBasic && Array.isArray(task) ? knownJobs(expandSweep(words)) : undefined,
      subdirIsNumber: subdir === '${hydra.job.num}',
      program: typeof name === 'string' && /^\w+$/.test(name) ? name : undefined,
    }
  } catch (error) {
    throw new ReportError('SWEEP_INVALID', `${file} cannot be read: ${describeError(error)}`, {
      cause: error,
    })
  }
}

/** A sweep over a glob of options depends on the program's configs, which are not here. */
function knownJobs(jobs: readonly (readonly string[])[]) {
  return jobs.length > 0 ? jobs : undefined
}

/** What two lists of overrides share where they ask for the same job, whatever their order. */
export function overridesKey(words: readonly string[]): string {
  const values = new Map<string, string>()
  for (const word of words) {
    const { key, value } = read(word)
    if (!key.startsWith('hydra.') && !key.startsWith('hydra/')) values.set(key, value)
  }
  return JSON.stringify([...values].sort(([a], [b]) => (a < b ? -1 : 1)))
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

function plainDict(value: PlainValue | undefined): Readonly<Record<string, PlainValue>> {
  const isDict = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isDict ? (value as Readonly<Record<string, PlainValue>>) : {}
}
