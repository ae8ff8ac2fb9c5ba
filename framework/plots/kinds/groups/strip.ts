import type { ColumnTable } from 'arquero'
import { describeIntervals, ESTIMATORS } from '../../../stats/intervals/intervalText.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import { RUNS } from '../../../tables/schemas/runsSchemas.ts'
import type { Figure, FigureDataset, PointStyle } from '../../figure.ts'
import { categoryAxis } from '../../parts/axes/axes.ts'
import { metricNumbers } from '../../parts/axes/metricNumbers.ts'
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
import {
  cutMeansNotes,
  endsToHold,
  estimatorOn,
  meanPoint,
  meanSection,
  meanWhisker,
  type PlacedMean,
} from '../../parts/meanMarks.ts'
import { checkData, checkOptions, columnOf, facetSchemas } from '../../parts/options.ts'
import { type Cuttable, drawFacets, type FacetOptions, rowsOf } from '../../parts/panels/facets.ts'
import { seedMeans } from '../../parts/seedMeans.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { pointRadius } from '../runs/runPoints.ts'
import { panelMeans } from './stripMeans.ts'
import {
  jitter,
  MAX_LYING_NAMES,
  type ValueGroupOptions,
  valueGroupSchemas,
  valueGroups,
} from './valueGroups.ts'

export interface StripOptions extends ValueGroupOptions, FacetOptions, HighlightOptions {
  /** Column whose values stand along the axis, each with every group beside each other. Default: `group`. */
  readonly by?: string
}

/** Shares of a slot: the points stand left of the middle, their mean right of it. */
const POINTS_AT = -0.14
const POINTS_REACH = 0.16
const MEAN_AT = 0.24
const CAP = 0.07
const CLUSTER_WIDTH = 0.84

interface MemberRun {
  readonly row: number
  readonly run: string
  readonly value: number
}

/** The runs of one group in one category. */
interface Cell {
  readonly colour: string
  readonly pointStyle: PointStyle
  /** Middle and width along the axis. */
  readonly at: number
  readonly width: number
  readonly drawn: MemberRun[]
  /** Those that do not stand out. */
  readonly others: MemberRun[]
  readonly mean: MeanInterval
}

/**
 * Every run as a point, beside it the mean of its group with the interval over runs: for groups of few
 * runs, where a box says less than the points.
 *
 * @param runs one row a run, as `loadRuns` returns them
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function strip(runs: ColumnTable, options: StripOptions): Figure {
  checkData('strip', { runs }, { runs: RUNS })
  checkOptions(
    'strip',
    options,
    {
      ...valueGroupSchemas(runs),
      by: columnOf(runs),
      ...facetSchemas(runs),
      ...highlightSchemas(runs),
    },
    ['value'],
  )
  return stripFigure('strip', runs, options)
}

/** {@link strip} for a kind of its own, its options checked. */
export function stripFigure(kind: string, runs: ColumnTable, options: StripOptions): Figure {
  const { facet, facetAxes, group = usualGroup(runs), scale, palette, hide } = options
  const shown = withoutHidden(runs, hide, { group, palette })
  const drawn: StripOptions = { ...options, group, palette: shown.palette }
  if (facet === undefined || facet === null) {
    return withNotes(drawStrip(kind, shown.runs, drawn), shown.notes)
  }
  const categories = [...new Set(groupNames(shown.runs, options.by ?? group))].sort(compareNames)
  const figure = drawFacets(
    shown.runs,
    { facet, facetAxes, group, scale, palette: shown.palette },
    ({ xScale: _, ...look }, rows) =>
      drawStrip(
        kind,
        rows === undefined ? shown.runs : rowsOf(shown.runs, rows),
        { ...drawn, ...look },
        categories,
      ),
  )
  return withNotes(figure, shown.notes)
}

