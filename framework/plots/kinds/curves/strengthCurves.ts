import * as v from 'valibot'
import {
  describeIntervals,
  ESTIMATORS,
  nameIntervals,
} from '../../../stats/intervals/intervalText.ts'
import { type MeanInterval, meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { plottableInterval } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { leftOut, noneHas } from '../../../text/counts.ts'
import type { Figure, FigureAxis, FigureDataset, FigurePoint, LegendItem } from '../../figure.ts'
import { axis, chooseScale, isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { pointStyleOf } from '../../parts/colours/categories.ts'
import {
  colourFinder,
  compareNames,
  type Palette,
  withOpacity,
} from '../../parts/colours/palette.ts'
import {
  bandDatasets,
  composeFigure,
  joinLines,
  lineDataset,
  noteFigure,
  pointsDataset,
} from '../../parts/composeFigure.ts'
import { sectionOf } from '../../parts/groups.ts'
import { checkData, checkOptions, PALETTE, REFERENCE, SCALE } from '../../parts/options.ts'
import { composePlot } from '../../parts/panels/panels.ts'
import {
  placeReference,
  type Reference,
  referenceAt,
  referenceItem,
} from '../../parts/reference.ts'
import { MAX_TITLE_LETTERS, namesInFull, shownNames } from '../../parts/shownNames.ts'
import { LINE_PX, pt } from '../../theme.ts'

/** How a value of one model answers to one corruption. */
export interface StrengthCurve {
  /** The corruption and its parameter: curves of the same corruption share a panel. */
  corruption: string
  /** Curves of the same group share a colour and have a mean: a model's tokenizer, say. */
  group: string
  points: readonly StrengthPoint[]
}

export interface StrengthPoint {
  strength: number
  value: number
  /** The interval of this one model's value; NaN where there is none. */
  low: number
  high: number
}

export interface StrengthCurvesOptions {
  /** Name and unit of the value. */
  title: string
  /** A dashed line across, such as chance. Default none. */
  reference?: Reference
  /** Of the value. Default `auto`. */
  scale?: ScaleChoice
  /** The report's colours, by group. Default: of the groups at hand. */
  palette?: Palette | undefined
}

const CURVE = v.object({ corruption: TEXT, group: TEXT, points: v.array(v.object({})) })
/** Of the thin lines of up to a few models; many add up. */
const MODEL_OPACITY = { most: 0.4, least: 0.04, fadedFrom: 24 }

/**
 * A value against the strength of a corruption, one panel per corruption. A group of several models has
 * the mean of its models (on a log axis the geometric one) with Student's 95 % interval over them (of
 * two models, their range), the single models thin behind it; a group of one model has that model's own
 * interval. Strengths above zero that ask for a log axis have one.
 */
export function strengthCurves(
  curves: readonly StrengthCurve[],
  options: StrengthCurvesOptions,
): Figure {
  checkData('strengthCurves', { curves }, { curves: v.array(CURVE) })
  checkOptions(
    'strengthCurves',
    options,
    { title: TEXT, reference: REFERENCE, scale: SCALE, palette: PALETTE },
    ['title'],
  )
  const { title, scale, palette } = options
  const drawable = curves
    .map((curve) => ({ ...curve, points: curve.points.map(plottableInterval) }))
    .filter(({ points }) => points.some(({ value }) => Number.isFinite(value)))
  if (drawable.length === 0) {
    return noteFigure('strengthCurves', noneHas(curves.length, 'curve', `values of ${title}`))
  }
  const byCorruption = groupBy(drawable, ({ corruption }) => corruption)
  const xAxes = [...byCorruption.values()].map(strengthAxis)
  const values = drawable.flatMap(({ points }) => points.map(({ value }) => value))
  const type = chooseScale(values, scale)
  const isLog = type === 'logarithmic'
  const { reference, notes: referenceNotes } = placeReference(options.reference, { type })
  const estimator = isLog ? 'geometric' : 'mean'
  const strands = [...byCorruption.values()].flatMap((members, panel) =>
    [...groupBy(members, ({ group }) => group)].map(([group, models]) =>
      strandOf({ panel, group, curves: models, x: xAxes[panel] as FigureAxis, estimator }),
    ),
  )
  const ends = strands.flatMap(({ main }) => main.flatMap(({ low, high }) => [low, high]))
  const y = axis([...values, ...ends, reference?.value ?? Number.NaN], 'y', {
    title,
    scale: isLog ? 'log' : 'linear',
    gridLines: true,
  })
  const groups = [...groupBy(strands, ({ group }) => group)].sort(([a], [b]) => compareNames(a, b))
  const names = groups.map(([group]) => group)
  const colourOf = colourFinder(names, palette)
  const shownAs = shownNames(names)
  const hasMeans = strands.some(({ models }) => models.length > 1)
  const intervals = strands.flatMap(({ intervals }) => intervals)
  const titles = [...byCorruption.keys()]
  const titleAs = shownNames(titles, MAX_TITLE_LETTERS)
  return composeFigure({
    kind: 'strengthCurves',
    x: xAxes[0] as FigureAxis,
    y,
    panels: {
      plots: titles.map((corruption, panel) => {
        const x = xAxes[panel] as FigureAxis
        const members = strands.filter((strand) => strand.panel === panel)
        const datasets = [
          ...members.flatMap((strand) => mainLine(strand, colourOf(strand.group), y)),
          ...members.map((strand) => modelLines(strand, colourOf(strand.group), y)),
        ]
        const marks = reference ? [referenceAt(reference.value, x)] : []
        return { title: titleAs(corruption), ...composePlot({ x, y, datasets, marks }) }
      }),
      freeAxes: ['x'],
    },
    legend: [
      sectionOf(
        '',
        groups.map(([name, members]) => {
          const n = Math.max(...members.map(({ models }) => models.length))
          return { name, colour: colourOf(name), n, size: `n = ${n}` }
        }),
        ({ name, colour, size }) => ({
          text: `${shownAs(name)} (${size})`,
          symbol: 'line',
          colour,
          pointStyle: pointStyleOf(colour),
        }),
      ),
      { title: '', items: keyOf(intervals, hasMeans, reference) },
    ],
    legendSide: 'below',
    notes: [...notesOn(curves, byCorruption, xAxes, y), ...referenceNotes],
    caption:
      `${title} against the strength of the corruption. ` +
      (hasMeans
        ? `Thick lines are the ${ESTIMATORS[estimator]} over the models of a group, shaded the ` +
          `${describeIntervals(intervals, 'models')}; thin lines are single models.`
        : "Shaded are the models' own 95 % intervals over events.") +
      namesInFull(names) +
      namesInFull(titles, MAX_TITLE_LETTERS),
    alt: `${title} against the strength of ${titles.join(' and ')}.`,
  })
}

/** The models of a group under one corruption. */
interface GroupCurves {
  panel: number
  group: string
  /** By strength; without points that have no value, or no place on the panel's axis. */
  models: StrengthPoint[][]
  /** The mean of several models with its interval over them, or the only model with its own. */
  main: StrengthPoint[]
  /** Of the means of several models. */
  intervals: MeanInterval[]
}

function strandOf({
  panel,
  group,
  curves,
  x,
  estimator,
}: Pick<GroupCurves, 'panel' | 'group'> & {
  curves: readonly StrengthCurve[]
  x: FigureAxis
  estimator: 'mean' | 'geometric'
}): GroupCurves {
  const models = curves.map(({ points }) =>
    points
      .filter(({ strength, value }) => isDrawable(strength, x) && Number.isFinite(value))
      .sort((a, b) => a.strength - b.strength),
  )
  const [only = []] = models
  if (models.length === 1) return { panel, group, models, main: only, intervals: [] }
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
    panel,
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

/** Zero, which means no corruption, does not keep strengths over decades from a log axis. */
function strengthAxis(curves: readonly StrengthCurve[]): FigureAxis {
  const strengths = curves.flatMap(({ points }) => points.map(({ strength }) => strength))
  const positive = strengths.filter((strength) => strength > 0)
  const isLog = chooseScale(positive) === 'logarithmic'
  const shown = isLog ? positive : strengths
  return axis(shown, 'x', {
    title: 'Strength of the corruption',
    scale: isLog ? 'log' : 'linear',
  })
}

function mainLine({ main, models }: GroupCurves, colour: string, y: FigureAxis): FigureDataset[] {
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

function modelLines({ models }: GroupCurves, colour: string, y: FigureAxis): FigureDataset {
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

function keyOf(
  intervals: readonly MeanInterval[],
  hasMeans: boolean,
  reference: Reference | undefined,
): LegendItem[] {
  return [
    {
      text: hasMeans ? `${nameIntervals(intervals)} over models` : '95 % interval over events',
      symbol: 'band',
      colour: '#bbbbbb',
    },
    ...(reference ? [referenceItem(reference.name)] : []),
  ]
}

function notesOn(
  curves: readonly StrengthCurve[],
  byCorruption: ReadonlyMap<string, readonly StrengthCurve[]>,
  xAxes: readonly FigureAxis[],
  y: FigureAxis,
): string[] {
  const points = curves.flatMap((curve) => curve.points)
  const undrawable = points.filter(({ value }) => !isDrawable(value, y)).length
  const atZero = [...byCorruption.values()].flatMap((members, panel) =>
    members
      .flatMap((curve) => curve.points)
      .filter(({ strength }) => !isDrawable(strength, xAxes[panel] as FigureAxis)),
  ).length
  return [
    ...leftOut(undrawable, 'value', 'missing, infinite or without a place on a log axis'),
    ...leftOut(atZero, 'value', 'at strength 0, which a log axis cannot show'),
  ]
}
