import type { Better } from '../comparison.ts'

/** Aggregates that the runs table makes of what a run logs. */
const AGGREGATE = /[._](?:best|best_step|final|last|mean|min|max)$/

/**
 * Whether a run's metric diverged: its value is infinite, or the run's column `diverged` names what
 * it was made from (`loss.total` for `loss.total_best`), since the last logged value was NaN or
 * infinite, whatever the best one was.
 *
 * @param value of the metric, NaN where there is none
 * @param diverged names, separated by commas
 */
export function hasDiverged(metric: string, value: number, diverged: unknown): boolean {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return true
  if (typeof diverged !== 'string' || diverged === '') return false
  const name = metric.replace(/^metric\./, '')
  const logged = new Set([metric, name, metric.replace(AGGREGATE, ''), loggedMetric(metric)])
  return diverged.split(',').some((name) => logged.has(name.trim()))
}

/** What a run logs of a metric of the table: `loss.total` of `loss.total_best`, `val/acc` of `val/acc.best`. */
export function loggedMetric(metric: string): string {
  return metric.replace(/^metric\./, '').replace(AGGREGATE, '')
}

/** The value that ranks behind all others. */
export function worstValue(better: Better): number {
  return better === 'lower' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
}