/** @param places the categories that have a place, whether or not they have runs, in panels */
function drawStrip(
  kind: string,
  runs: ColumnTable,
  options: StripOptions & Cuttable,
  places?: readonly string[],
): Figure {
  const { value, group = usualGroup(runs), highlight } = options
  const by = options.by ?? group
  const categoryOf = groupNames(runs, by)
  const isGrouped = by !== group
  // Places alone tell runs of one colour apart.
  const isOneColour = isGrouped && group === null
  const found = valueGroups(runs, options, {
    intervalEnds: (axis) => endsToHold(panelMeans(runs, options, estimatorOn(axis)).cells, axis),
  })
  if ('missing' in found) return noteFigure(kind, found.missing, found.notes)
  const { axis: y, notes } = found
  const estimator = estimatorOn(y)
  const { cells: inPanels, over } = panelMeans(runs, options, estimator)
  const means = inPanels.map(({ mean }) => mean)
  const groups = found.groups.filter(({ values }) => values.length > 0)
  const drawnRows = groups.flatMap(({ rows }) => rows)
  const categories =
    places ?? [...new Set(drawnRows.map((row) => categoryOf[row] as string))].sort(compareNames)
  const standsOut = matcher(runs, highlight) ?? (() => true)
  const slots = isGrouped ? groups.length : 1
  const width = (isGrouped ? CLUSTER_WIDTH : Math.min(1, categories.length / 3)) / slots
  const placed = groups.flatMap(({ colour, pointStyle, rows, values, runs: keys }, slot) =>
    categories.flatMap((category, place): Omit<Cell, 'mean'>[] => {
      const members = rows.flatMap((row, i) =>
        categoryOf[row] === category
          ? [{ row, run: keys[i] as string, value: values[i] as number }]
          : [],
      )
      if (members.length === 0) return []
      const drawn = members.filter(({ row }) => standsOut(row))
      const others = members.filter(({ row }) => !standsOut(row))
      const at = place + (isGrouped ? (slot - (slots - 1) / 2) * width : 0)
      return [{ colour, pointStyle, at, width, drawn, others }]
    }),
  )
  const { means: drawnMeans } = seedMeans(
    runs,
    metricNumbers(runs, value),
    placed.map(({ drawn }) => drawn.map((member) => member.row)),
    estimator,
  )
  const cells = placed.map((cell, at): Cell => ({ ...cell, mean: drawnMeans[at] as MeanInterval }))
  const shownAs = shownNames(categories)
  const names = categories.map((name) => {
    const n = drawnRows.filter((row) => categoryOf[row] === name).length
    const hasSize = !isGrouped || (isOneColour && places === undefined)
    return `${shownAs(name)}${hasSize ? ` (n = ${n})` : ''}`
  })
  const isNamed = places === undefined || isGrouped
  const radius = pointRadius(drawnRows.length) * 0.8
  const words = highlightWords(runs, highlight)
  const hasLegend = (isGrouped && !isOneColour) || !isNamed || highlight !== undefined
  const legendGroups = highlightGroups(runs, groups, highlight)
  return composeFigure({
    kind,
    x: categoryAxis(isNamed ? names : names.map(() => ''), 'x', {
      title: by === null || !isNamed ? '' : columnName(by),
    }),
    y,
    datasets: [
      ...cells.flatMap((cell) => meanPoint(placedMean(cell), y)),
      ...cells.map((cell) => points(cell, cell.drawn, cell.colour, radius)),
      ...cells
        .filter(({ others }) => others.length > 0)
        .map((cell) => points(cell, cell.others, BACKGROUND, radius * 0.8)),
    ],
    marks: cells.flatMap((cell) => meanWhisker(placedMean(cell), y)),
    ...(!hasLegend && { legendSide: 'below' as const }),
    legend: [
      ...(hasLegend ? [groupLegend(legendGroups, group, 'point')] : []),
      ...meanSection(means, { over }),
    ],
    notes: [...notes, ...cutMeansNotes(inPanels, y), ...words.notes],
    caption:
      `${y.title.text}${by === null ? '' : ` by ${columnName(by)}`}: points are single runs` +
      (means.some(({ n }) => n > 1)
        ? `, diamonds the ${ESTIMATORS[estimator]}, whiskers the ${describeIntervals(means, over?.words ?? 'the runs of a group')}.`
        : '.') +
      words.caption +
      namesInFull(categories) +
      (isGrouped ? namesInFull(legendGroups.map(({ name }) => name)) : ''),
    shrinks: categories.length <= MAX_LYING_NAMES,
    alt: `${y.title.text} of single runs with their means for ${names.slice(0, 12).join(', ')}.`,
  })
}

function points(
  { at, width, pointStyle, mean }: Cell,
  members: readonly MemberRun[],
  colour: string,
  radius: number,
): FigureDataset {
  const middle = mean.n < 2 ? at : at + POINTS_AT * width
  const offsets = jitter(members.length, POINTS_REACH * width)
  return pointsDataset(
    members.map(({ value: y }, i) => ({ x: middle + (offsets[i] as number), y })),
    { colour, radius, pointStyle, runs: members.map(({ run }) => run) },
  )
}

function placedMean({ at, width, colour, mean }: Cell): PlacedMean {
  const x = at + MEAN_AT * width
  return { x, caps: [x - CAP * width, x + CAP * width], mean, colour }
}
