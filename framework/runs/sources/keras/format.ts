/**
 * The CSV of Keras' CSVLogger, one line per epoch. Source: `keras.callbacks.CSVLogger`, Keras 2 and 3.
 *
 * The first column is `epoch` and counts from 0, the others are the metrics by name. The separator is
 * the user's choice. With `append=True` a restarted training goes on in the same file, and its epochs
 * start again at 0. The user names the file, so that it is known by its header.
 */
import type { MetricsCsvFormat } from '../reading/metricsCsv.ts'

/** Names that people give the file; others are read where they are named. */
export const LOG_NAME =
  /(?:log|history|hist|train|training|metrics|csv)[^/]*\.(?:csv|log|tsv|txt)$/i

const SEPARATORS = [',', ';', '\t'] as const

/** How the file is laid out by its first line; `undefined` where Keras did not write it. */
export function kerasLayout(firstLine: string): MetricsCsvFormat | undefined {
  for (const delimiter of SEPARATORS) {
    const [first, ...others] = firstLine.split(delimiter)
    const names = others.map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
    if (first?.replace(/^"(.*)"$/, '$1') === 'epoch' && hasKerasNames(names)) {
      return { delimiter, step: 'epoch' }
    }
  }
  return undefined
}

/** Keras logs a loss in each epoch, and knows no steps. */
function hasKerasNames(names: readonly string[]): boolean {
  return names.some((name) => /(?:^|_)loss$/.test(name)) && !names.includes('step')
}
