import * as v from 'valibot'
import { describeIntervals, nameIntervals } from '../../../stats/intervals/intervalText.ts'
import { mean } from '../../../stats/intervals/location.ts'
import { type MeanInterval, meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { plottableInterval } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { COUNT, TEXT } from '../../../text/checkOptions.ts'
import { count, leftOut, noneHas } from '../../../text/counts.ts'
import { formatNumber } from '../../../text/numberFormat.ts'
import { shorten } from '../../../text/shorten.ts'
import type { Figure, FigureAxis, FigureDataset, LegendItem, Mark } from '../../figure.ts'
import { categoryAxis } from '../../parts/axes.ts'
import { composeFigure, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { dataAxis } from '../../parts/dataAxis.ts'
import { BETTER, checkData, checkOptions, PALETTE, REFERENCE } from '../../parts/options.ts'
import { colourFinder, type Palette } from '../../parts/palette.ts'
import { REFERENCE_LINE, type Reference, referenceItem } from '../../parts/reference.ts'
import { INK, LINE_PX, pt } from '../../theme.ts'

/** A value of one model with its interval. */
export interface Estimate {
  name: string
  /** Models of the same group stand together and share a colour. */
  group: string
  value: number
  /** The interval over events; NaN where there is none. */
  low: number
  high: number
}

export interface ForestPlotOptions {
  /** Name and unit of the value. */
  title: string
  /** A dashed line across the rows, such as chance. Default none. */
  reference?: Reference
  /** Which models come first. Default `higher`. */
  better?: 'lower' | 'higher'
  /** Most models to draw; means are of all models nevertheless. Default 60. */
  limit?: number
  /** The report's colours, by group. Default: of the groups at hand. */
  palette?: Palette | undefined
}

const ESTIMATE = v.object({ name: TEXT, group: TEXT })
const MAX_NAME_LETTERS = 40
const ROW_INCHES = 0.165
const AXIS_INCHES = 0.7
/** Fewer rows stand further apart. */
const LEAST_ROWS = 4
const MEAN_STYLE = 'rectRot'

interface Row extends Estimate {
  colour: string
  /** The mean of a group, above its models. */
  isMean: boolean
}

/**
 * A row a model: its value with the interval over events, the best group and model first. A group
 * of several models begins with their mean and Student's 95 % interval over models (of two, their
 * range), which is another thing: how much the value changes from training to training.
 */
export function forestPlot(estimates: readonly Estimate[], options: ForestPlotOptions): Figure {
  checkData('forestPlot', { estimates }, { estimates: v.array(ESTIMATE) })
  checkOptions(
    'forestPlot',
    options,
    { title: TEXT, reference: REFERENCE, better: BETTER, limit: COUNT, palette: PALETTE },
    ['title'],
  )
  const { title, reference, better = 'higher', limit = 60, palette } = options
  const finite = estimates.map(plottableInterval).filter(({ value }) => Number.isFinite(value))
  if (finite.length === 0) {
    return noteFigure('forestPlot', noneHas(estimates.length, 'model', title))
  }
  const sign = better === 'lower' ? 1 : -1
  const bestFirst = finite.toSorted((a, b) => sign * (a.value - b.value))
  const shown = new Set(bestFirst.slice(0, limit))
  const colourOf = colourFinder(
    estimates.map(({ group }) => group),
    palette,
  )
  const groups = [...groupBy(bestFirst, ({ group }) => group)]
    .sort(([, a], [, b]) => sign * (meanOf(a) - meanOf(b)))
    .slice(0, limit)
  const rows = groups.flatMap(([group, models]) => rowsOf(group, models, shown, colourOf(group)))
  const drawn = rows.filter(({ isMean }) => !isMean).length
  const { axis: x, notes } = dataAxis(
    rows.map(({ value, low, high }) => [value, low, high]),
    'x',
    { title, gridLines: true, noun: 'row', holding: reference ? [reference.value] : [] },
  )
  const hasMeans = drawn < rows.length
  const intervals = groups
    .map(([, models]) => intervalOf(models))
    .filter(({ kind }) => kind !== 'none')
  return composeFigure({
    kind: 'forestPlot',
    x,
    y: categoryAxis(
      rows.map(({ name }) => shorten(name, MAX_NAME_LETTERS)),
      'y',
      { title: '', reverse: true },
    ),
    datasets: rows.map(pointOf),
    marks: [
      ...rows.flatMap((row, at) => rowMarks(row, at, x)),
      ...(reference ? [referenceLine(reference.value, rows.length)] : []),
    ],
    legend: [{ title: '', items: keyOf(hasMeans ? intervals : [], reference) }],
    legendSide: 'below',
    notes: [
      ...leftOut(estimates.length - finite.length, 'model', `without ${title}`),
      ...leftOut(
        finite.length - drawn,
        'model',
        `beyond the best ${limit}${hasMeans ? ', though they count in the means' : ''}`,
      ),
      ...notes,
    ],
    caption:
      `${title}, the best first; lines are 95 % intervals over events` +
      (hasMeans
        ? `, and on grey the mean of each group with the ${describeIntervals(intervals, 'models')}.`
        : '.'),
    alt:
      `${title} of ${count(drawn, 'model')}: the best is ${bestFirst[0]?.name} with ` +
      `${formatNumber(bestFirst[0]?.value ?? Number.NaN)}.`,
    height: AXIS_INCHES + Math.max(rows.length, LEAST_ROWS) * ROW_INCHES,
    shrinks: false,
  })
}

function keyOf(intervals: readonly MeanInterval[], reference: Reference | undefined): LegendItem[] {
  const colour = INK.muted
  return [
    { text: 'model, interval over events', symbol: 'point', colour },
    ...(intervals.length > 0
      ? [
          {
            text: `mean, ${nameIntervals(intervals)} over models`,
            symbol: 'point',
            pointStyle: MEAN_STYLE,
            colour,
          } as const,
        ]
      : []),
    ...(reference ? [referenceItem(reference.name)] : []),
  ]
}

function meanOf(models: readonly Estimate[]): number {
  return mean(models.map(({ value }) => value))
}

function intervalOf(models: readonly Estimate[]): MeanInterval {
  return meanInterval(models.map(({ value }) => value))
}

/** The mean of all models of a group, and those of its models that are shown. */
function rowsOf(
  group: string,
  models: readonly Estimate[],
  shown: ReadonlySet<Estimate>,
  colour: string,
): Row[] {
  const single = models
    .filter((model) => shown.has(model))
    .map((model) => ({ ...model, colour, isMean: false }))
  if (models.length < 2) return single
  const { estimate, low, high } = intervalOf(models)
  const name = `${shorten(group, MAX_NAME_LETTERS / 2)}: mean of ${models.length}`
  return [{ name, group, value: estimate, low, high, colour, isMean: true }, ...single]
}

function pointOf({ value, colour, isMean }: Row, at: number): FigureDataset {
  return pointsDataset([{ x: value, y: at }], {
    colour,
    radius: pt(isMean ? 3.4 : 2.2),
    ...(isMean && { pointStyle: MEAN_STYLE }),
  })
}

function rowMarks({ low, high, colour, isMean }: Row, at: number, x: FigureAxis): Mark[] {
  const ground: Mark = {
    shape: 'rect',
    behind: true,
    x: [x.min, x.max],
    y: [at - 0.5, at + 0.5],
    fill: INK.grid,
  }
  const interval: Mark = {
    shape: 'line',
    behind: true,
    points: [
      [low, at],
      [high, at],
    ],
    colour,
    width: isMean ? LINE_PX.curve : LINE_PX.mark,
  }
  return [...(isMean ? [ground] : []), ...(Number.isFinite(high - low) ? [interval] : [])]
}

function referenceLine(value: number, nRows: number): Mark {
  return {
    ...REFERENCE_LINE,
    points: [
      [value, -0.5],
      [value, nRows - 0.5],
    ],
  }
}
