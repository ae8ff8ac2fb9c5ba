import { createHash } from 'node:crypto'
import { groupBy } from '../../../tables/groupBy.ts'
import { count } from '../../../text/counts.ts'
import type { LoadedRun, RunFinding } from '../../runRecord.ts'
import { digitsOf, fractionsOf, historyOf, MIN_DIGITS } from './historyDigits.ts'
import { settingsKey } from './settingsKey.ts'

/** Two runs that end in the same values of fewer metrics may do so by chance. */
const MIN_METRICS = 3
/** Records of different formats are of one run more often than two runs are equal: fewer values tell it. */
const MIN_VALUES = 8
/** A last value that more runs share tells nothing of a pair. */
const MAX_SHARING = 4

/** A run with its last values that are fractions: whole numbers, as of epochs, are the same in many. */
interface Candidate {
  readonly run: LoadedRun
  /** Metric -> last value as TensorBoard has it: it rounds what other loggers keep whole. */
  readonly last: ReadonlyMap<string, number>
  /** Last value -> the metrics that end in it: loggers have names of their own for the same. */
  readonly metrics: ReadonlyMap<number, readonly string[]>
}

/**
 * Runs of different formats, or copies within one, that look like one run recorded twice: all metrics
 * that the smaller record has end in the same values, and there are three of these at least by the same
 * names, or histories by whatever names are the same over so many values that it is no chance. Both count; a
 * reader must know. Jobs of Hydra's with different settings are two trainings: something that was set has no effect.
 */
export function findLookalikes(runs: readonly LoadedRun[]): RunFinding[] {
  return lookalikePairs(runs).filter(mayBeOne).map(finding)
}

function mayBeOne({ one, other }: LookalikePair): boolean {
  return !one.isJob || !other.isJob || settingsKey(one) === settingsKey(other)
}

/** Two runs that look like one. */
export interface LookalikePair {
  readonly one: LoadedRun
  readonly other: LoadedRun
  /** How many metrics end in the same values. */
  readonly nSame: number
}

/** The pairs of runs that look like one that was recorded twice, the earlier run of each first. */
export function lookalikePairs(runs: readonly LoadedRun[]): LookalikePair[] {
  const candidates = runs.map(candidateOf)
  const sharing = sharedEnds(candidates)
  const isRare = (value: number) => (sharing.get(value)?.length ?? 0) <= MAX_SHARING
  const pairs = pairsOf(sharing)
  const places = new Map(candidates.map((each, at) => [each, at]))
  const placeOf = (candidate: Candidate) => places.get(candidate) ?? 0
  return candidates.flatMap((one) =>
    [...(pairs.get(one) ?? [])]
      .filter((other) => isSame(one, other, isRare))
      .sort((a, b) => placeOf(a) - placeOf(b))
      .map((other) => ({
        one: one.run,
        other: other.run,
        nSame: Math.min(one.last.size, other.last.size),
      })),
  )
}

function candidateOf(run: LoadedRun): Candidate {
  const last = new Map<string, number>()
  const metrics = new Map<number, string[]>()
  for (const { name, last: end } of run.metrics) {
    if (end === null || Number.isInteger(end)) continue
    const value = Math.fround(end)
    last.set(name, value)
    const known = metrics.get(value)
    if (known === undefined) metrics.set(value, [name])
    else known.push(name)
  }
  return { run, last, metrics }
}

/** The runs that end in a value, for each value that several share. */
function sharedEnds(candidates: readonly Candidate[]): Map<number, readonly Candidate[]> {
  // Hardly any value is shared, so that few take a list.
  const first = new Map<number, Candidate>()
  const shared = new Map<number, Candidate[]>()
  for (const candidate of candidates) {
    for (const value of candidate.metrics.keys()) {
      const known = first.get(value)
      if (known === undefined) first.set(value, candidate)
      else if (shared.get(value)?.push(candidate) === undefined) {
        shared.set(value, [known, candidate])
      }
    }
  }
  return shared
}

/** The pairs of runs that may be the same, each once, the earlier run first. */
function pairsOf(
  sharing: ReadonlyMap<number, readonly Candidate[]>,
): Map<Candidate, Set<Candidate>> {
  const pairs = new Map<Candidate, Set<Candidate>>()
  const add = (one: Candidate, other: Candidate) => {
    const others = pairs.get(one)
    if (others === undefined) pairs.set(one, new Set([other]))
    else others.add(other)
  }
  for (const [value, candidates] of sharing) {
    if (candidates.length <= MAX_SHARING) {
      for (const [at, one] of candidates.entries()) {
        for (const other of candidates.slice(at + 1)) add(one, other)
      }
      continue
    }
    for (const [one, ...others] of groupBy(candidates, historyKey(value)).values()) {
      for (const other of others) add(one as Candidate, other)
    }
  }
  return pairs
}

function isSame(one: Candidate, other: Candidate, isRare: (value: number) => boolean): boolean {
  const [smaller, larger] = one.last.size <= other.last.size ? [one, other] : [other, one]
  for (const [metric, value] of smaller.last) {
    if ((larger.last.get(metric) ?? value) !== value || !larger.metrics.has(value)) return false
  }
  const named = [...smaller.last].flatMap(([metric, value]) =>
    larger.last.get(metric) === value && isRare(value) ? [value] : [],
  )
  // Accuracy, precision and recall of a run may be the same by definition.
  return new Set(named).size >= MIN_METRICS || shareHistories(smaller, larger)
}

/** Whether histories that are equal from the first value to the last are so by no chance. */
function shareHistories(smaller: Candidate, larger: Candidate): boolean {
  const isOtherFormat = smaller.run.sources[0] !== larger.run.sources[0]
  const known = new Set<string>()
  let [digits, values] = [0, 0]
  for (const [metric, value] of smaller.last) {
    const history = historyOf(metric, smaller.run.epochs)
    const isShared = larger.metrics
      .get(value)
      ?.some((other) => isEqual(history, historyOf(other, larger.run.epochs)))
    const key = digest(history)
    if (!isShared || known.has(key)) continue
    known.add(key)
    const fractions = fractionsOf(history)
    values += fractions.size
    digits += digitsOf(fractions)
    if (digits >= MIN_DIGITS || (isOtherFormat && values >= MIN_VALUES)) return true
  }
  return false
}

function finding({ one, other, nSame }: LookalikePair): RunFinding {
  const same = count(nSame, 'metric')
  const [format = '', otherFormat] = [one.sources[0], other.sources[0]]
  const remedies = [
    ...(format === otherFormat ? [] : [`read one format (sources=[${format}])`]),
    'join them with inputs.join',
  ]
  const detail = `it ends in the same values as ${one.runDir} (${same}), as one run that was recorded twice does; ${remedies.join(', ')} or leave one out with inputs.exclude`
  return { kind: 'looks-like-same-run', runDir: other.runDir, detail }
}

/** What runs share whose history to a value is the same; the run itself where it is too short to tell. */
function historyKey(value: number): (candidate: Candidate) => string | Candidate {
  return (candidate) => {
    for (const metric of candidate.metrics.get(value) ?? []) {
      const history = historyOf(metric, candidate.run.epochs)
      if (digitsOf(fractionsOf(history)) >= MIN_DIGITS) return digest(history)
    }
    return candidate
  }
}

function digest({ buffer }: Float32Array<ArrayBuffer>): string {
  return createHash('sha1').update(new Uint8Array(buffer)).digest('hex')
}

function isEqual(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at])
}
