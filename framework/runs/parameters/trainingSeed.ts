import { advisedOverride } from '../../config/overrides/writeOverride.ts'
import { ReportError } from '../../errors.ts'
import { nearest } from '../../text/nearest.ts'
import type { Cell, Finding } from '../runRecord.ts'
import type { SweepValues } from './sweepValues.ts'

/** Keys that the seed of a training usually has, however they are spelled, the best first; docs/facts.md lists them. */
const USUAL_KEYS = [
  /^seed$/i,
  /^trainer\.seed$/i,
  /^phase1\.trainer\.seed$/i,
  /^general\.trainer\.seed$/i,
  /\.trainer\.seed$/i,
  /^random_seed$/i,
  /^random_state$/i,
  /^pl_seed$/i,
]
const IN_WORDS = 'seed, *.trainer.seed, random_seed, random_state, pl_seed'

export interface TrainingSeed {
  /** The seed of each run. */
  readonly cells: readonly Cell[]
  /** The key of the seed; undefined where there is none. */
  readonly key: string | undefined
  /** All keys that hold nothing but this seed: none is a column of its own. */
  readonly keys: ReadonlySet<string>
  readonly finding: Finding | undefined
}

/**
 * The seed that each training started from, by its usual keys: those that an override sets come
 * first, then those that differ between runs, then the order of the names. Other seeds (of the data,
 * of a split) are parameters like others.
 *
 * @param given the key that holds the seed, whole or its end; by default it is found by its name
 * @throws {ReportError} SEED_UNKNOWN where no run has the given key
 */
export function findTrainingSeed(values: SweepValues, given?: string): TrainingSeed {
  const keys = given === undefined ? usualSeeds(values) : [resolveKey(values.keys, given)]
  const ofKeys = keys.map((key) => values.cellsOf(key))
  const [first = []] = ofKeys
  const cells = first.map((_, run) => ofKeys.find((each) => each[run] != null)?.[run] ?? null)
  const isOnlySeed = (key: string) =>
    values.cellsOf(key).every((cell, run) => cell === null || cell === cells[run])
  return {
    cells,
    key: keys[0],
    keys: new Set(keys.filter(isOnlySeed)),
    finding: keys.length === 0 ? adviseSeed(values) : undefined,
  }
}

/** Whether a key is a seed of some kind: of the training, of a split, of the data. */
export function isSeedKey(key: string): boolean {
  return /(?:^|[./_])(?:seed|random_state)$/i.test(key)
}

function usualSeeds(values: SweepValues): string[] {
  const order = (key: string) => [
    Number(!values.setKeys.has(key)),
    Number(!values.differs(key)),
    USUAL_KEYS.findIndex((pattern) => pattern.test(key)),
  ]
  return [...values.keys]
    .filter((key) => USUAL_KEYS.some((pattern) => pattern.test(key)))
    .map((key) => ({ key, order: order(key) }))
    .sort((a, b) => compareLists(a.order, b.order))
    .map(({ key }) => key)
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number)
}

function resolveKey(keys: ReadonlySet<string>, given: string): string {
  if (keys.has(given)) return given
  const [end, ...others] = [...keys].filter((key) => key.endsWith(`.${given}`))
  if (end !== undefined && others.length === 0) return end
  const near = nearest(given, keys) ?? [...keys].find(isSeedKey)
  const hint = near === undefined ? '' : ` Did you mean ${advisedOverride('inputs.seed', near)}`
  const problem =
    end === undefined ? 'no run has this key' : `it may be ${[end, ...others].join(' or ')}`
  throw new ReportError('SEED_UNKNOWN', `inputs.seed=${given}: ${problem}.${hint}`)
}

/** Where a seed differs that is not known to be the training's, a person must say what it is. */
function adviseSeed(values: SweepValues): Finding | undefined {
  const key = [...values.keys].find((each) => isSeedKey(each) && values.differs(each))
  if (key === undefined) return undefined
  const advice = advisedOverride('inputs.seed', key)
  const detail = `the seed of the training has none of its usual keys (${IN_WORDS}); if it is ${key}, add ${advice}`
  return { kind: 'seed-unknown', detail }
}
