import { ReportError } from '../../../errors.ts'
import { parsePythonFloat } from '../../../text/python/pythonNumber.ts'
import { cutOff } from '../../../text/shorten.ts'
import type { EpochColumns } from '../../runRecord.ts'
import { metricName } from './diverged.ts'
import type { EventRecord } from './eventLine.ts'
import type { RunEvents } from './events.ts'
import { argmin, max, mean, sum } from './pandas.ts'
import { numbers, type Scalars } from './scalars.ts'

/** What a run measured: columns of the runs table, `null` where there is nothing. */
export interface Measures {
  readonly epochs: number
  /** Null like the best loss, where every loss that was logged is NaN. */
  readonly best_epoch: number | null
  readonly 'loss.total_best': number | null
  readonly 'loss.total_final': number | null
  readonly 'loss.recon_best': number | null
  /** No trainer records it. */
  readonly 'loss.commit_best': null
  readonly 'loss.codebook_best': number | null
  readonly total_time_s: number | null
  readonly mean_epoch_time_s: number | null
  readonly throughput_mean: number | null
  readonly max_memory_mib_max: number | null
  readonly metric_perplex_final: number | null
  readonly [metricFinal: `metric_${string}_final`]: number | null
  readonly 'loss.rec_globals_best': number | null
  /** Metrics whose last logged value is NaN or infinite, such as `loss.total`. */
  readonly diverged: string | null
}

/**
 * Summarises a run over its `val` rows. The best epoch is the first with the least loss, the final
 * one the last; missing losses are passed over. Times, throughput and memory are those of all rows,
 * also of epochs that a resumed run did again.
 *
 * Throws `RUN_UNUSABLE`, naming the file, where no `val` row has a loss (NaN is one: that run diverged, and
 * counts), where the best one has no epoch, or where the training's total time is not a number.
 */
export function measureRun(run: {
  readonly scalars: Scalars
  readonly events: RunEvents | undefined
}): Measures {
  const unusable = (reason: string) => new ReportError('RUN_UNUSABLE', reason)
  const val = splitReader(run.scalars.epochs, 'val')
  const epoch = val('epoch') as Float64Array
  const loss = val('val_loss') as Float64Array
  if (epoch.length === 0) {
    throw unusable('facts/scalars.csv: no row has the split val')
  }
  const best = argmin(loss)
  const hasBest = best >= 0
  if (!hasBest && !run.scalars.diverged.has(metricName('val_loss'))) {
    throw unusable('facts/scalars.csv: no row of the split val has a val_loss')
  }
  const bestEpoch = hasBest ? Math.trunc(epoch[best] as number) : null
  if (hasBest && !Number.isFinite(bestEpoch)) {
    throw unusable('facts/scalars.csv: the val row with the least val_loss has no epoch')
  }
  const lastEpoch = Math.trunc(max(epoch))
  if (!Number.isFinite(lastEpoch)) throw unusable('facts/scalars.csv: an epoch is infinite')

  const { epochs, written } = run.scalars
  const allWritten = written === epochs ? val : splitReader(written, 'val')
  const epochTimes = allWritten('epoch_time_s')
  const position = hasBest ? epochPosition(epoch, epoch[best] as number) : -1
  const historyAtBest = (name: string) =>
    hasBest ? historyEntry(run.events?.lastEpochEnd, name, position) : null
  return {
    epochs: lastEpoch + 1,
    best_epoch: bestEpoch,
    'loss.total_best': hasBest ? (loss[best] as number) : null,
    'loss.total_final': present(loss.at(-1)),
    'loss.recon_best': historyAtBest('history_rec_tokens'),
    'loss.commit_best': null,
    'loss.codebook_best': historyAtBest('history_codebook'),
    total_time_s: present(totalTime(run.events, epochTimes)),
    mean_epoch_time_s: presentOf(epochTimes, mean),
    throughput_mean: presentOf(allWritten('throughput'), mean),
    max_memory_mib_max: presentOf(allWritten('max_memory_mib'), max),
    metric_perplex_final: null,
    ...finalMetrics(run.scalars.epochs, val),
    'loss.rec_globals_best': historyAtBest('history_rec_globals'),
    diverged: divergedText(run),
  }
}

/** Reads numeric columns of one split's rows, sorted by epoch as the columns are. */
function splitReader(
  columns: EpochColumns,
  split: string,
): (name: string) => Float64Array | undefined {
  const rows: number[] = []
  const splits = columns.find((column) => column.name === 'split')?.values ?? []
  for (const [row, name] of splits.entries()) if (name === split) rows.push(row)
  return (name) => {
    const values = numbers(columns, name)
    return values && new Float64Array(rows.map((row) => values[row] as number))
  }
}

/** Which entry of the histories an epoch has: they hold one for each distinct epoch, in order. */
function epochPosition(sortedEpochs: Float64Array, epoch: number): number {
  return [...new Set(sortedEpochs)].indexOf(epoch)
}

function historyEntry(
  record: EventRecord | undefined,
  name: string,
  position: number,
): number | null {
  const history = record?.[name]
  return Array.isArray(history) ? present(asNumber(history[position])) : null
}

/** What the trainer took from its start to its end, or else what its epochs took together. */
function totalTime(
  events: RunEvents | undefined,
  epochTimes: Float64Array | undefined,
): number | undefined {
  const recorded = events?.trainEnd?.total_time_s
  if (recorded === undefined || recorded === null) return epochTimes && sum(epochTimes)
  const seconds = asNumber(recorded)
  if (seconds !== null) return seconds
  throw new ReportError(
    'RUN_UNUSABLE',
    `facts/events.jsonl: total_time_s of on_train_end is ${cutOff(JSON.stringify(recorded))}, ` +
      'not a number',
  )
}

/** The histories of the events, and what the runs table calls them. */
const HISTORIES = [
  ['history_rec_tokens', 'loss.recon'],
  ['history_codebook', 'loss.codebook'],
  ['history_rec_globals', 'loss.rec_globals'],
] as const

function divergedText({
  scalars,
  events,
}: {
  readonly scalars: Scalars
  readonly events: RunEvents | undefined
}): string | null {
  const parts = HISTORIES.filter(([history]) => {
    const values = events?.lastEpochEnd?.[history]
    const last: unknown = Array.isArray(values) ? values.at(-1) : null
    return typeof last === 'number' && !Number.isFinite(last)
  })
  const names = [...scalars.diverged.keys(), ...parts.map(([, name]) => name)]
  return names.length > 0 ? names.join(', ') : null
}

/** Python's `float(value)`; `null` where it raises. */
function asNumber(value: unknown): number | null {
  if (typeof value === 'string') return parsePythonFloat(value) ?? null
  if (typeof value === 'boolean' || typeof value === 'number') return Number(value)
  return null
}

function finalMetrics(
  columns: EpochColumns,
  val: (name: string) => Float64Array | undefined,
): Record<`metric_${string}_final`, number | null> {
  const names = columns.map(({ name }) => name).filter((name) => name.startsWith('metric_'))
  return Object.fromEntries(names.map((name) => [`${name}_final`, present(val(name)?.at(-1))]))
}

function present(value: number | null | undefined): number | null {
  return value === undefined || value === null || Number.isNaN(value) ? null : value
}

function presentOf(
  values: Float64Array | undefined,
  aggregate: (values: Float64Array) => number,
): number | null {
  return values ? present(aggregate(values)) : null
}
