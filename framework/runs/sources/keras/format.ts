/**
 * The CSV of Keras' CSVLogger, one line per epoch. Source: `keras.callbacks.CSVLogger`, Keras 2 and 3.
 *
 * The first column is `epoch` and counts from 0, the others are the metrics by name. The separator is
 * the user's choice. With `append=True` a restarted training goes on in the same file, and its epochs
 * start again at 0. The user names the file, so that it is known by its header.
 *
 * Others write what `fit` returns with pandas (`DataFrame(history.history).to_csv('history.csv')`), whose
 * first column is the index, without a name.
 */
import type { MetricsCsvFormat } from '../reading/csv/metricsCsv.ts'

/** Names that people give the file; others are read where they are named. */
export const LOG_NAME =
  /(?:log|history|hist|train|training|metrics|csv)[^/]*\.(?:csv|log|tsv|txt)$/i

/** Names under which the index of pandas is an epoch: a table of runs has one too. */
const HISTORY_NAME = /hist[^/]*$/i

const SEPARATORS = [',', ';', '\t'] as const

/** How a file is laid out by its first line; `undefined` where it does not hold Keras' epochs. */
export function kerasLayout(file: string, firstLine: string): MetricsCsvFormat | undefined {
  for (const delimiter of SEPARATORS) {
    const names = firstLine.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
    const [step, ...others] = names
    const isAxis = step === 'epoch' || (step === '' && HISTORY_NAME.test(file))
    if (step !== undefined && isAxis && hasKerasNames(others)) return { delimiter, step }
  }
  return undefined
}

/** Keras logs a loss in each epoch, and knows no steps. */
function hasKerasNames(names: readonly string[]): boolean {
  return names.some((name) => /(?:^|_)loss$/.test(name)) && !names.includes('step')
}
