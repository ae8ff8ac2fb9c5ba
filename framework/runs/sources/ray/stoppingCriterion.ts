/** The numbers of a report, nested ones with their names joined by `/`. */
export type ReportNumbers = ReadonlyMap<string, number>

/**
 * Whether a report ends a trial by what its experiment's `stop` asks for: one of the numbers named there is reached.
 * Source: `ray.tune.experiment.Trial.should_stop`.
 */
export function meetsCriterion(criterion: ReportNumbers, report: ReportNumbers): boolean {
  return [...criterion].some(([name, end]) => (report.get(name) ?? Number.NaN) >= end)
}
