import type { ColumnTable } from 'arquero'
import { RUNS } from '../../../tables/schemas/runsSchemas.ts'
import type { Figure, LegendSection } from '../../figure.ts'
import { categoryAxis } from '../../parts/axes/axes.ts'
import { beyondMiddlesNote } from '../../parts/axes/beyondMiddles.ts'
import { crowdColour } from '../../parts/colours/crowd.ts'
import { compareNames } from '../../parts/colours/palette.ts'
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
import { checkData, checkOptions, facetSchemas } from '../../parts/options.ts'
import { type Cuttable, drawFacets, type FacetOptions, rowsOf } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { INK } from '../../theme.ts'
import { pointRadius } from '../runs/runPoints.ts'
import { boxMarks, LEAST_FOR_BOX, medianOf, sizeMark } from './boxMarks.ts'
import {
  GROUP_CROWD,
  jitter,
  MAX_LYING_NAMES,
  type ValueGroup,
  type ValueGroupOptions,
  valueGroupSchemas,
  valueGroups,
} from './valueGroups.ts'

const JITTER_REACH = 0.2
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
      if (highlight === undefined) {
        const seenThrough = crowdColour(colour, values.length, GROUP_CROWD)
        return [dataset(true, { colour: seenThrough, radius })]
      }
      const grey = { colour: BACKGROUND, radius: radius * 0.8 }
      return [dataset(true, { colour, radius }), dataset(false, grey)]
    }),
    marks: groups.flatMap((each, i) => [
      ...boxMarks({ ...each, colour: each.boxColour }, placeOf(each.name, i), {
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

/** What a line without a box is, where a group has too few runs for one. */
function medianSection(groups: readonly ValueGroup[]): LegendSection[] {
  const hasLine = groups.some(({ values: { length } }) => length > 1 && length < LEAST_FOR_BOX)
  const item = { text: 'median', symbol: 'line' as const, colour: INK.muted }
  return hasLine ? [{ title: '', items: [item] }] : []
}
