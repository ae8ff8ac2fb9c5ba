import { ReportError, type ThresholdOptions } from 'thesis-report'

const COMPARISONS = ['<=', '<', '>=', '>'] as const

/**
 * Reads the `thresholds` of the config: `val_mse` (the loss to reach), `comparison` (default `<=`)
 * and `split` (`val` or `train`, default `val`; its loss is compared).
 *
 * @throws ReportError `CONFIG_VALUE_INVALID` naming the key and what it takes.
 */
export function readThreshold(thresholds: Readonly<Record<string, unknown>>): ThresholdOptions {
  const { val_mse: threshold, split = 'val' } = thresholds
  const comparison = COMPARISONS.find((known) => known === (thresholds.comparison ?? '<='))
  if (typeof threshold !== 'number') throw invalid('val_mse', threshold, 'a number')
  if (!comparison) throw invalid('comparison', thresholds.comparison, COMPARISONS.join(' or '))
  if (split !== 'val' && split !== 'train') throw invalid('split', split, 'val or train')
  return { threshold, comparison, split, metric: `${split}_loss` }
}

function invalid(key: string, value: unknown, expected: string): ReportError {
  const message = `Config key "thresholds.${key}" is ${JSON.stringify(value)}, expected ${expected}.`
  return new ReportError('CONFIG_VALUE_INVALID', message)
}
