/**
 * The folder of DVCLive: `metrics.json` with the last values, `params.yaml`, and a table of each
 * metric's course in `plots/metrics/`. Source: `dvclive.Live`, versions 1 to 3.
 *
 * A table `plots/metrics/a/b.tsv` is that of the metric `a/b`; its columns are the step, perhaps a
 * timestamp in milliseconds, and last the value. `metrics.json` is nested (`{"a": {"b": 0.5}}`) and
 * has the last step as `step`.
 */
import type { Directory } from '../source.ts'

export const FOLDER = 'dvclive'
export const METRICS_FILE = 'metrics.json'
export const PARAMS_FILE = 'params.yaml'
export const PLOTS_FOLDER = 'plots'
export const TABLES_FOLDER = 'plots/metrics'
export const TABLE_ENDING = '.tsv'

/** Whether a folder is DVCLive's: by its usual name, or by both of what it always writes. */
export function isDvcliveFolder({ path, entries }: Directory): boolean {
  const has = (wanted: string) => entries.some(({ name }) => name === wanted)
  const isNamed = path === FOLDER || path.endsWith(`/${FOLDER}`)
  return has(METRICS_FILE) ? isNamed || has(PLOTS_FOLDER) : isNamed && has(PLOTS_FOLDER)
}
