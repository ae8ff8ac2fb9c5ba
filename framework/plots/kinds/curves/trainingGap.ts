import type { ColumnTable } from 'arquero'
import type { Better } from '../../../compare/better.ts'
import { hasValues, type TrainingCurve } from '../../../compare/trainingCurves.ts'
import { describeIntervals } from '../../../stats/intervals/intervalText.ts'
import { type MeanInterval, meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { estimateText } from '../../../text/numbers/intervalFormat.ts'
import { formatNumber } from '../../../text/numbers/numberFormat.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { groupRows } from '../../parts/groups.ts'
import { shownNames } from '../../parts/shownNames.ts'

/** Groups whose gap the caption names. */
const MAX_GAPS = 6

/** Validation minus training at each run's best validation epoch; NaN where either lacks it. */
export function gapsAt(
  train: readonly TrainingCurve[],
  validation: readonly TrainingCurve[],
  better: Better,
): number[] {
  return validation.map((curve, row) => {
    const other = train[row] as TrainingCurve
    if (!hasValues(curve) || !hasValues(other)) return Number.NaN
    const at = [...curve.y.keys()]
      .filter((i) => Number.isFinite(curve.y[i]))
      .reduce((best, i) => {
        const [value, least] = [curve.y[i] as number, curve.y[best] as number]
        return (better === 'lower' ? value < least : value > least) ? i : best
      })
    // The logs of training and validation need not have the same rows.
    const [place, trainPlaces] = [curve.x[at] as number, other.x]
    const nearest = trainPlaces.findLastIndex((each) => each <= place)
    const before = other.y[nearest === -1 ? 0 : nearest] as number
    return (curve.y[at] as number) - before
  })
}

/** The gap of each group with its interval, for the caption. */
export function gapSentence(
  runs: ColumnTable,
  gaps: readonly number[],
  { group, metrics }: { group: string | null; metrics: readonly [string, string] },
): string {
  const groups = groupRows(runs, group).flatMap(({ name, rows }) => {
    const values = rows.map((row) => gaps[row] as number).filter(Number.isFinite)
    return values.length === 0 ? [] : [{ name, mean: meanInterval(values) }]
  })
  if (groups.length === 0) return ''
  const shownAs = shownNames(groups.map(({ name }) => name))
  const named = groups.slice(0, MAX_GAPS).map(({ name, mean }) => {
    const who = group === null ? '' : `${shownAs(name)} `
    return `${who}${gapText(mean)}`
  })
  const rest = groups.length - named.length
  const means = groups.map(({ mean }) => mean)
  const what = means.some(({ kind }) => kind !== 'none')
    ? `, with the ${describeIntervals(means, 'runs')}`
    : ''
  return (
    `Gap at the best validation epoch (${columnName(metrics[1])} minus ${columnName(metrics[0])}, mean over ` +
    `runs${what}): ${named.join('; ')}${rest > 0 ? `; and ${rest} more groups` : ''}.`
  )
}

function gapText({ n, ...gap }: MeanInterval): string {
  return `${Number.isNaN(gap.low) ? formatNumber(gap.estimate) : estimateText(gap)} (n = ${n})`
}
