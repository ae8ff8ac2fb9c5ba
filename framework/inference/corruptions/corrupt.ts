import * as v from 'valibot'
import { ReportError } from '../../errors.ts'
import { Random } from '../../stats/random.ts'
import {
  checkArguments,
  checkOptions,
  FINITE,
  NUMBERS,
  objectOf,
  TEXT,
} from '../../text/checkOptions.ts'
import { didYouMean } from '../../text/nearest.ts'
import { recordOf } from '../../text/schema/recordOf.ts'
import { describeIssues } from '../../text/schema/schemaIssues.ts'
import {
  copyEventBatch,
  createEventBatch,
  type EventBatch,
  N_FEATURES,
} from '../data/eventBatch.ts'
import { additiveNoise } from './additiveNoise.ts'
import type { Corruption } from './corruption.ts'
import { dropTokens } from './dropTokens.ts'
import { globalJetScramble } from './globalJetScramble.ts'
import { permutation } from './permutation.ts'
import { swapIdContPairs } from './swapIdContPairs.ts'

const BUILT_IN: ReadonlyMap<string, Corruption> = new Map<string, Corruption>([
  ['additive_noise', additiveNoise],
  ['permutation', permutation],
  ['drop_tokens', dropTokens],
  ['swap_id_cont_pairs', swapIdContPairs],
  ['global_jet_scramble', globalJetScramble],
])

const registry = new Map(BUILT_IN)

export interface CorruptOptions {
  /** Name of a corruption. */
  readonly name: string
  /** Its parameters; those left out have their defaults. */
  readonly params?: Readonly<Record<string, number>>
  /** Default 0. */
  readonly seed?: number
  /** Standard deviations of E, pT, eta and phi, which scale noise. Default 1 each. */
  readonly sd?: readonly number[]
  /** A batch to write to, of the same shape and capacity. Default a new one. */
  readonly into?: EventBatch
}

const OPTIONS = {
  name: TEXT,
  // Which there are, and what they take, depends on the corruption.
  params: objectOf('parameters by their names'),
  seed: FINITE,
  sd: NUMBERS,
  into: objectOf('a batch of events'),
}

/**
 * A damaged copy of a batch of events, in physical units. Random numbers belong to the event's
 * index in its split, so an event is damaged in the same way whatever the batch size, the model or
 * the process. Padding and events that are not valid stay as they are.
 *
 * `corrupt.register(name, corruption)` adds an author's own.
 *
 * @throws {ReportError} CORRUPTION_UNKNOWN, `CORRUPTION_PARAM` for an unknown parameter or a
 *   value outside its limits
 */
export const corrupt = Object.assign(corruptBatch, { register })

function corruptBatch(events: EventBatch, options: CorruptOptions): EventBatch {
  checkArguments('OPTION_INVALID', 'corrupt', { events }, { events: objectOf('a batch of events') })
  checkOptions('OPTION_INVALID', 'corrupt', options, OPTIONS, ['name'])
  const { name, params = {}, seed = 0, sd = [1, 1, 1, 1], into } = options
  const corruption = findCorruption(name)
  const resolved = resolveParams(name, params)
  const random = new Random(seed, name)
  const damaged = into ?? createEventBatch(events, events.capacity)
  copyEventBatch(events, damaged)
  const { nTokens, nGlobals } = events
  for (let i = 0; i < events.nEvents; i++) {
    if (!events.isValid[i]) continue
    const event = {
      ids: damaged.ids.subarray(i * nTokens, (i + 1) * nTokens),
      globals: damaged.globals.subarray(i * nGlobals, (i + 1) * nGlobals),
      features: damaged.features.subarray(i * nTokens * N_FEATURES, (i + 1) * nTokens * N_FEATURES),
    }
    random.restart(events.firstEvent + i)
    corruption.apply(event, { random, params: resolved, sd })
  }
  return damaged
}

/** Names that results use for something else. */
const RESERVED = ['baseline', 'labels']

/**
 * Adds a corruption, or replaces one of the same name. Reports then name it in their config.
 *
 * @throws {ReportError} CORRUPTION_NAME, `CORRUPTION_INVALID` for what is not a corruption
 */
function register<Param extends string>(name: string, corruption: Corruption<Param>): void {
  if (typeof name !== 'string' || name === '') {
    throw new ReportError(
      'CORRUPTION_NAME',
      'corrupt.register: the first argument must be the name of the corruption.',
    )
  }
  if (RESERVED.includes(name)) {
    throw new ReportError(
      'CORRUPTION_NAME',
      `A corruption cannot be called "${name}": results use that name.`,
    )
  }
  checkCorruption(name, corruption)
  registry.set(name, corruption)
}

const CorruptionSchema = v.strictObject({
  params: recordOf(
    v.pipe(
      v.strictObject({ default: FINITE, min: v.optional(v.number()), max: v.optional(v.number()) }),
      v.check(
        ({ default: value, min = -Infinity, max = Infinity }) => value >= min && value <= max,
        'expected a default from min to max',
      ),
    ),
  ),
  apply: v.custom(
    (value) => typeof value === 'function',
    'expected a function that changes an event',
  ),
})

function checkCorruption(name: string, corruption: unknown): void {
  const { issues } = v.safeParse(CorruptionSchema, corruption)
  if (issues === undefined) return
  throw new ReportError(
    'CORRUPTION_INVALID',
    describeIssues(CorruptionSchema, issues, { subject: `The corruption "${name}": its key` }).join(
      '\n',
    ),
  )
}

/** @throws {ReportError} CORRUPTION_UNKNOWN */
export function findCorruption(name: string): Corruption {
  const corruption = registry.get(name)
  if (corruption) return corruption
  throw new ReportError(
    'CORRUPTION_UNKNOWN',
    `There is no corruption "${name}". ${didYouMean(name, registry.keys())}There are: ` +
      `${[...registry.keys()].join(', ')}. Add your own with corrupt.register(name, …).`,
  )
}

/** Whether a name means the corruption that ships with the product, and so does in any process. */
export function isBuiltIn(name: string): boolean {
  return registry.get(name) === BUILT_IN.get(name)
}

/** The parameters with defaults filled in, checked against their limits. */
export function resolveParams(
  name: string,
  given: Readonly<Record<string, number>>,
): Record<string, number> {
  const known = new Map(Object.entries(findCorruption(name).params))
  const resolved = new Map([...known].map(([param, { default: value }]) => [param, value]))
  for (const [param, value] of Object.entries(given)) {
    const spec = known.get(param)
    if (!spec) {
      throw new ReportError(
        'CORRUPTION_PARAM',
        `Corruption ${name} has no parameter "${param}". ${didYouMean(param, known.keys())}` +
          `It has: ${[...known.keys()].join(', ') || 'none'}.`,
      )
    }
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = spec
    if (!(value >= min && value <= max)) {
      throw new ReportError(
        'CORRUPTION_PARAM',
        `Parameter ${param}=${value} of corruption ${name}: expected a number ${rangeText(min, max)}.`,
      )
    }
    resolved.set(param, value)
  }
  return Object.fromEntries(resolved)
}

function rangeText(min: number, max: number): string {
  return max === Number.POSITIVE_INFINITY ? `of at least ${min}` : `from ${min} to ${max}`
}
