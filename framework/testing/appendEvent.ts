import { appendFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { checkArguments, objectOf, TEXT } from '../text/checkOptions.ts'
import { formatPythonJson } from '../text/python/pythonJson.ts'

/** An event as the trainer reports it; what is left out is written as the trainer writes it: null. */
export interface TrainingEvent {
  readonly moment: 'on_start' | 'on_epoch_end' | 'on_train_end' | 'on_test_end' | 'on_exception'
  readonly epoch?: number
  readonly step?: number
  readonly split?: 'train' | 'val' | 'test'
  readonly trainLoss?: number
  readonly valLoss?: number
  readonly metrics?: Readonly<Record<string, number>>
  readonly epochTimeS?: number
  readonly totalTimeS?: number
  /** Samples per second. */
  readonly throughput?: number
  readonly meta?: Readonly<Record<string, unknown>>
  /** All epochs so far, by the quantity's name (`train_loss`, `rec_tokens`, …). */
  readonly histories?: Readonly<Record<string, readonly number[]>>
}

/** The keys whose numbers are integers in Python, and so have no point. */
const INTEGER_KEYS = new Set(['schema_version', 'epoch', 'step', 'seed'])

/**
 * Appends one line to `<runDir>/facts/events.jsonl`, byte for byte as the Python trainer does
 * (schema version 1): the keys in its order, the histories twice, floats in Python's shortest form.
 * The folder is made where it is missing.
 *
 * `recordedRunDir` is what the line gives as `run_dir`; default `runDir`.
 */
export function appendEvent(runDir: string, event: TrainingEvent, recordedRunDir = runDir): void {
  const data = { runDir, event }
  checkArguments('OPTION_INVALID', 'appendEvent', data, {
    runDir: TEXT,
    event: objectOf('an object'),
  })
  const folder = path.join(runDir, 'facts')
  mkdirSync(folder, { recursive: true })
  appendFileSync(path.join(folder, 'events.jsonl'), formatEvent(recordedRunDir, event))
}

/** The line of an event, with its line feed. */
export function formatEvent(recordedRunDir: string, event: TrainingEvent): string {
  const { histories } = event
  const record = {
    schema_version: 1,
    moment: event.moment,
    run_dir: recordedRunDir,
    epoch: event.epoch ?? null,
    step: event.step ?? null,
    split: event.split ?? null,
    train_loss: event.trainLoss ?? null,
    val_loss: event.valLoss ?? null,
    metrics: event.metrics ?? {},
    epoch_time_s: event.epochTimeS ?? null,
    total_time_s: event.totalTimeS ?? null,
    throughput: event.throughput ?? null,
    meta: event.meta ?? {},
    ...(histories && { histories }),
    ...Object.fromEntries(
      Object.entries(histories ?? {}).map(([name, values]) => [`history_${name}`, values]),
    ),
  }
  return `${formatPythonJson(record, INTEGER_KEYS)}\n`
}
