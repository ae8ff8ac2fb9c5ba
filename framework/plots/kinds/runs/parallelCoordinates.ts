import type { ColumnTable } from 'arquero'
import type { Better } from '../../../compare/better.ts'
import { defaultBetter } from '../../../compare/groups/metricScale.ts'
import { runKeys } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { RUNS } from '../../../tables/schemas/runsSchemas.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { count } from '../../../text/counts.ts'
import { distinguish } from '../../../text/names/distinguish.ts'
import type { Figure, FigureAxis, FigureDataset, FigurePoint, Mark } from '../../figure.ts'
import { categoryAxis, fixedAxis, isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { largest } from '../../parts/axes/extent.ts'
import { metricNumbers, rawMetricNumbers } from '../../parts/axes/metricNumbers.ts'
import { isNumber, undrawnNotes } from '../../parts/axes/undrawn.ts'
import { colourNotes, colourScale, positionOf } from '../../parts/colours/colourScale.ts'
import { faded, sequentialColour, withOpacity } from '../../parts/colours/palette.ts'
import { columnName, columnTitle } from '../../parts/columnTitles.ts'
import { composeFigure, linesDataset, noteFigure, type RunLine } from '../../parts/composeFigure.ts'
import {
  BACKGROUND,
  type HighlightOptions,
  highlightSchemas,
  highlightWords,
  matcher,
  withNotes,
  withoutHidden,
} from '../../parts/highlight.ts'
import {
  BETTER,
  checkData,
  checkOptions,
  columnOf,
  columnsOf,
  facetSchemas,
  SCALE,
} from '../../parts/options.ts'
import { drawFacets, type FacetOptions } from '../../parts/panels/facets.ts'
import { MAX_NAME_LETTERS } from '../../parts/shownNames.ts'
import { INK, LINE_PX, pt } from '../../theme.ts'
import { type VerticalAxis, verticalAxis } from './parallelAxes.ts'

export interface ParallelOptions extends HighlightOptions, Pick<FacetOptions, 'facet'> {
  /** Columns of the parameters, from left to right. */
  readonly parameters: readonly string[]
  /** Column that colours the runs' lines. */
  readonly value: string
  /** Which runs are drawn on top. Default as in `compareGroups`. */
  readonly better?: Better
  /** Of the colours. Default `auto`. */
  readonly scale?: ScaleChoice
  /** Title of the colour bar. Default: the column's name and unit. */
  readonly title?: string
}

/** Ends of the axes, a little beyond their values. */
const [LEAST, MOST] = [-0.03, 1.03]
const TICK = 0.02
/** Panels stand below each other: side by side they leave no room for the names of the axes. */
const PANEL_INCHES = { few: 1.6, many: 1 }
const FEW_PANELS = 4
/** What a page has room for. */
const MAX_PANELS = 6
/** For labels, as shares of the way to the next axis. */
const ROOM = { usual: 0.85, last: 0.45, moved: 0.25 }
/** Lines of nearly the same colour are drawn as one. */
const COLOUR_STEPS = 16
/** Of many runs, those of the best colours keep theirs; the others fade the more there are. */
const OPACITY = { least: 0.12, most: 0.9 }
const FADED_FROM = 60
const BEST_EMPHASIS = 8

/** One line per run across the parameters of a sweep, coloured by what came of it. */
export function parallelCoordinates(runs: ColumnTable, options: ParallelOptions): Figure {
  checkData('parallelCoordinates', { runs }, { runs: RUNS })
  const column = columnOf(runs)
  checkOptions(
    'parallelCoordinates',
    options,
    {
      parameters: columnsOf(runs),
      value: column,
      better: BETTER,
      scale: SCALE,
      title: TEXT,
      ...highlightSchemas(runs),
      facet: facetSchemas(runs).facet,
    },
    ['parameters', 'value'],
  )
  const shown = withoutHidden(runs, options.hide, { group: null, palette: undefined })
  const { facet, scale } = options
  const figure =
    facet === undefined || facet === null
      ? drawParallel(shown.runs, options)
      : withPanelHeight(
          drawFacets(
            shown.runs,
            {
              ...{ facet, group: null, palette: undefined, scale },
              ...{ limit: MAX_PANELS, isOneColumn: true },
            },
            (_, rows) => drawParallel(shown.runs, options, rows),
          ),
        )
  return withNotes(figure, shown.notes)
}

function withPanelHeight(figure: Figure): Figure {
  const { panels } = figure
  if (panels === undefined) return figure
  const plotInches = PANEL_INCHES[panels.plots.length > FEW_PANELS ? 'many' : 'few']
  return { ...figure, panels: { ...panels, plotInches } }
}

/** @param within the rows of the table whose runs are drawn, on the axes of all of them */
function drawParallel(
  runs: ColumnTable,
  options: ParallelOptions,
  within: readonly number[] = [...Array(runs.numRows()).keys()],
): Figure {
  const {
    parameters,
    value,
    better = defaultBetter(value),
    scale,
    title = columnTitle(value),
  } = options
  const [values, raw] = [metricNumbers(runs, value), rawMetricNumbers(runs, value)]
  const bar = colourScale(values, { title, scale })
  const drawn = within.filter((row) => isDrawable(values[row] as number, bar))
  if (drawn.length === 0 || parameters.length === 0) {
    const what =
      parameters.length === 0 ? 'No parameter is given' : `No run has ${title} (${value})`
    return noteFigure(
      'parallelCoordinates',
      `${what}; the table holds ${count(values.length, 'run')}.`,
      undrawnNotes(raw.filter(isNumber), { noun: 'run', title }, bar),
    )
  }
  const rank = values.map((each) => (isDrawable(each, bar) ? positionOf(each, bar) : Number.NaN))
  const standsOut = matcher(runs, options.highlight) ?? (() => true)
  const words = highlightWords(runs, options.highlight)
  const [front, behind] = [true, false].map((wanted) =>
    drawn.filter((row) => standsOut(row) === wanted),
  ) as [number[], number[]]
  const axes = parameters.map((parameter) => verticalAxis(runs, parameter, rank))
  const keys = runKeys(runs)
  const lineOf = (row: number): RunLine => ({
    points: crossings(row, axes),
    run: keys[row] as string,
  })
  const titles = distinguish(parameters.map(columnName), MAX_NAME_LETTERS)
  return composeFigure({
    kind: 'parallelCoordinates',
    x: withRoom(categoryAxis(titles, 'x', { title: '' }), axes.at(-1)?.isNumeric ?? true),
    y: { ...fixedAxis('y', { title: '' }, 'linear', LEAST, MOST), display: false },
    datasets: [
      ...rankedLines(front, lineOf, (row) => rank[row] as number, better),
      ...(behind.length > 0 ? [background(behind, lineOf)] : []),
    ],
    marks: axes.flatMap((each, at) => axisMarks(each, at, at === axes.length - 1)),
    colourBar: { ...bar, column: value },
    notes: [
      ...undrawnNotes(
        within.map((row) => raw[row] as number),
        { noun: 'run', title },
        bar,
      ),
      ...colourNotes(values, bar, { noun: 'run', scale }),
      ...words.notes,
    ],
    caption: `${count(drawn.length, 'run')}, a line each across ${parameters.map(columnName).join(', ')}, coloured by ${title}; the ${better === 'lower' ? 'lowest' : 'highest'} lie on top. Numbers stand at their true places; lines of one value are fanned out. A line is broken where a run lacks a parameter.${words.caption}${axes.map((each) => each.inFull).join('')}`,
    // Names along the axes need their height in narrow figures too.
    shrinks: false,
    alt: `Parallel coordinates of ${count(drawn.length, 'run')} over ${titles.join(', ')}.`,
  })
}

/** Names right of the last axis take what numbers need not, and the first axis has no need of. */
function withRoom(axis: FigureAxis, endsInNumbers: boolean): FigureAxis {
  if (endsInNumbers) return axis
  return { ...axis, min: axis.min + ROOM.moved, max: axis.max + ROOM.moved }
}

/** The runs' lines, joined by colour, those of the best runs on top. */
function rankedLines(
  rows: readonly number[],
  lineOf: (row: number) => RunLine,
  colourPosition: (row: number) => number,
  better: Better,
): FigureDataset[] {
  const steps = groupBy(rows, (row) =>
    Math.min(COLOUR_STEPS - 1, Math.floor(colourPosition(row) * COLOUR_STEPS)),
  )
  const least = Math.max(OPACITY.least, Math.min(OPACITY.most, FADED_FROM / rows.length))
  const best = largest([...steps.keys()].map((step) => (better === 'lower' ? -step : step)))
  const opacityOf = (step: number) => {
    const share = 1 - (best - (better === 'lower' ? -step : step)) / COLOUR_STEPS
    return least + (OPACITY.most - least) * share ** BEST_EMPHASIS
  }
  return [...steps]
    .sort(([a], [b]) => (better === 'lower' ? a - b : b - a))
    .map(([step, members]) =>
      linesDataset(members.map(lineOf), {
        colour: withOpacity(sequentialColour((step + 0.5) / COLOUR_STEPS), opacityOf(step)),
        width: rows.length > 100 ? LINE_PX.run : pt(1),
      }),
    )
}

/** Thin and grey, behind those that stand out. */
function background(rows: readonly number[], lineOf: (row: number) => RunLine): FigureDataset {
  return linesDataset(rows.map(lineOf), {
    colour: faded(BACKGROUND, rows.length),
    width: LINE_PX.run,
  })
}

function crossings(row: number, axes: readonly VerticalAxis[]): FigurePoint[] {
  return axes.map(({ positions }, x) => {
    const y = positions[row] as number
    return Number.isNaN(y) ? { x: null, y: null } : { x, y }
  })
}

function axisMarks({ ticks, isNumeric }: VerticalAxis, x: number, isLast: boolean): Mark[] {
  const line = (points: [number, number][]): Mark => ({
    shape: 'line',
    points,
    colour: INK.axis,
    width: LINE_PX.axis,
  })
  return [
    line([
      [x, LEAST],
      [x, MOST],
    ]),
    ...ticks.map(({ value }) =>
      line([
        [x, value],
        [x + TICK, value],
      ]),
    ),
    ...ticks
      .filter(({ label }) => label !== '')
      .map(
        ({ value, label }): Mark => ({
          shape: 'text',
          at: [x + TICK, value],
          text: label,
          colour: INK.text,
          align: 'left',
          offset: [4, 0],
          backed: true,
          maxWidth: isLast ? ROOM.last + (isNumeric ? 0 : ROOM.moved) : ROOM.usual,
          ...(!isNumeric && { apartIn: String(x) }),
          // Half a number is another number.
          optional: isNumeric,
        }),
      ),
  ]
}
