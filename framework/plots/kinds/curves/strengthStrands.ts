import { type MeanInterval, meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import type { FigureAxis, FigureDataset, FigurePoint } from '../../figure.ts'
import { isDrawable } from '../../parts/axes/axes.ts'
import { pointStyleOf } from '../../parts/colours/categories.ts'
import { withOpacity } from '../../parts/colours/palette.ts'
import { bandDatasets, joinLines, lineDataset, pointsDataset } from '../../parts/composeFigure.ts'
import { hasSingleModels } from '../../parts/singleModels.ts'
import { LINE_PX, pt } from '../../theme.ts'

export interface StrengthPoint {
  readonly strength: number
  readonly value: number
  /** The interval of this one model's value; NaN where there is none. */
  readonly low: number
  readonly high: number
}

/** Of the thin lines of up to a few models; many add up. */
const MODEL_OPACITY = { most: 0.4, least: 0.04, fadedFrom: 24 }

/** The models of a group under one corruption. */
export interface StrengthStrand {
  readonly group: string
  /** By strength; without points that have no value, or no place on the panel's axis. */
  readonly models: StrengthPoint[][]
  /** The mean of several models with its interval over them, or the only model with its own. */
  readonly main: StrengthPoint[]
  /** Of the means of several models. */
  readonly intervals: MeanInterval[]
}

/** @param axes `x`: of the panel; `estimator`: of the mean of several models */
export function strandOf(
  group: string,
  curves: readonly { points: readonly StrengthPoint[] }[],
  { x, estimator }: { x: FigureAxis; estimator: 'mean' | 'geometric' },
): StrengthStrand {
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

/** Means with their bands over the single models, where there are few groups of these. */
export function strandDatasets(
  strands: readonly StrengthStrand[],
  colourOf: (group: string) => string,
  y: FigureAxis,
): FigureDataset[] {
  return [
    ...strands.flatMap((strand) => mainLine(strand, colourOf(strand.group), y)),
    ...(hasSingleModels(strands.length)
      ? strands.map((strand) => modelLines(strand, colourOf(strand.group), y))
      : []),
  ]
}

function mainLine(
  { main, models }: StrengthStrand,
  colour: string,
  y: FigureAxis,
): FigureDataset[] {
  const bounded = main.filter(({ low, high }) => Number.isFinite(high - low))
  const line = main.map(({ strength, value }) => place(strength, value, y))
  return [
    pointsDataset(line, { colour, radius: pt(1.8), pointStyle: pointStyleOf(colour) }),
    lineDataset(line, { colour, width: LINE_PX.curve }),
    ...bandDatasets(
      bounded.map(({ strength, low }) => place(strength, low, y)),
      bounded.map(({ strength, high }) => place(strength, high, y)),
      colour,
      { hasEdges: models.length === 1 },
    ),
  ]
}

function modelLines({ models }: StrengthStrand, colour: string, y: FigureAxis): FigureDataset {
  const lines = models.map((points) =>
    points.map(({ strength, value }) => place(strength, value, y)),
  )
  const { most, least, fadedFrom } = MODEL_OPACITY
  const opacity = Math.max(least, most * Math.min(1, fadedFrom / models.length))
  return lineDataset(joinLines(lines), {
    colour: withOpacity(colour, opacity),
    width: LINE_PX.run,
  })
}

function place(strength: number, value: number, y: FigureAxis): FigurePoint {
  return isDrawable(value, y) ? { x: strength, y: value } : { x: null, y: null }
}
