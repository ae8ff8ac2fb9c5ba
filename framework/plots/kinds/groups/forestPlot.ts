import * as v from 'valibot'
import {
  describeIntervals,
  ESTIMATORS,
  nameIntervals,
} from '../../../stats/intervals/intervalText.ts'
import { mean } from '../../../stats/intervals/location.ts'
import { type MeanInterval, meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { plottableInterval } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { COUNT, TEXT } from '../../../text/checkOptions.ts'
import { count, leftOut, noneHas } from '../../../text/counts.ts'
import { formatNumber } from '../../../text/numberFormat.ts'
import type { Figure, FigureAxis, FigureDataset, LegendItem, Mark } from '../../figure.ts'
import { categoryAxis, chooseScale, type ScaleChoice } from '../../parts/axes/axes.ts'
import { dataAxis } from '../../parts/axes/dataAxis.ts'
import { undrawnNotes } from '../../parts/axes/undrawn.ts'
import { colourFinder, type Palette } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import {
  BETTER,
  checkData,
  checkOptions,
  ITEM_FACET,
  PALETTE,
  REFERENCE,
  ROW_FACET_AXES,
} from '../../parts/options.ts'
import type { FacetedItem } from '../../parts/panels/facetMembers.ts'
import { drawItemFacets, type RowFacetAxes } from '../../parts/panels/facets.ts'
import {
  placeReference,
  type Reference,
  referenceItem,
  referenceThrough,
} from '../../parts/reference.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { INK, LINE_PX, pt } from '../../theme.ts'

/** A value of one model with its interval. */
export interface Estimate extends FacetedItem {
  readonly name: string
  /** Models of the same group stand together and share a colour. */
  readonly group: string
  readonly value: number
  /** The interval over events; NaN where there is none. */
  readonly low: number
  readonly high: number
}

export interface ForestPlotOptions {
  /** Name and unit of the value. */
  readonly title: string
  /** A dashed line across the rows, such as chance. Default none. */
  readonly reference?: Reference
  /** Which models come first. Default `higher`. */
  readonly better?: 'lower' | 'higher'
  /** Most models to draw; means are of all models nevertheless. Default 40. */
  readonly limit?: number
  /** The report's colours, by group. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
  /** `free`: each panel has an axis of values of its own. Default `free y`. */
  readonly facetAxes?: RowFacetAxes
}

const ESTIMATE = v.object({ name: TEXT, group: TEXT, facet: ITEM_FACET })
/** Rows are short and many, so that their names may take more of the width. */
const MAX_NAME_LETTERS = 32
const MAX_GROUP_LETTERS = 20
const ROW_INCHES = 0.165
/** With their means, they fit a page. */
const MAX_ROWS = 40
const AXIS_INCHES = 0.7
/** Fewer rows stand further apart. */
const LEAST_ROWS = 4
const MEAN_STYLE = 'rectRot'

interface Row extends Estimate {
  readonly colour: string
  /** Of how many models the row is the mean, which stands above them; 0 for a single model. */
  readonly nMean: number
}

/**
 * A row a model: its value with the interval over events, the best group and model first. A group
 * of several models begins with their mean (on a logarithmic axis the geometric one) and Student's 95 %
 * interval over models (of two, their range), which is another thing: how much the value changes from
 * training to training.
 */
export function forestPlot(estimates: readonly Estimate[], options: ForestPlotOptions): Figure {
  checkData('forestPlot', { estimates }, { estimates: v.array(ESTIMATE) })
  checkOptions(
    'forestPlot',
    options,
    {
      title: TEXT,
      reference: REFERENCE,
      better: BETTER,
      limit: COUNT,
      palette: PALETTE,
      facetAxes: ROW_FACET_AXES,
    },
    ['title'],
  )
  const groups = estimates.map(({ group }) => group)
  const { palette, facetAxes = 'free y' } = options
  const look = { palette, facetAxes }
  return drawItemFacets(estimates, groups, look, ({ palette, xScale }, shown) =>
    drawForest(shown, { ...options, palette }, xScale),
  )
}

function drawForest(
  estimates: readonly Estimate[],
  options: ForestPlotOptions,
  scale: ScaleChoice,
): Figure {
  const { title, better = 'higher', limit = MAX_ROWS, palette } = options
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
  const known = [...finite.map(({ value }) => value), options.reference?.value ?? Number.NaN]
  const type = chooseScale(known, scale)
  const isLog = type === 'logarithmic'
  const { reference, notes: referenceNotes } = placeReference(options.reference, { type })
  const means = new Map(
    groups.map(([group, models]) => [group, intervalOf(models, isLog ? 'geometric' : 'mean')]),
  )
  const rows = groups.flatMap(([group, models]) => [
    ...meanRow(group, means.get(group) as MeanInterval, colourOf(group)),
    ...models
      .filter((model) => shown.has(model))
      .map((model) => ({ ...model, colour: colourOf(group), nMean: 0 })),
  ])
  const names = rows.filter(({ nMean }) => nMean === 0).map(({ name }) => name)
  const shownAs = shownNames(names, MAX_NAME_LETTERS)
  const groupNames = groups.map(([group]) => group)
  const groupAs = shownNames(groupNames, MAX_GROUP_LETTERS)
  const nameOf = ({ name, nMean }: Row) =>
    nMean === 0 ? shownAs(name) : `${groupAs(name)}: mean of ${nMean}`
  const drawn = names.length
  const { axis: x, notes } = dataAxis(
    rows.map(({ value, low, high }) => [value, low, high]),
    'x',
    {
      title,
      scale: isLog ? 'log' : 'linear',
      gridLines: true,
      noun: 'row',
      holding: reference ? [reference.value] : [],
    },
  )
  const hasMeans = drawn < rows.length
  const intervals = [...means.values()].filter(({ kind }) => kind !== 'none')
  return composeFigure({
    kind: 'forestPlot',
    x,
    y: categoryAxis(rows.map(nameOf), 'y', { title: '', reverse: true }),
    datasets: rows.map(pointOf),
    marks: [
      ...rows.flatMap((row, at) => rowMarks(row, at, x)),
      ...(reference ? [referenceThrough(reference.value, rows.length)] : []),
    ],
    legend: [{ title: '', items: keyOf(hasMeans ? intervals : [], reference) }],
    legendSide: 'below',
    notes: [
      ...undrawnNotes(
        estimates.map(({ value }) => (typeof value === 'number' ? value : Number.NaN)),
        { noun: 'model', title },
      ),
      ...leftOut(
        finite.length - drawn,
        'model',
        `beyond the best ${limit}${hasMeans ? ', though they count in the means' : ''}`,
      ),
      ...notes,
      ...referenceNotes,
    ],
    caption:
      `${title}, the best first; lines are 95 % intervals over events` +
      (hasMeans
        ? `, and on grey the ${isLog ? 'geometric ' : ''}mean of each group with the ${describeIntervals(intervals, 'models')}.`
        : '.') +
      namesInFull(names, MAX_NAME_LETTERS) +
      (hasMeans ? namesInFull(groupNames, MAX_GROUP_LETTERS) : ''),
    alt:
      `${title} of ${count(drawn, 'model')}: the best is ${shownAs(bestFirst[0]?.name ?? '')} with ` +
      `${formatNumber(bestFirst[0]?.value ?? Number.NaN)}.`,
    height: AXIS_INCHES + Math.max(rows.length, LEAST_ROWS) * ROW_INCHES,
    shrinks: false,
    rows: { noun: 'row', first: rows.flatMap(({ nMean }, at) => (nMean > 0 ? [at] : [])) },
  })
}

function keyOf(intervals: readonly MeanInterval[], reference: Reference | undefined): LegendItem[] {
  const colour = INK.muted
  return [
    { text: 'model, interval over events', symbol: 'point', colour },
    ...(intervals.length > 0
      ? [
          {
            text: `${ESTIMATORS[intervals[0]?.estimator ?? 'mean']}, ${nameIntervals(intervals)} over models`,
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

function intervalOf(
  models: readonly Estimate[],
  estimator: MeanInterval['estimator'],
): MeanInterval {
  return meanInterval(
    models.map(({ value }) => value),
    { estimator },
  )
}

/** The row of a group's mean; none for a group of one model. */
function meanRow(group: string, { estimate, low, high, n }: MeanInterval, colour: string): Row[] {
  return n < 2 ? [] : [{ name: group, group, value: estimate, low, high, colour, nMean: n }]
}

function pointOf({ value, colour, nMean }: Row, at: number): FigureDataset {
  return pointsDataset([{ x: value, y: at }], {
    colour,
    radius: pt(nMean > 0 ? 3.4 : 2.2),
    ...(nMean > 0 && { pointStyle: MEAN_STYLE }),
  })
}

/** Beyond the ends of the axis, which in panels is that of all of them. */
function wider({ type, min, max }: FigureAxis): [number, number] {
  const span = max - min
  return type === 'logarithmic'
    ? [min / WIDER, max * WIDER]
    : [min - WIDER * span, max + WIDER * span]
}

const WIDER = 100

function rowMarks({ low, high, colour, nMean }: Row, at: number, x: FigureAxis): Mark[] {
  const ground: Mark = {
    shape: 'rect',
    behind: true,
    x: wider(x),
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
    width: nMean > 0 ? LINE_PX.curve : LINE_PX.mark,
  }
  return [...(nMean > 0 ? [ground] : []), ...(Number.isFinite(high - low) ? [interval] : [])]
}
