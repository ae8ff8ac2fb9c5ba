import type { ColumnTable } from 'arquero'
import { quantile } from '../../../stats/intervals/quantile.ts'
import { formatNumber } from '../../../text/numberFormat.ts'
import type { Figure, FigureAxis, LegendSection, Mark } from '../../figure.ts'
import { categoryAxis } from '../../parts/axes/axes.ts'
import { beyondMiddlesNote } from '../../parts/axes/beyondMiddles.ts'
import { compareNames, withOpacity } from '../../parts/colours/palette.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { composeFigure, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { groupLegend, groupNames, usualGroup } from '../../parts/groups.ts'
import {
  BACKGROUND,
  type HighlightOptions,
  highlightGroups,
  highlightSchemas,
  highlightWords,
  matcher,
  withNotes,
  withoutHidden,
} from '../../parts/highlight.ts'
import { checkData, checkOptions, facetSchemas, RUNS } from '../../parts/options.ts'
import { type Cuttable, drawFacets, type FacetOptions, rowsOf } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { INK, LINE_PX } from '../../theme.ts'
import { pointRadius } from '../runs/runPoints.ts'
import {
  jitter,
  MAX_LYING_NAMES,
  type ValueGroup,
  type ValueGroupOptions,
  valueGroupSchemas,
  valueGroups,
} from './valueGroups.ts'

const BOX_HALF_WIDTH = 0.26
const CAP_HALF_WIDTH = 0.1
const JITTER_REACH = 0.2
/** With fewer runs a box says less than the points. */
const LEAST_FOR_BOX = 5
const SIZE_OFFSET_PX = -7
/** Share of the axis left free for the numbers of runs at its foot. */
const FOOTROOM = 0.18

export interface BoxPlotOptions extends ValueGroupOptions, FacetOptions, HighlightOptions {}

/**
 * The spread of a value over the runs of each group: median, quartiles, whiskers to the furthest
 * run within 1.5 interquartile ranges (Tukey), and every run as a jittered point.
 */
export function boxPlot(runs: ColumnTable, options: BoxPlotOptions): Figure {
  checkData('boxPlot', { runs }, { runs: RUNS })
  checkOptions(
    'boxPlot',
    options,
    { ...valueGroupSchemas(runs), ...facetSchemas(runs), ...highlightSchemas(runs) },
    ['value'],
  )
  const { facet, facetAxes, group = usualGroup(runs), scale, hide } = options
  const {
    runs: shown,
    palette,
    notes,
  } = withoutHidden(runs, hide, {
    group,
    palette: options.palette,
  })
  const drawn = { ...options, group, palette }
  if (facet === undefined || facet === null) return withNotes(drawBoxes(shown, drawn), notes)
  const names = [...new Set(groupNames(shown, group))].sort(compareNames)
  const figure = drawFacets(
    shown,
    { facet, facetAxes, group, scale, palette },
    ({ xScale: _, ...look }, rows) =>
      drawBoxes(rows === undefined ? shown : rowsOf(shown, rows), { ...drawn, ...look }, names),
  )
  return withNotes(figure, notes)
}

/**
 * @param places the groups that have a place, whether or not they have runs: in panels, where a legend
 *   names the groups and each box says its number of runs. Default: those that have runs.
 */
