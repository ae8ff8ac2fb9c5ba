import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import { describeIntervals } from '../../../stats/intervals/intervalText.ts'
import { type MeanInterval, meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { groupName } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { RUNS } from '../../../tables/schemas/runsSchemas.ts'
import type { CellValue } from '../../../tables/valueKey.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { nearest } from '../../../text/nearest.ts'
import type { Figure, FigureAxis } from '../../figure.ts'
import { categoryAxis, isDrawable } from '../../parts/axes/axes.ts'
import { isBeyond } from '../../parts/axes/dataAxis.ts'
import { metricNumbers } from '../../parts/axes/metricNumbers.ts'
import { compareNames, isNumber } from '../../parts/colours/palette.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import {
  type Group,
  groupLegend,
  groupNames,
  groupRows,
  sizePer,
  usualGroup,
} from '../../parts/groups.ts'
import { withNotes } from '../../parts/highlight.ts'
import {
  cutMeansNotes,
  endsToHold,
  estimatorOn,
  meanSection,
  type NamedMean,
} from '../../parts/meanMarks.ts'
import { checkData, checkOptions, columnOf, facetSchemas } from '../../parts/options.ts'
import { panelsOfRows } from '../../parts/panels/facetMembers.ts'
import { type Cuttable, drawFacets, type FacetOptions, rowsOf } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { type Bar, barFill, barMarks, meanPoint, singleRuns } from './barMarks.ts'
import {
  cellNames,
  MAX_LYING_NAMES,
  type ValueGroup,
  type ValueGroupOptions,
  valueGroupSchemas,
  valueGroups,
} from './valueGroups.ts'

export interface BarsOptions extends ValueGroupOptions, FacetOptions {
  /** Column whose values stand along the axis, each with a bar for every group. Default: `group`. */
  readonly by?: string
  /** Values of `by` that come first, in this order. Default: numbers by value, names in natural order. */
  readonly order?: readonly CellValue[]
  /** What it means when a run has no value, such as `never reached`. Default `no value`. */
  readonly missing?: string
}

const ORDER = v.array(
  v.union([TEXT, v.number(), v.bigint(), v.boolean(), v.null()], 'expected a value of the column'),
  'expected a list of values of the column',
)
const CLUSTER_WIDTH = 0.78
const BAR_SHARE = 0.86
/** Fewer bars than these leave some of the axis free. */
const BROAD_BARS = 6
/** Above the bars, for the text on them. */
const HEADROOM = 0.14

/**
 * The mean of a value in each group, with its interval over runs and the single runs as points. On a
 * logarithmic axis, which has no zero for bars to begin at, it is the geometric mean, and a point. Runs
 * without a value are counted at their bar, never dropped silently.
 */
export function bars(runs: ColumnTable, options: BarsOptions): Figure {
  checkData('bars', { runs }, { runs: RUNS })
  checkOptions(
    'bars',
    options,
    {
      ...{ ...valueGroupSchemas(runs), ...facetSchemas(runs) },
      ...{ by: columnOf(runs), order: ORDER, missing: TEXT },
    },
    ['value'],
  )
  const { facet, facetAxes, group = usualGroup(runs), by = group, scale, palette } = options
  const notes = orderNotes(runs, by, options.order)
  if (facet === undefined || facet === null) return withNotes(drawBars(runs, options), notes)
  const places = inOrder(groupNames(runs, by), options.order)
  const figure = drawFacets(runs, { facet, facetAxes, group, scale, palette }, (look, rows) =>
    drawBars(rows === undefined ? runs : rowsOf(runs, rows), { ...options, ...look }, places),
  )
  return withNotes(figure, notes)
}

