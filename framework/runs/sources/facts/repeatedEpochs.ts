import { groupBy } from '../../../tables/groupBy.ts'
import { count as counted } from '../../../text/counts.ts'

/** The rows of a `scalars.csv` in the order of the file. */
export interface WrittenRows {
  readonly splits: readonly (string | null)[]
  readonly epochs: Float64Array
  readonly lineNumbers: readonly number[]
}

export interface RepeatedEpochs {
  /** Rows that do not count, as positions in the file. */
  readonly superseded: ReadonlySet<number>
  /** What was found in `val`, or else in the first split that has an epoch twice, naming the lines. */
  readonly finding: string
}

/**
 * Finds epochs that a file holds more than once. After a resumed run the later rows count: the model
 * went on from them. Where two trainings wrote in turn, the rows of the one with more epochs count,
 * of equals the later one, so that no curve goes back and forth between them. `undefined` where
 * every epoch of every split is there once.
 */
export function findRepeatedEpochs(rows: WrittenRows): RepeatedEpochs | undefined {
  if (isRising(rows)) return undefined
  const superseded = new Set<number>()
  let finding: string | undefined
  for (const [split, positions] of groupBy(rows.epochs.keys(), (row) => rows.splits[row])) {
    const known = positions.filter((row) => !Number.isNaN(rows.epochs[row]))
    const byEpoch = [...groupBy(known, (row) => rows.epochs[row] as number)]
    const repeated = byEpoch.filter(([, same]) => same.length > 1)
    const [first] = repeated
    if (!first) continue
    const keep = isWrittenInTurn(rows.epochs, known, repeated) ? mainWriter(byEpoch) : undefined
    for (const [, same] of byEpoch) {
      const kept = keep === undefined ? same.at(-1) : same[keep]
      for (const row of same) if (row !== kept) superseded.add(row)
    }
    if (finding === undefined || split === 'val') {
      finding = describe(rows, String(split), first, { count: repeated.length, keep })
    }
  }
  return finding === undefined ? undefined : { superseded, finding }
}

/** Whether each split goes from epoch to epoch, as nearly all do: then none is there twice. */
function isRising({ splits, epochs }: WrittenRows): boolean {
  const last = new Map<string | null, number>()
  for (let row = 0; row < epochs.length; row++) {
    const split = splits[row] ?? null
    const epoch = epochs[row] as number
    if (!(epoch > (last.get(split) ?? -Infinity))) return false
    last.set(split, epoch)
  }
  return true
}

type SameEpoch = readonly [epoch: number, positions: number[]]

/** How many of the epochs between the first and the last repeated one are there twice, at least. */
const SHARE_IN_TURN = 0.9
/** A run that is resumed goes back this often at most. */
const MAX_RESUMES = 2

/** Whether the file goes back again and again: two trainings that write at the same time. */
function isWrittenInTurn(
  epochs: Float64Array,
  positions: readonly number[],
  repeated: readonly SameEpoch[],
): boolean {
  const inOrder = positions.map((row) => epochs[row] as number)
  const goesBack = inOrder.filter((epoch, i) => i > 0 && epoch <= (inOrder[i - 1] as number)).length
  const sorted = repeated.map(([epoch]) => epoch).sort((a, b) => a - b)
  const [from = 0, to = 0] = [sorted[0], sorted.at(-1)]
  const between = new Set(inOrder.filter((epoch) => epoch >= from && epoch <= to)).size
  return (
    goesBack > MAX_RESUMES &&
    goesBack * 2 >= repeated.length &&
    repeated.length >= between * SHARE_IN_TURN
  )
}

/** The writer with the most epochs, the later one of equals: its place among rows of one epoch. */
function mainWriter(byEpoch: readonly SameEpoch[]): number {
  const counts: number[] = []
  for (const [, same] of byEpoch) {
    for (const writer of same.keys()) counts[writer] = (counts[writer] ?? 0) + 1
  }
  return counts.lastIndexOf(Math.max(...counts))
}

function describe(
  { lineNumbers }: WrittenRows,
  split: string,
  [epoch, positions]: SameEpoch,
  { count, keep }: { count: number; keep: number | undefined },
): string {
  const times = positions.length === 2 ? 'twice' : `${positions.length} times`
  const lines = positions.map((row) => lineNumbers[row]).join(', ')
  const more = count > 1 ? `; ${counted(count - 1, 'more epoch')} likewise` : ''
  const what = `epoch ${epoch} of ${split} is there ${times} (lines ${lines}${more})`
  if (keep === undefined) return `${what}, as after a resumed run; the later rows count`
  const writer = keep === 0 ? 'first' : 'last'
  return `${what}, written in turn, as by two trainings; of each epoch the ${writer} row counts`
}
