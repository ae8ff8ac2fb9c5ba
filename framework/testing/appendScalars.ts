import { appendFileSync, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { checkArguments, objectOf, TEXT } from '../text/checkOptions.ts'
import { formatPythonG8 } from '../text/python/pythonG8.ts'

/** One row of `scalars.csv`; what is left out stays empty. */
export interface ScalarsRow {
  readonly epoch?: number
  readonly split?: 'train' | 'val' | 'test'
  readonly trainLoss?: number
  readonly valLoss?: number
  readonly epochTimeS?: number
  /** Samples per second. */
  readonly throughput?: number
  readonly maxMemoryMib?: number
  /** Written to the columns `metric_<name>`, sorted by name. */
  readonly metrics?: Readonly<Record<string, number>>
}

/**
 * Appends one row to `<runDir>/facts/scalars.csv` as the Python trainer does: eight significant
 * digits, an epoch of -1 where there is none, the header above the file's first row.
 */
export function appendScalars(runDir: string, row: ScalarsRow): void {
  const data = { runDir, row }
  checkArguments('OPTION_INVALID', 'appendScalars', data, {
    runDir: TEXT,
    row: objectOf('an object'),
  })
  const folder = path.join(runDir, 'facts')
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, 'scalars.csv')
  const header = existsSync(file) ? '' : formatScalarsHeader(row)
  appendFileSync(file, header + formatScalarsRow(row))
}

export function formatScalarsHeader(row: ScalarsRow): string {
  const metrics = metricNames(row).map((name) => `,metric_${name}`)
  return `epoch,split,train_loss,val_loss,epoch_time_s,throughput,max_memory_mib${metrics.join('')}\n`
}

export function formatScalarsRow(row: ScalarsRow): string {
  const numbers = [
    row.trainLoss,
    row.valLoss,
    row.epochTimeS,
    row.throughput,
    row.maxMemoryMib,
    ...metricNames(row).map((name) => row.metrics?.[name]),
  ].map((value) => (value === undefined ? '' : formatPythonG8(value)))
  return `${[row.epoch ?? -1, row.split ?? '', ...numbers].join(',')}\n`
}

function metricNames(row: ScalarsRow): string[] {
  return Object.keys(row.metrics ?? {}).sort()
}