/** What stands in `order` and in no run. */
function orderNotes(
  runs: ColumnTable,
  by: string | null,
  order: BarsOptions['order'] = [],
): string[] {
  const names = new Set(groupNames(runs, by))
  const unmatched = [...new Set(order.map(groupName))].filter((name) => !names.has(name))
  if (unmatched.length === 0) return []
  const [only = ''] = unmatched
  const near = unmatched.length === 1 && !isNumber(only) ? nearest(only, names) : undefined
  const meant = near === undefined ? '' : `; perhaps ${near} was meant`
  const of = by === null ? '' : ` of ${columnName(by)}`
  const listed = unmatched.map(shownNames(unmatched)).join(', ')
  return [`Values${of} in the option "order" that no run has: ${listed}${meant}.`]
}

/** The different names, those of `order` first. */
function inOrder(names: readonly string[], order: BarsOptions['order'] = []): string[] {
  const rank = new Map(order.map((value, at) => [groupName(value), at]))
  const rankOf = (name: string) => rank.get(name) ?? order.length
  return [...new Set(names)].sort((a, b) => rankOf(a) - rankOf(b) || compareNames(a, b))
}

/**
 * @param places the categories that have a place, whether or not they have runs: in panels, where legends
 *   name them. Default: those that have runs.
 */
function drawBars(
  runs: ColumnTable,
  options: BarsOptions & Cuttable,
  places?: readonly string[],
): Figure {
  const { group = usualGroup(runs), by = group, missing = 'no value', palette } = options
  const found = valueGroups(runs, options, {
    fromZero: true,
    margin: HEADROOM,
    missing: `(${missing})`,
    intervalEnds: (axis) => endsToHold(panelBars(runs, { ...options, group, by }, axis), axis),
  })
  if ('missing' in found)
    return noteFigure('bars', `${found.missing} All runs: ${missing}.`, found.notes)
  const { groups, axis: y, notes } = found
  const categoryOf = groupNames(runs, by)
  const categories = places ?? inOrder(categoryOf, options.order)
  const allRows = groupRows(runs, group, palette)
  const isGrouped = by !== group
  // Places alone tell runs of one colour apart.
  const isOneColour = isGrouped && group === null
  const isLog = y.type === 'logarithmic'
  const placed = placeBars(groups, allRows, categories, categoryOf, isGrouped, estimatorOn(y))
  const inPanels = panelBars(runs, { ...options, group, by }, y)
  const means = inPanels.map(({ mean }) => mean)
  const areMeans = means.some(({ n }) => n > 1)
  const geometric = areMeans ? 'Geometric mean (diamonds) of ' : ''
  const shownAs = shownNames(categories)
  // In panels, where there is little room for names, the legend has them.
  const hasLegend = !isOneColour && (isGrouped || places !== undefined)
  const sizeOf = (name: string) =>
    groups.flatMap(({ rows }) => rows.filter((row) => categoryOf[row] === name)).length
  const names = categories.map((name) =>
    hasLegend || places !== undefined ? shownAs(name) : `${shownAs(name)} (n = ${sizeOf(name)})`,
  )
  return composeFigure({
    kind: 'bars',
    x: categoryAxis(
      names.map((name) => (hasLegend && !isGrouped ? '' : name)),
      'x',
      { title: by === null || (hasLegend && !isGrouped) ? '' : columnName(by) },
    ),
    y,
    datasets: [
      // A single run is a point already.
      ...placed
        .filter(({ mean }) => (isLog ? mean.n > 1 : isBeyond(mean.estimate, y)))
        .map(meanPoint),
      ...placed.map((bar) => singleRuns(bar, isLog)),
    ],
    marks: placed.flatMap((bar) =>
      barMarks(bar, y, { missing: isGrouped && !isOneColour ? '' : missing, isNamed: !hasLegend }),
    ),
    ...(!hasLegend && { legendSide: 'below' as const }),
    legend: [
      ...(hasLegend
        ? [
            groupLegend(
              allRows,
              group,
              isLog ? 'point' : 'box',
              ({ name }) => runsPerBar(inPanels, name, isGrouped, isLog ? 'point' : 'bar'),
              { fillOf: barFill },
            ),
          ]
        : []),
      ...meanSection(means, { symbol: isLog ? 'point' : 'box' }),
    ],
    notes: [...notes, ...cutMeansNotes(inPanels, y)],
    caption:
      `${isLog ? geometric : 'Mean '}${y.title.text}${by === null ? '' : ` by ${columnName(by)}`}; points are single runs` +
      (areMeans ? `, whiskers the ${describeIntervals(means, 'the runs of a bar')}. ` : '. ') +
      'Runs without a value do not count in the mean; where there are some, the bar says how ' +
      'many have one.' +
      namesInFull(categories) +
      (isGrouped ? namesInFull(groups.map(({ name }) => name)) : ''),
    shrinks: categories.length <= MAX_LYING_NAMES,
    alt: `Bars of ${y.title.text} for ${names.join(', ')}.`,
  })
}

