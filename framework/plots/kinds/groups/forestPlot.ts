import * as v from 'valibot'
import {
  describeIntervals,
  ESTIMATORS,
  nameIntervals,
} from '../../../stats/intervals/intervalText.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import { plottableInterval, type WithGaps } from '../../../tables/columns.ts'
import { COUNT, TEXT } from '../../../text/checkOptions.ts'
import { count, leftOut, noneHas } from '../../../text/counts.ts'
import { listSome } from '../../../text/lists.ts'
import { formatMeasured } from '../../../text/numbers/numberFormat.ts'
import type { Figure, FigureAxis, LegendItem } from '../../figure.ts'
import { categoryAxis, isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { beyondNote } from '../../parts/axes/dataAxis.ts'
import { isNumber, undrawnNotes } from '../../parts/axes/undrawn.ts'
import { colourFinder, type Palette } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { cutIntervalsNote } from '../../parts/meanMarks.ts'
import {
  BETTER,
  checkData,
  checkOptions,
  ITEM_FACET,
  PALETTE,
  REFERENCE,
  ROW_FACET_AXES,
} from '../../parts/options.ts'
import { drawItemFacets, type RowFacetAxes } from '../../parts/panels/facets.ts'
import {
  placeReference,
  type Reference,
  referenceItem,
  referenceThrough,
} from '../../parts/reference.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { INK } from '../../theme.ts'
import { forestAxis } from './forestAxis.ts'
import {
  bestFirst,
  type Estimate,
  forestRows,
  hasInterval,
  isModel,
  MEAN_STYLE,
  pointOf,
  type Row,
  rowMarks,
} from './forestRows.ts'

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

/**
 * A row a model: its value with the interval over events, the best group and model first. A group
 * of several models begins with their mean (on a logarithmic axis the geometric one) and Student's 95 %
 * interval over models (of two, their range), which is another thing: how much the value changes from
 * training to training.
 *
 * @param estimates null, or no number, is no value, and `low` and `high` may be left out
 */
export function forestPlot(
  estimates: readonly WithGaps<Estimate>[],
  options: ForestPlotOptions,
): Figure {
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
  return drawItemFacets(estimates, groups, look, ({ palette, xScale, axes, cuts }, shown) =>
    drawForest(shown, { ...options, palette }, { scale: xScale, x: axes?.x, cuts: cuts?.x }),
  )
}

/** The axis of values: one that panels share, or what else it follows from. */
interface ForestAxis {
  readonly scale: ScaleChoice
  readonly x: FigureAxis | undefined
  /** Whether extreme values may lie beyond it. Default: unless the scale is chosen. */
  readonly cuts: boolean | undefined
}

function drawForest(
  estimates: readonly WithGaps<Estimate>[],
  options: ForestPlotOptions,
  { scale, x: sharedX, cuts }: ForestAxis,
): Figure {
  const { title, better = 'higher', limit = MAX_ROWS, palette } = options
  const raw = estimates.map(({ value }) => (typeof value === 'number' ? value : Number.NaN))
  const nothing = (notes: readonly string[]) =>
    noteFigure('forestPlot', noneHas(estimates.length, 'model', title), notes)
  const finite = estimates.map(plottableInterval).filter(({ value }) => Number.isFinite(value))
  if (finite.length === 0) {
    return nothing(undrawnNotes(raw.filter(isNumber), { noun: 'model', title }))
  }
  const colourOf = colourFinder(
    estimates.map(({ group }) => group),
    palette,
  )
  const rowsOn = (type: FigureAxis['type']) => forestRows(finite, { type, better, limit, colourOf })
  const { axis: x, notes: axisNotes } = sharedX
    ? { axis: sharedX, notes: [] }
    : forestAxis(finite, { title, scale, cuts, reference: options.reference, rowsOn })
  const { rows, means, nDrawable, nPanels } = rowsOn(x.type)
  const undrawn = undrawnNotes(raw, { noun: 'model', title }, x)
  // A panel may have no place for any on the axis that all share.
  if (rows.length === 0) return nothing(undrawn)
  const { reference, notes: referenceNotes } = placeReference(options.reference, x)
  const models = rows.filter(isModel)
  const names = models.map(({ name }) => name)
  const shownAs = shownNames(names, MAX_NAME_LETTERS)
  const groupNames = [...new Set(rows.map(({ group }) => group))]
  const groupAs = shownNames(groupNames, MAX_GROUP_LETTERS)
  const nameOf = (row: Row) =>
    isModel(row) ? shownAs(row.name) : `${groupAs(row.name)}: mean of ${row.nMean}`
  const hasMeans = models.length < rows.length
  const nIntervals = models.filter(hasInterval).length
  const isLog = x.type === 'logarithmic'
  const [best] = finite.filter(({ value }) => isDrawable(value, x)).toSorted(bestFirst(better))
  return composeFigure({
    kind: 'forestPlot',
    x,
    y: categoryAxis(rows.map(nameOf), 'y', { title: '', reverse: true }),
    datasets: rows.map(pointOf),
    marks: [
      ...rows.flatMap((row, at) => rowMarks(row, at, x)),
      ...(reference ? [referenceThrough(reference.value, rows.length)] : []),
    ],
    legend: [{ title: '', items: keyOf(hasMeans ? means : [], nIntervals > 0, reference) }],
    legendSide: 'below',
    notes: [
      ...undrawn,
      ...strangeIntervalsNote(models, shownAs),
      ...leftOut(
        nDrawable - models.length,
        'model',
        `beyond the best ${limit}${nPanels > 1 ? ' of a panel' : ''}${hasMeans ? ', though they count in the means' : ''}`,
      ),
      ...axisNotes,
      ...beyondNote(
        rows.flatMap((row) => (isModel(row) ? [] : [[row.value]])),
        x,
        'mean',
        'horizontal axis',
      ),
      ...cutIntervalsNote(rows, x),
      ...referenceNotes,
    ],
    caption:
      `${title}, the best first` +
      (nIntervals === 0 ? '' : '; lines are 95 % intervals over events') +
      (nIntervals === 0 || nIntervals === models.length
        ? ''
        : `, which ${nIntervals} of ${count(models.length, 'model')} ${nIntervals === 1 ? 'has' : 'have'}`) +
      (hasMeans
        ? `${nIntervals === 0 ? ';' : ', and'} on grey the ${isLog ? 'geometric ' : ''}mean of each group with the ${describeIntervals(means, 'models')}.`
        : '.') +
      namesInFull(names, MAX_NAME_LETTERS) +
      (hasMeans ? namesInFull(groupNames, MAX_GROUP_LETTERS) : ''),
    alt:
      `${title} of ${count(models.length, 'model')}: the best is ${shownAs(best?.name ?? '')} with ` +
      `${formatMeasured(best?.value ?? Number.NaN, { digits: 3 })}.`,
    height: AXIS_INCHES + Math.max(rows.length, LEAST_ROWS) * ROW_INCHES,
    shrinks: false,
    rows: { noun: 'row', first: rows.flatMap((row, at) => (isModel(row) ? [] : [at])) },
  })
}

/**
 * @param intervals of means
 * @param hasIntervals whether models have any
 */
function keyOf(
  intervals: readonly MeanInterval[],
  hasIntervals: boolean,
  reference: Reference | undefined,
): LegendItem[] {
  const colour = INK.muted
  return [
    { text: hasIntervals ? 'model, interval over events' : 'model', symbol: 'point', colour },
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

/** Of an interval: what rounding may leave between its end and the value. */
const ROUNDING = 1e-9

/** That intervals are not those of their values, or have their ends exchanged: they are drawn as they are given. */
function strangeIntervalsNote(rows: readonly Row[], shownAs: (name: string) => string): string[] {
  const strange = rows.filter(({ value, low, high }) => {
    const slack = ROUNDING * Math.max(Math.abs(value), Math.abs(high - low))
    return low > high + slack || value < low - slack || value > high + slack
  })
  return strange.length === 0
    ? []
    : [`Intervals without their value: ${listSome(strange.map(({ name }) => shownAs(name)))}.`]
}
