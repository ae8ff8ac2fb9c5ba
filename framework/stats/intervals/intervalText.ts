import type { MeanInterval } from './meanInterval.ts'

type Described = Pick<MeanInterval, 'kind' | 'n' | 'level' | 'estimator'>

/**
 * What the intervals of a figure or table are, for its caption: "95 % interval of the mean over runs
 * (Student's t, n = 3 to 6), the range where n = 2". A level is said only of intervals that hold it.
 *
 * @param over what they are over, such as `runs`
 */
export function describeIntervals(intervals: readonly Described[], over: string): string {
  const ranges = intervals.filter(({ kind }) => kind === 'range')
  const proper = intervals.filter(({ kind }) => kind !== 'range' && kind !== 'none')
  const [first] = proper
  if (first === undefined) {
    return ranges.length > 0
      ? `range over ${over} (${sizes(ranges)})`
      : `interval over ${over} (none)`
  }
  const level = first.level === null ? '' : `${percent(first.level)} `
  const what = ESTIMATORS[first.estimator]
  const main = `${level}interval of the ${what} over ${over} (${methodOf(first)}, ${sizes(proper)})`
  return ranges.length > 0 ? `${main}, the range where ${sizes(ranges)}` : main
}

/** The same for a legend, in few words: "95 % interval", "range (n = 2)". */
export function nameIntervals(intervals: readonly Described[]): string {
  const ranges = intervals.filter(({ kind }) => kind === 'range')
  const first = intervals.find(({ kind }) => kind !== 'range' && kind !== 'none')
  const names = [
    ...(first ? [`${first.level === null ? '' : `${percent(first.level)} `}interval`] : []),
    ...(ranges.length > 0 ? [`range (${sizes(ranges)})`] : []),
  ]
  return names.join(' or ')
}

const NAMES: Readonly<Record<MeanInterval['kind'], string>> = {
  t: "Student's t",
  bootstrap: 'percentile bootstrap',
  bca: 'BCa bootstrap',
  range: 'range',
  none: 'none',
}

/** What estimators are called in captions and legends. */
export const ESTIMATORS: Readonly<Record<MeanInterval['estimator'], string>> = {
  mean: 'mean',
  median: 'median',
  iqm: 'interquartile mean',
  geometric: 'geometric mean',
}

function methodOf({ kind, estimator }: Described): string {
  const isOfLogarithms = kind === 't' && estimator === 'geometric'
  return isOfLogarithms ? `${NAMES.t} of the logarithms` : NAMES[kind]
}

function percent(level: number): string {
  return `${Number((level * 100).toPrecision(6))} %`
}

/** `n = 4`, `n = 3 to 6` */
function sizes(intervals: readonly Described[]): string {
  const numbers = intervals.map(({ n }) => n)
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)]
  return least === most ? `n = ${least}` : `n = ${least} to ${most}`
}