/** How many runs with a value each bar of a group is of. */
function runsPerBar(
  bars: readonly PanelBar[],
  group: string,
  isGrouped: boolean,
  what: string,
): string {
  const sizes = bars.filter((bar) => bar.group === group).map(({ mean }) => mean.n)
  const [size = 0, ...others] = sizes
  return others.length === 0 && !isGrouped ? `n = ${size}` : sizePer(sizes, what)
}

/** A bar of one panel. */
interface PanelBar extends NamedMean {
  readonly group: string
  readonly values: number[]
}

/** The bars of all panels: what the key and the caption tell of, and what the axis must hold. */
function panelBars(
  runs: ColumnTable,
  {
    value,
    group,
    by,
    facet,
  }: Pick<BarsOptions, 'value' | 'facet'> & Record<'group' | 'by', string | null>,
  axis: Pick<FigureAxis, 'type'>,
): PanelBar[] {
  const values = metricNumbers(runs, value)
  const [groupOf, categoryOf] = [groupNames(runs, group), groupNames(runs, by)]
  const panelOf = panelsOfRows(runs, facet)
  const nameOfCell = cellNames(runs, group, by)
  const isCounted = (each: number) => isDrawable(each, axis)
  return Array.from(
    groupBy(values.keys(), (row) => JSON.stringify([groupOf[row], categoryOf[row], panelOf[row]])),
    ([, rows]): PanelBar => {
      const counted = rows.map((row) => values[row] as number).filter(isCounted)
      return {
        of: nameOfCell(rows[0] as number),
        group: groupOf[rows[0] as number] as string,
        values: counted,
        mean: meanInterval(counted, { estimator: estimatorOn(axis) }),
      }
    },
  )
}

function placeBars(
  groups: readonly ValueGroup[],
  allRows: readonly Group[],
  categories: readonly string[],
  categoryOf: readonly string[],
  isGrouped: boolean,
  estimator: MeanInterval['estimator'],
): Bar[] {
  const slots = isGrouped ? groups.length : 1
  const nSlots = Math.max(slots, 2)
  // Few bars would be broad slabs.
  const share = Math.min(1, (categories.length * nSlots) / BROAD_BARS)
  const slotWidth = (CLUSTER_WIDTH * share) / nSlots
  return categories.flatMap((category, place) =>
    groups.flatMap((group, slot): Bar[] => {
      const size = allRows[slot]?.rows.filter((row) => categoryOf[row] === category).length ?? 0
      if (size === 0) return []
      const isIn = (_: unknown, i: number) => categoryOf[group.rows[i] as number] === category
      const values = group.values.filter(isIn)
      const at = place + (isGrouped ? (slot - (slots - 1) / 2) * slotWidth : 0)
      const reach = (slotWidth * BAR_SHARE) / 2
      const room = isGrouped ? slotWidth : 1
      const { name, colour, pointStyle } = group
      return [
        {
          group: name,
          colour,
          pointStyle,
          at,
          reach,
          room,
          values,
          runs: group.runs.filter(isIn),
          mean: meanInterval(values, { estimator }),
          size,
        },
      ]
    }),
  )
}
