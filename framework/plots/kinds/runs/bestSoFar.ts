import type { ColumnTable } from 'arquero'
import type { Better } from '../../../compare/better.ts'
import { defaultBetter } from '../../../compare/groups/metricScale.ts'
import { runKeys } from '../../../tables/columns.ts'
import { RUNS } from '../../../tables/schemas/runsSchemas.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { count } from '../../../text/counts.ts'
import { formatTogether } from '../../../text/numbers/numberFormat.ts'
import type { Figure, FigureDataset, FigurePoint } from '../../figure.ts'
import { axis, isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { dataAxis } from '../../parts/axes/dataAxis.ts'
import { largest, smallest } from '../../parts/axes/extent.ts'
import { metricNumbers, rawMetricNumbers } from '../../parts/axes/metricNumbers.ts'
import { noRunHas } from '../../parts/axes/noNumbers.ts'
import { isNumber, undrawnNotes } from '../../parts/axes/undrawn.ts'
import { type Palette, withOpacity } from '../../parts/colours/palette.ts'
import { columnTitle } from '../../parts/columnTitles.ts'
import { composeFigure, lineDataset, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { groupLegend, groupRows } from '../../parts/groups.ts'
import {
  BETTER,
  checkData,
  checkOptions,
  columnOf,
  facetSchemas,
  PALETTE,
  SCALE,
} from '../../parts/options.ts'
import { facetsOfRuns } from '../../parts/panels/facetMembers.ts'
import { type Cuttable, drawFacets, type FacetOptions, rowsOf } from '../../parts/panels/facets.ts'
import { namesInFull } from '../../parts/shownNames.ts'
import { LINE_PX } from '../../theme.ts'
import { pointRadius } from './runPoints.ts'
import { inOrderOfStart } from './starts.ts'

export interface BestSoFarOptions extends FacetOptions {
  /** Column of the metric. */
  readonly metric: string
  /** Default `higher` for accuracies and the like, else `lower`. */
  readonly better?: Better
  /** Column of groups, each of which has a line of its own. Default `null`: one line for all. */
  readonly group?: string | null
  /** Of the metric's axis. Default `auto`. */
  readonly scale?: ScaleChoice
  /** Title of the metric's axis. Default: the column's name and unit. */
  readonly title?: string
  /** The report's colours. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
}

const POINT_OPACITY = 0.4

/**
 * The best value of a metric among the runs so far, in the order in which they started: whether a search
 * still finds something. Points are single runs.
 *
 * @param runs one row a run, as `loadRuns` returns them
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function bestSoFar(runs: ColumnTable, options: BestSoFarOptions): Figure {
  checkData('bestSoFar', { runs }, { runs: RUNS })
  checkOptions(
    'bestSoFar',
    options,
    {
      metric: columnOf(runs),
      better: BETTER,
      group: columnOf(runs, 'or null'),
      scale: SCALE,
      title: TEXT,
      palette: PALETTE,
      ...facetSchemas(runs),
    },
    ['metric'],
  )
  const { facet, facetAxes, group = null, scale, palette } = options
  if (facet === undefined || facet === null) return drawSearch(runs, options)
  // Each panel is a search of its own, whose runs are counted from one.
  const longest = largest(facetsOfRuns(runs, facet).panels.map(({ members }) => members.length))
  return drawFacets(runs, { facet, facetAxes, group, scale, palette }, (look, rows) =>
    drawSearch(
      rows === undefined ? runs : rowsOf(runs, rows),
      { ...options, ...look },
      look.isBare ? longest : undefined,
    ),
  )
}

/** @param longest of the searches in panels that share an axis. Default: the number of runs */
function drawSearch(
  runs: ColumnTable,
  options: BestSoFarOptions & Cuttable,
  longest = runs.numRows(),
): Figure {
  const { metric, group = null, scale, title = columnTitle(metric), palette } = options
  const better = options.better ?? defaultBetter(metric)
  const [values, raw] = [metricNumbers(runs, metric), rawMetricNumbers(runs, metric)]
  const finite = values.filter(Number.isFinite)
  if (finite.length === 0) {
    const notes = undrawnNotes(raw.filter(isNumber), { noun: 'run', title })
    return noteFigure('bestSoFar', noRunHas(runs, [{ column: metric, title }]), notes)
  }
  const { rows, isTimed, nTimed } = inOrderOfStart(runs)
  const { axis: y, notes: axisNotes } = dataAxis(
    finite.map((value) => [value]),
    'y',
    {
      ...{ title, gridLines: true, noun: 'run', cuts: options.cuts?.y },
      ...(scale && { scale }),
      // What the figure is about, however far it lies from what most runs reached.
      holding: [better === 'lower' ? smallest(finite) : largest(finite)],
    },
  )
  const drawn = rows.filter((row) => isDrawable(values[row] as number, y))
  const places = new Map(rows.map((row, at) => [row, at + 1]))
  const x = axis([1, longest], 'x', {
    title: isTimed ? 'Runs, in the order of their start' : 'Runs, in the order of the table',
    scale: 'linear',
    integers: true,
  })
  const groups = groupRows(runs, group, palette).map((each) => {
    const members = new Set(each.rows)
    return { ...each, rows: drawn.filter((row) => members.has(row)) }
  })
  const shown = groups.filter((each) => each.rows.length > 0)
  const keys = runKeys(runs)
  const pointsOf = (members: readonly number[]): FigurePoint[] =>
    members.map((row) => ({ x: places.get(row) as number, y: values[row] as number }))
  const keysOf = (points: readonly FigurePoint[]) =>
    points.map(({ x }) => keys[rows[(x as number) - 1] as number] as string)
  const datasets = shown.flatMap(({ colour, dash, rows: members }): FigureDataset[] => {
    const points = pointsOf(members)
    const found = improvements(points, better)
    const others = points.filter((point) => !found.includes(point))
    return [
      pointsDataset(found, { colour, radius: pointRadius(rows.length), runs: keysOf(found) }),
      lineDataset(stepped(found, rows.length), { colour, dash, width: LINE_PX.curve }),
      pointsDataset(others, {
        colour: withOpacity(colour, POINT_OPACITY),
        radius: pointRadius(rows.length) * 0.75,
        runs: keysOf(others),
      }),
    ]
  })
  const best = drawn.reduce((a, b) =>
    (values[b] as number) < (values[a] as number) === (better === 'lower') ? b : a,
  )
  // With the digits that tell it from the worst.
  const [lowest, highest] = formatTogether([smallest(finite), largest(finite)])
  return composeFigure({
    kind: 'bestSoFar',
    x,
    y,
    // Lines and improvements of all groups lie over the other runs.
    datasets: [0, 1, 2].flatMap((layer) => datasets.filter((_, at) => at % 3 === layer)),
    legend: group === null ? [] : [groupLegend(shown, group, 'line')],
    notes: [
      ...undrawnNotes(raw, { noun: 'run', title }, y),
      ...axisNotes,
      ...(isTimed
        ? []
        : [
            `${nTimed === 0 ? 'No run tells when it' : 'Not all runs tell when they'} started: they stand in the order of the table.`,
          ]),
    ],
    caption:
      `The ${better === 'lower' ? 'lowest' : 'highest'} ${title} of ${count(drawn.length, 'run')} so far; strong points are runs that ` +
      `improved on it, faint ones all others.` +
      `${group === null ? '' : ' Each group has a line of its own.'}` +
      namesInFull(shown.map(({ name }) => name)),
    alt:
      `The ${better === 'lower' ? 'lowest' : 'highest'} ${title} of ${count(drawn.length, 'run')} so far: ${better === 'lower' ? lowest : highest}, found by ` +
      `number ${places.get(best)} on the axis.`,
  })
}

/** The points that are better than all before them. */
function improvements(points: readonly FigurePoint[], better: Better): FigurePoint[] {
  let best: number | undefined
  return points.filter(({ y }) => {
    const value = y as number
    const isBetter = best === undefined || (better === 'lower' ? value < best : value > best)
    if (isBetter) best = value
    return isBetter
  })
}

/** Level from one improvement to the next, and on to the last run. */
function stepped(points: readonly FigurePoint[], last: number): FigurePoint[] {
  return points.flatMap((point, at) => [point, { x: points[at + 1]?.x ?? last, y: point.y }])
}
