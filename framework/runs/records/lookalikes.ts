import { createHash } from 'node:crypto'
import { groupBy } from '../../tables/groupBy.ts'
import { count } from '../../text/counts.ts'
import type { EpochColumns, LoadedRun, RunFinding } from '../runRecord.ts'

/** Two runs that end in the same values of fewer metrics may do so by chance. */
const MIN_METRICS = 3
/** Two histories that share this many different values in the same order do not. */
const MIN_POINTS = 10
/** A last value that more runs share tells nothing of a pair. */
const MAX_SHARING = 4

/** A run with its last values that are fractions: whole numbers, as of epochs, are the same in many. */
interface Candidate {
  readonly run: LoadedRun
  /** Metric -> last value as TensorBoard has it: it rounds what other loggers keep whole. */
  readonly last: ReadonlyMap<string, number>
}

/** How two runs agree. */
interface Evidence {
  readonly metrics: number
  readonly points: number
}

/**
 * Runs of different formats, or copies within one, that look like one run recorded twice: all metrics
 * that the smaller record has end in the same values, and there are three of these at least, or the
 * history of one has ten equal values. Both count; a reader must know.
 */
export function findLookalikes(runs: readonly LoadedRun[]): RunFinding[] {
  const candidates = runs.map((run): Candidate => ({ run, last: lastFractions(run) }))
  const pairs = new Map<Candidate, Map<Candidate, Evidence>>()
  const add = (one: Candidate, other: Candidate, points: number) => {
    const others = pairs.get(one) ?? new Map<Candidate, Evidence>()
    const known = others.get(other) ?? { metrics: 0, points: 0 }
    others.set(other, { metrics: known.metrics + 1, points: Math.max(known.points, points) })
    pairs.set(one, others)
  }
  for (const [metric, sharing] of sharedEnds(candidates)) {
    if (sharing.length <= MAX_SHARING) {
      for (const [i, one] of sharing.entries()) {
        for (const other of sharing.slice(i + 1)) {
          add(one, other, equalPoints(metric, one, other))
        }
      }
      continue
    }
    for (const [one, ...others] of groupBy(sharing, historyKey(metric)).values()) {
      for (const other of others) add(one as Candidate, other, fractions(metric, other).size)
    }
  }
  return [...pairs].flatMap(([one, others]) =>
    [...others]
      .filter(([other, evidence]) => isSame(one, other, evidence))
      .map(([other]) => finding(one, other)),
  )
}

function lastFractions({ metrics }: LoadedRun): Map<string, number> {
  const fractions = new Map<string, number>()
  for (const { name, last } of metrics) {
    if (last !== null && !Number.isInteger(last)) fractions.set(name, Math.fround(last))
  }
  return fractions
}

/** The values that runs end in, of one metric. Hardly any is shared, so that few take a list. */
interface Ends {
  readonly first: Map<number, Candidate>
  readonly shared: Map<number, Candidate[]>
}

/** The runs that end in the same value of a metric, for each metric and each value that several share. */
function sharedEnds(candidates: readonly Candidate[]): [metric: string, Candidate[]][] {
  const ends = new Map<string, Ends>()
  for (const candidate of candidates) {
    for (const [metric, value] of candidate.last) {
      let ofMetric = ends.get(metric)
      if (ofMetric === undefined) {
        ofMetric = { first: new Map(), shared: new Map() }
        ends.set(metric, ofMetric)
      }
      const { first, shared } = ofMetric
      const known = first.get(value)
      if (known === undefined) first.set(value, candidate)
      else if (shared.get(value)?.push(candidate) === undefined) {
        shared.set(value, [known, candidate])
      }
    }
  }
  return Array.from(ends, ([metric, { shared }]) =>
    Array.from(shared.values(), (each): [string, Candidate[]] => [metric, each]),
  ).flat()
}

function isSame(one: Candidate, other: Candidate, { metrics, points }: Evidence): boolean {
  if (metrics < MIN_METRICS && points < MIN_POINTS) return false
  const [smaller, larger] = one.last.size <= other.last.size ? [one, other] : [other, one]
  return [...smaller.last].every(([metric, value]) => larger.last.get(metric) === value)
}

function finding({ run: one, ...a }: Candidate, { run: other, ...b }: Candidate): RunFinding {
  const same = count(Math.min(a.last.size, b.last.size), 'metric')
  const detail = `it ends in the same values as ${one.runDir} (${same}), as one run that was recorded twice does; join them with inputs.join or leave one out with inputs.exclude`
  return { kind: 'looks-like-same-run', runDir: other.runDir, detail }
}

/** How many different values two histories share that are equal from the first to the last. */
function equalPoints(metric: string, one: Candidate, other: Candidate): number {
  const [a, b] = [historyOf(metric, one), historyOf(metric, other)]
  const isEqual = a.length === b.length && a.every((value, at) => value === b[at])
  return isEqual ? fractions(metric, one).size : 0
}

/** What runs share whose history of a metric is the same; the run itself where it is too short to tell. */
function historyKey(metric: string): (candidate: Candidate) => string | Candidate {
  return (candidate) => {
    if (fractions(metric, candidate).size < MIN_POINTS) return candidate
    const { buffer } = historyOf(metric, candidate)
    return createHash('sha1').update(new Uint8Array(buffer)).digest('hex')
  }
}

function fractions(metric: string, candidate: Candidate): Set<number> {
  return new Set(historyOf(metric, candidate).filter((value) => !Number.isInteger(value)))
}

/** The logged values in their order, without the rows in which others stand. */
function historyOf(metric: string, { run }: Candidate): Float32Array<ArrayBuffer> {
  return Float32Array.from(valuesOf(metric, run.epochs).filter(Number.isFinite))
}

function valuesOf(metric: string, epochs: EpochColumns): Float64Array {
  const column = epochs.find(({ name }) => name === metric)
  return column?.kind === 'number' ? column.values : new Float64Array()
}
