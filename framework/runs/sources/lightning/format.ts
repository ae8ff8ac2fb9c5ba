/**
 * The folder of Lightning's CSVLogger, `<save_dir>/<name>/version_<n>/`, with `metrics.csv` and
 * `hparams.yaml`. Source: `lightning.pytorch.loggers.CSVLogger` and `lightning.fabric.loggers`,
 * versions 1.6 to 2.5.
 *
 * A line of `metrics.csv` is one call of the logger, so that training and validation of an epoch are
 * two lines. The file is written again as a whole where a metric is new.
 */
import type { MetricsCsvFormat } from '../reading/csv/metricsCsv.ts'

export const METRICS_FILE = 'metrics.csv'
export const HPARAMS_FILE = 'hparams.yaml'

/** The logger writes commas; a spreadsheet that saved the file may have put others in their place. */
const SEPARATORS = [',', ';', '\t'] as const

export const VERSION_FOLDER = /^version_\d+$/

/** How the lines are laid out by the first one, which names one of Lightning's axes; else `undefined`. */
export function metricsLayout(firstLine: string): MetricsCsvFormat | undefined {
  const delimiter = SEPARATORS.find((separator) => {
    const names = firstLine.split(separator).map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
    return names.includes('step') || names.includes('epoch')
  })
  return delimiter === undefined ? undefined : { ...METRICS_CSV, delimiter }
}

/** As the logger itself writes it. */
export const METRICS_CSV: MetricsCsvFormat = { delimiter: ',', step: 'step', epoch: 'epoch' }
