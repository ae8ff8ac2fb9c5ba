import { studentTwoSided } from '../distributions/studentT.ts'
import { mean } from '../intervals/location.ts'

/** Where a value of groups stands. */
export interface ValuePlace {
  readonly group: number
  readonly at: number
}

/** What is left of squares when a value is taken away is zero where it is this share of them: rounding. */
const ROUNDING = 1e-12

/**
 * The values that are further from the others of their group than chance explains: Student's test of the distance
 * from the mean of the others (the deleted residual), with the spread of all values but this one, pooled over the
 * groups; Bonferroni over all values.
 *
 * @param alpha the rate at which normal values have any. Default 0.01
 */
export function outlyingValues(groups: readonly (readonly number[])[], alpha = 0.01): ValuePlace[] {
  const means = groups.map((values) => mean(values))
  const squares = groups.reduce(
    (sum, values, group) =>
      sum + values.reduce((within, value) => within + (value - (means[group] as number)) ** 2, 0),
    0,
  )
  const n = groups.reduce((sum, { length }) => sum + length, 0)
  const df = n - groups.filter(({ length }) => length > 0).length
  return groups.flatMap((values, group) =>
    values.flatMap((value, at) => {
      if (values.length < 2 || df < 2) return []
      const own = ((value - (means[group] as number)) ** 2 * values.length) / (values.length - 1)
      const rest = squares - own
      if (own === 0) return []
      const t =
        rest <= ROUNDING * squares ? Number.POSITIVE_INFINITY : Math.sqrt((own * (df - 1)) / rest)
      return t === Number.POSITIVE_INFINITY || n * studentTwoSided(t, df - 1) <= alpha
        ? [{ group, at }]
        : []
    }),
  )
}
