import { type ColumnTable, ReportError, withColumn } from 'thesis-report'

/** How a loss may be compared with the threshold. */
const COMPARISONS: Readonly<Record<string, (loss: number, threshold: number) => boolean>> = {
  '<=': (loss, threshold) => loss <= threshold,
  '<': (loss, threshold) => loss < threshold,
  '>=': (loss, threshold) => loss >= threshold,
  '>': (loss, threshold) => loss > threshold,
}

/** The `thresholds` section of the config, checked. */
export interface Threshold {
  readonly value: number
  readonly comparison: string
  readonly split: string
}

/** @throws ReportError `CONFIG_VALUE_INVALID` naming the key of `thresholds` and what it takes. */
export function readThreshold(thresholds: Readonly<Record<string, unknown>>): Threshold {
  const { val_mse: value, comparison = '<=', split = 'val' } = thresholds
  if (typeof value !== 'number') throw invalid('val_mse', value, 'a number')
  if (typeof comparison !== 'string' || !Object.hasOwn(COMPARISONS, comparison)) {
    throw invalid('comparison', comparison, `one of ${Object.keys(COMPARISONS).join(' ')}`)
  }
  if (split !== 'val' && split !== 'train') throw invalid('split', split, 'val or train')
  return { value, comparison, split }
}

function invalid(key: string, value: unknown, expected: string): ReportError {
  const message = `Config key "thresholds.${key}" is ${JSON.stringify(value)}, expected ${expected}.`
  return new ReportError('CONFIG_VALUE_INVALID', message)
}

/**
 * Adds `time_to_threshold_s`: the seconds of training (sum of epoch_time_s) until the end of the
 * first epoch whose loss compares so with the threshold; null for a run that never gets there, or
 * whose epoch times are unknown.
 */
export function withTimeToThreshold(
  runs: ColumnTable,
  perEpoch: ReadonlyMap<string, ColumnTable>,
  { value, comparison, split }: Threshold,
): ColumnTable {
  const reached = COMPARISONS[comparison]
  return withColumn(runs, 'time_to_threshold_s', (cell) => {
    const epochs = perEpoch.get(String(cell('run_dir')))
    let seconds = 0
    for (let row = 0; row < (epochs?.numRows() ?? 0); row++) {
      if (epochs?.get('split', row) !== split) continue
      seconds += Number(epochs.get('epoch_time_s', row) ?? Number.NaN)
      const loss = epochs.get(`${split}_loss`, row)
      if (typeof loss === 'number' && reached?.(loss, value)) {
        return Number.isFinite(seconds) ? seconds : null
      }
    }
    return null
  })
}