function drawBoxes(
  runs: ColumnTable,
  options: ValueGroupOptions & Pick<HighlightOptions, 'highlight'> & Cuttable,
  places?: readonly string[],
): Figure {
  const { group = usualGroup(runs), value, highlight } = options
  const found = valueGroups(runs, options, places && { margin: FOOTROOM })
  if ('missing' in found) return noteFigure('boxPlot', found.missing, found.notes)
  const { axis: y, notes } = found
  const standsOut = matcher(runs, highlight) ?? (() => true)
  // A box is of all runs of its group, and grey unless they all stand out.
  const groups = found.groups
    .filter(({ values }) => values.length > 0)
    .map((each) => ({ ...each, boxColour: each.rows.every(standsOut) ? each.colour : BACKGROUND }))
  const words = highlightWords(runs, highlight)
  const drawnNames = groups.map(({ name }) => name)
  const shownAs = shownNames(drawnNames)
  const names = groups.map(({ name, values }) => `${shownAs(name)} (n = ${values.length})`)
  const placeOf = (name: string, at: number) => places?.indexOf(name) ?? at
  const nPlaces = places?.length ?? groups.length
  const slimness = Math.min(1, nPlaces / 3)
  const n = groups.reduce((sum, { values }) => sum + values.length, 0)
  const hasLegend = places !== undefined || highlight !== undefined
  return composeFigure({
    kind: 'boxPlot',
    x: categoryAxis(places?.map(() => '') ?? names, 'x', {
      title: group === null || places !== undefined ? '' : columnName(group),
    }),
    y,
    datasets: groups.flatMap(({ name, colour, pointStyle, rows, values, runs }, i) => {
      const place = placeOf(name, i)
      const offsets = jitter(values.length, JITTER_REACH * slimness)
      const points = values.map((y, j) => ({ x: place + (offsets[j] as number), y }))
      const radius = pointRadius(n) * 0.8
      const dataset = (isWanted: boolean, style: { colour: string; radius: number }) => {
        const isDrawn = (_: unknown, j: number) => standsOut(rows[j] as number) === isWanted
        return pointsDataset(points.filter(isDrawn), {
          ...style,
          pointStyle,
          runs: runs.filter(isDrawn),
        })
      }
      if (highlight === undefined) return [dataset(true, { colour, radius })]
      const grey = { colour: BACKGROUND, radius: radius * 0.8 }
      return [dataset(true, { colour, radius }), dataset(false, grey)]
    }),
    marks: groups.flatMap((each, i) => [
      ...box({ ...each, colour: each.boxColour }, placeOf(each.name, i), {
        scale: slimness,
        isNamed: places === undefined,
      }),
      ...(places === undefined ? [] : [sizeMark(each, placeOf(each.name, i), y)]),
    ]),
    ...(!hasLegend && { legendSide: 'below' as const }),
    legend: [
      ...(hasLegend ? [groupLegend(highlightGroups(runs, groups, highlight), group, 'point')] : []),
      ...medianSection(groups),
    ],
    notes: [
      ...notes,
      ...beyondMiddlesNote(
        groups.map((each) => ({ of: shownAs(each.name), values: medianOf(each) })),
        ...([y, 'median', 'y'] as const),
      ),
      ...words.notes,
    ],
    caption:
      `${y.title.text}${group === null ? '' : ` by ${columnName(group)}`}: median, quartiles, whiskers to the furthest run ` +
      `within 1.5 interquartile ranges; points are single runs. Groups of fewer than ` +
      `${LEAST_FOR_BOX} runs have their median only, single runs their point.` +
      words.caption +
      namesInFull(drawnNames),
    shrinks: nPlaces <= MAX_LYING_NAMES,
    alt: `Box plot of ${value} for ${names.join(', ')}.`,
  })
}

/** The median that is drawn, if there is one: not that of a single run. */
function medianOf({ values }: ValueGroup): number[] {
  return values.length < 2
    ? []
    : [
        quantile(
          values.toSorted((a, b) => a - b),
          0.5,
        ),
      ]
}

/** What a line without a box is, where a group has too few runs for one. */
function medianSection(groups: readonly ValueGroup[]): LegendSection[] {
  const hasLine = groups.some(({ values: { length } }) => length > 1 && length < LEAST_FOR_BOX)
  const item = { text: 'median', symbol: 'line' as const, colour: INK.muted }
  return hasLine ? [{ title: '', items: [item] }] : []
}

/** The number of runs below a box, at the foot of the axis. */
function sizeMark({ values }: ValueGroup, place: number, { type }: FigureAxis): Mark {
  return {
    shape: 'text',
    // Held at the foot of the axis that the panel gets, which may be that of all panels.
    at: [place, type === 'logarithmic' ? 1e-300 : -1e300],
    text: `n = ${values.length}`,
    colour: INK.muted,
    align: 'center',
    offset: [0, SIZE_OFFSET_PX],
    backed: true,
    maxWidth: 1,
    optional: 'counted',
  }
}

/**
 * @param scale of the widths: few boxes stay slim
 * @param isNamed whether the axis has the group
 */
function box(
  { name, colour, values }: ValueGroup,
  place: number,
  { scale, isNamed }: { scale: number; isNamed: boolean },
): Mark[] {
  const sorted = values.toSorted((a, b) => a - b)
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((p) => quantile(sorted, p)) as [
    number,
    number,
    number,
  ]
  const line = (points: [number, number][], width: number = LINE_PX.mark): Mark => ({
    shape: 'line',
    behind: true,
    points,
    colour,
    width,
  })
  const across = (y: number, reach: number, width?: number) =>
    line(
      [
        [place - reach * scale, y],
        [place + reach * scale, y],
      ],
      width,
    )
  if (values.length < 2) return []
  const medianLine = across(median, BOX_HALF_WIDTH, LINE_PX.curve)
  if (values.length < LEAST_FOR_BOX) return [medianLine]
  const fence = 1.5 * (q3 - q1)
  const low = sorted.find((value) => value >= q1 - fence) as number
  const high = sorted.findLast((value) => value <= q3 + fence) as number
  return [
    {
      shape: 'rect',
      behind: true,
      label: [
        ...(isNamed ? [] : [name]),
        `median ${formatNumber(median)}`,
        `quartiles ${formatNumber(q1)} and ${formatNumber(q3)}`,
        `whiskers to ${formatNumber(low)} and ${formatNumber(high)}`,
        `n = ${values.length}`,
      ].join('\n'),
      x: [place - BOX_HALF_WIDTH * scale, place + BOX_HALF_WIDTH * scale],
      y: [q1, q3],
      fill: withOpacity(colour, 0.18),
      stroke: colour,
    },
    line([
      [place, low],
      [place, q1],
    ]),
    line([
      [place, q3],
      [place, high],
    ]),
    across(low, CAP_HALF_WIDTH),
    across(high, CAP_HALF_WIDTH),
    medianLine,
  ]
}
