import { ReportError, type ThresholdOptions } from 'thesis-report'

/** By word and by sign: on a command line Hydra wants signs in quotes, words need none. */
const COMPARISONS = new Map<unknown, ThresholdOptions['comparison']>([
  ['le', '<='],
  ['lt', '<'],
  ['ge', '>='],
  ['gt', '>'],
  ['<=', '<='],
  ['<', '<'],
  ['>=', '>='],
  ['>', '>'],
])

/**
 * Reads the `thresholds` of the config: `val_mse` (the loss to reach), `comparison` (`le`, `lt`,
 * `ge`, `gt` or the sign, default `le`) and `split` (`val` or `train`, default `val`; its loss is
 * compared).
 *
 * @throws {ReportError} CONFIG_VALUE_INVALID naming the key and what it takes.
 */
export function readThreshold(thresholds: Readonly<Record<string, unknown>>): ThresholdOptions {
  const { val_mse: threshold, split = 'val' } = thresholds
  const comparison = COMPARISONS.get(thresholds.comparison ?? 'le')
  if (typeof threshold !== 'number') throw invalid('val_mse', threshold, 'a number')
  if (!comparison) throw invalid('comparison', thresholds.comparison, 'le, lt, ge, gt or the sign')
  if (split !== 'val' && split !== 'train') throw invalid('split', split, 'val or train')
  return { threshold, comparison, split, metric: `${split}_loss` }
}

function invalid(key: string, value: unknown, expected: string): ReportError {
  const message = `Config key "thresholds.${key}" is ${JSON.stringify(value)}, expected ${expected}.`
  return new ReportError('CONFIG_VALUE_INVALID', message)
}
