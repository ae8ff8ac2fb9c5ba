import { ReportError } from '../../errors.ts'
import { metricOfColumn } from '../../runs/columnNames.ts'
import { goalByName } from '../../runs/sources/goalByName.ts'
import type { Better } from '../comparison.ts'

/** How two values are compared: by their ratio, hence in logarithms, or by their difference. */
export type Scale = 'ratio' | 'difference'

/** Shares, scores and correlations: a ratio of two of them means nothing near the upper bound. */
const BOUNDED =
  /(?:^|[^a-z0-9])(?:acc|accuracy|auc|auroc|auprc|roc_auc|ap|map|f1|f1_score|precision|recall|sensitivity|specificity|iou|miou|dice|jaccard|r2|top\d+|hit_rate|ndcg|mrr|kappa|mcc|corr|correlation|ssim|efficiency|purity)(?:[^a-z0-9]|\d*$)/i

/** What is taken for an important ratio where no margin was given. */
const DEFAULT_RATIO = 1.1

/** Whether the name is that of a metric with an upper bound, such as an accuracy. */
function isBounded(metric: string): boolean {
  return BOUNDED.test(metric)
}

/** Which values of a metric are better, by its name; undefined where it does not say. */
export function betterByName(metric: string): Better | undefined {
  const goal = goalByName(metricOfColumn(metric))
  if (goal !== undefined) return goal === 'max' ? 'higher' : 'lower'
  return isBounded(metric) ? 'higher' : undefined
}

/** What the name of a metric says, and lower where it says nothing. */
export function defaultBetter(metric: string): Better {
  return betterByName(metric) ?? 'lower'
}

/** Differences of metrics with an upper bound; undefined where the values decide. */
export function scaleOfMetric(metric: string): Scale | undefined {
  return isBounded(metric) ? 'difference' : undefined
}

/** Ratios where all values of runs that did not diverge are positive, else differences. */
export function scaleOfRuns(runs: readonly { readonly value: number }[]): Scale {
  return runs.every(({ value }) => value > 0 || value === -Infinity) ? 'ratio' : 'difference'
}

/** The value as it is averaged and subtracted. */
export function onScale(scale: Scale, value: number): number {
  return scale === 'ratio' && Number.isFinite(value) ? Math.log(value) : value
}

/**
 * The margin as a distance on the scale: of ratios a ratio such as 1.05, or the share above 1, such
 * as 0.05, which means the same. Without one, a ratio of 1.1; NaN for differences.
 *
 * @throws {ReportError} COMPARISON_OPTION_INVALID if it is not above 0, or from 0.5 to 1 for ratios
 */
export function marginOn(scale: Scale, margin: number | undefined): number {
  if (margin === undefined) return scale === 'ratio' ? Math.log(DEFAULT_RATIO) : Number.NaN
  const isAmbiguous = scale === 'ratio' && margin >= 0.5 && margin <= 1
  if (!(margin > 0) || !Number.isFinite(margin) || isAmbiguous) {
    throw new ReportError(
      'COMPARISON_OPTION_INVALID',
      `The margin is ${margin}. Give what counts as equal: for ratios one above 1, such as 1.05, or ` +
        'the share above it, such as 0.05; for bounded metrics and others compared by differences, ' +
        'the greatest such difference, above 0.',
    )
  }
  if (scale === 'difference') return margin
  return margin > 1 ? Math.log(margin) : Math.log1p(margin)
}
