import { type MeanInterval, meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import type { FigureAxis } from '../../figure.ts'
import { isDrawable } from '../../parts/axes/axes.ts'
import type { FacetedItem } from '../../parts/panels/facetMembers.ts'

export interface StrengthPoint {
  readonly strength: number
  readonly value: number
  /** The interval of this one model's value; NaN where there is none. */
  readonly low: number
  readonly high: number
}

/** How a value of one model answers to one corruption. */
export interface StrengthCurve extends FacetedItem {
  /** The corruption and its parameter: curves of the same corruption share a panel. */
  readonly corruption: string
  /** Curves of the same group share a colour and have a mean: a model's tokenizer, say. */
  readonly group: string
  readonly points: readonly StrengthPoint[]
}

/** How the models of a group respond to one corruption. */
export interface StrengthResponse {
  readonly group: string
  /** By strength; without points that have no value, or no place on the panel's axis. */
  readonly models: StrengthPoint[][]
  /** The mean of several models with its interval over them, or the only model with its own. */
  readonly main: StrengthPoint[]
  /** Of the means of several models. */
  readonly intervals: MeanInterval[]
}

/** @param axes `x`: of the panel; `estimator`: of the mean of several models */
export function responseOf(
  group: string,
  curves: readonly { points: readonly StrengthPoint[] }[],
  { x, estimator }: { x: FigureAxis; estimator: 'mean' | 'geometric' },
): StrengthResponse {
  const models = curves.map(({ points }) =>
    points
      .filter(({ strength, value }) => isDrawable(strength, x) && Number.isFinite(value))
      .sort((a, b) => a.strength - b.strength),
  )
  const [only = []] = models
  if (models.length === 1) return { group, models, main: only, intervals: [] }
  const means = [...groupBy(models.flat(), ({ strength }) => strength)]
    .sort(([a], [b]) => a - b)
    .map(([strength, members]) => ({
      strength,
      interval: meanInterval(
        members.map(({ value }) => value),
        { estimator },
      ),
    }))
  return {
    group,
    models,
    main: means.map(({ strength, interval: { estimate, low, high } }) => ({
      strength,
      value: estimate,
      low,
      high,
    })),
    intervals: means.map(({ interval }) => interval),
  }
}

/** The responses of the groups that have other panels of the same corruption. */
export function othersOf(
  shown: readonly StrengthCurve[],
  all: readonly StrengthCurve[],
  look: { x: FigureAxis; estimator: 'mean' | 'geometric' },
): StrengthResponse[] {
  const groups = new Set(shown.map(({ group }) => group))
  const corruptions = new Set(shown.map(({ corruption }) => corruption))
  const others = all.filter(
    ({ group, corruption }) => !groups.has(group) && corruptions.has(corruption),
  )
  return Array.from(
    groupBy(others, ({ group }) => group),
    ([group, models]) => responseOf(group, models, look),
  )
}
