import { meanCurve } from '../../../compare/meanCurve.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
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

/** Whether there is a value, so that a line does not break. */
export function hasValue({ value }: StrengthPoint): boolean {
  return Number.isFinite(value)
}

export function hasInterval({ value, low, high }: StrengthPoint): boolean {
  return Number.isFinite(value) && Number.isFinite(high - low)
}

/** How a value of one model answers to one corruption. */
export interface StrengthCurve extends FacetedItem {
  /** The corruption and its parameter: curves of the same corruption share a panel. */
  readonly corruption: string
  /** Curves of the same group share a colour and have a mean: a model's tokenizer, say. */
  readonly group: string
  /** What notes call the model. Default: they count it. */
  readonly name?: string
  readonly points: readonly StrengthPoint[]
}

/** How the models of a group respond to one corruption. */
export interface StrengthResponse {
  readonly group: string
  /** By strength: the points that the panel's axis has a place for. Lines break where a value is missing. */
  readonly models: StrengthPoint[][]
  /**
   * The mean of several models with its interval over them, as {@link meanCurve} has it, or the only model with its
   * own. Without a value where the line breaks.
   */
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
      .filter(({ strength }) => isDrawable(strength, x))
      .sort((a, b) => a.strength - b.strength),
  )
  const [only = []] = models
  if (models.length === 1) return { group, models, main: only, intervals: [] }
  // Between its points a model is interpolated as its line is drawn, which is straight on the axis.
  const placeOf = x.type === 'logarithmic' ? Math.log10 : Number
  const strengths = new Map(models.flat().map(({ strength }) => [placeOf(strength), strength]))
  const mean = meanCurve(
    models.map((points) => ({
      x: points.map(({ strength }) => placeOf(strength)),
      y: points.map(({ value }) => value),
    })),
    'strength',
    estimator,
  )
  return {
    group,
    models,
    main: mean.points.map(({ estimate, low, high }, i) => ({
      strength: strengths.get(mean.x[i] as number) as number,
      value: estimate,
      low,
      high,
    })),
    intervals: mean.points.filter(({ kind }) => kind !== 'none'),
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
