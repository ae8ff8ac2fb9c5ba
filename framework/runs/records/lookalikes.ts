import type { LoadedRun, RunFinding } from '../runRecord.ts'

/** Two runs that share fewer values may do so by chance. */
const MIN_SHARED = 3
/** A value that more runs share tells nothing of a pair. */
const MAX_SHARING = 4

/**
 * Runs of different formats, or copies within one, that look like one run recorded twice: at least
 * three metrics, and all that the smaller record has, end in the same values. Both count; a reader
 * must know.
 */
export function findLookalikes(runs: readonly LoadedRun[]): RunFinding[] {
  const sharing = new Map<string, number[]>()
  for (const [at, { metrics }] of runs.entries()) {
    for (const { name, last } of metrics) {
      // Whole numbers, such as counts of epochs, are the same in many runs.
      if (last === null || Number.isInteger(last)) continue
      // Compared as TensorBoard has them: it rounds what other loggers keep whole.
      const key = `${name}\0${Math.fround(last)}`
      const known = sharing.get(key)
      if (known) known.push(at)
      else sharing.set(key, [at])
    }
  }
  const pairs = new Map<string, { a: number; b: number; shared: number }>()
  for (const indexes of sharing.values()) {
    if (indexes.length < 2 || indexes.length > MAX_SHARING) continue
    for (const [i, a] of indexes.entries()) {
      for (const b of indexes.slice(i + 1)) {
        const key = `${a} ${b}`
        const pair = pairs.get(key) ?? { a, b, shared: 0 }
        pair.shared++
        pairs.set(key, pair)
      }
    }
  }
  return [...pairs.values()].flatMap(({ a, b, shared }) => {
    const [one, other] = [runs[a] as LoadedRun, runs[b] as LoadedRun]
    if (shared < Math.max(MIN_SHARED, Math.min(fractions(one), fractions(other)))) return []
    const detail = `it ends in the same values as ${one.runDir} (${shared} metrics), as one run that was recorded twice does; join them with inputs.join or leave one out with inputs.exclude`
    return [{ kind: 'looks-like-same-run', runDir: other.runDir, detail }]
  })
}

function fractions({ metrics }: LoadedRun): number {
  return metrics.filter(({ last }) => last !== null && !Number.isInteger(last)).length
}
