import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import { numbers, texts, UNKNOWN } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { count, leftOut } from '../../../text/counts.ts'
import { distinguish } from '../../../text/distinguish.ts'
import { formatNumber } from '../../../text/numberFormat.ts'
import type { Figure, FigureDataset, FigurePoint, Mark } from '../../figure.ts'
import { axis, categoryAxis, fixedAxis, isDrawable, type ScaleChoice } from '../../parts/axes.ts'
import { colourNotes, colourScale, positionOf } from '../../parts/colourScale.ts'
import { columnName, columnTitle } from '../../parts/columnTitles.ts'
import { composeFigure, joinLines, lineDataset, noteFigure } from '../../parts/composeFigure.ts'
import { BETTER, checkData, checkOptions, columnOf, RUNS, SCALE } from '../../parts/options.ts'
import { compareNames, sequentialColour, withOpacity } from '../../parts/palette.ts'
import { MAX_NAME_LETTERS, shownNames } from '../../parts/shownNames.ts'
import type { Tick } from '../../parts/ticks.ts'
import { INK, LINE_PX, pt } from '../../theme.ts'

export interface ParallelOptions {
  /** Columns of the parameters, from left to right. */
  parameters: readonly string[]
  /** Column that colours the runs' lines. */
  value: string
  /** Which runs are drawn on top. Default `lower`. */
  better?: 'lower' | 'higher'
  /** Of the colours. Default `auto`. */
  scale?: ScaleChoice
  /** Title of the colour bar. Default: the column's name and unit. */
  title?: string
}

/** Numbers with no more distinct values than this stand at equal distances, as names do. */
const MAX_LEVELS = 8
/** Lines of nearly the same colour are drawn as one. */
const COLOUR_STEPS = 16
const MAX_LEVEL_LETTERS = 16
const MAX_LABELLED_LEVELS = 20

/** A parameter's own vertical axis, from 0 to 1. */
interface ParameterAxis {
  /** One a run; NaN where it has no value. */
  positions: number[]
  ticks: Tick[]
}

/** One line a run across the parameters of a sweep, coloured by what came of it. */
export function parallelCoordinates(runs: ColumnTable, options: ParallelOptions): Figure {
  checkData('parallelCoordinates', { runs }, { runs: RUNS })
  const column = columnOf(runs)
  checkOptions(
    'parallelCoordinates',
    options,
    { parameters: v.array(column), value: column, better: BETTER, scale: SCALE, title: TEXT },
    ['parameters', 'value'],
  )
  const { parameters, value, better = 'lower', scale, title = columnTitle(value) } = options
  const values = numbers(runs, value)
  const bar = colourScale(values, { title, scale })
  const drawn = values.flatMap((each, row) => (isDrawable(each, bar) ? [row] : []))
  if (drawn.length === 0 || parameters.length === 0) {
    const what =
      parameters.length === 0 ? 'No parameter is given' : `No run has ${title} (${value})`
    return noteFigure(
      'parallelCoordinates',
      `${what}; the table holds ${count(values.length, 'run')}.`,
    )
  }
  const axes = parameters.map((parameter) => parameterAxis(runs, parameter))
  const titles = distinguish(parameters.map(columnName), MAX_NAME_LETTERS)
  return composeFigure({
    kind: 'parallelCoordinates',
    x: categoryAxis(titles, 'x', { title: '' }),
    y: { ...fixedAxis('y', { title: '' }, 'linear', -0.03, 1.03), display: false },
    datasets: strands(drawn, axes, (row) => positionOf(values[row] as number, bar), better),
    marks: axes.flatMap(axisMarks),
    colourBar: bar,
    notes: [
      ...leftOut(values.length - drawn.length, 'run', `without ${title}`),
      ...colourNotes(values, bar, 'run'),
    ],
    caption: `One line a run across ${titles.join(', ')}, coloured by ${title}; the ${better === 'lower' ? 'lowest' : 'highest'} lie on top. A line is broken where a run lacks a parameter.`,
    alt: `Parallel coordinates of ${count(drawn.length, 'run')} over ${titles.join(', ')}.`,
  })
}

function parameterAxis(runs: ColumnTable, parameter: string): ParameterAxis {
  const asNumbers = numbers(runs, parameter)
  const finite = asNumbers.filter(Number.isFinite)
  const asTexts = texts(runs, parameter)
  const levels = [...new Set(asTexts)].filter((level) => level !== UNKNOWN).sort(compareNames)
  const isNumeric =
    finite.length > 0 && finite.length === asTexts.filter((text) => text !== UNKNOWN).length
  if (!isNumeric || levels.length <= MAX_LEVELS) {
    const place = new Map(
      levels.map((level, i) => [level, levels.length === 1 ? 0.5 : i / (levels.length - 1)]),
    )
    const every = Math.ceil(levels.length / MAX_LABELLED_LEVELS)
    const shownAs = shownNames(levels, MAX_LEVEL_LETTERS)
    return {
      positions: asTexts.map((text) => place.get(text) ?? Number.NaN),
      ticks: [...place].map(([level, at], i) => ({
        value: at,
        label: i % every > 0 ? '' : isNumeric ? formatNumber(Number(level)) : shownAs(level),
      })),
    }
  }
  const { type, min, max, fixedTicks } = axis(finite, 'y', { title: '' })
  const position = (value: number) =>
    isDrawable(value, { type }) ? positionOf(value, { type, min, max }) : Number.NaN
  return {
    positions: asNumbers.map(position),
    ticks: fixedTicks.map(({ value, label }) => ({ value: position(value), label })),
  }
}

/** The runs' lines, joined by colour, those of the best runs on top. */
function strands(
  rows: readonly number[],
  axes: readonly ParameterAxis[],
  colourPosition: (row: number) => number,
  better: 'lower' | 'higher',
): FigureDataset[] {
  const steps = groupBy(rows, (row) =>
    Math.min(COLOUR_STEPS - 1, Math.floor(colourPosition(row) * COLOUR_STEPS)),
  )
  const opacity = Math.max(0.25, Math.min(0.9, 60 / rows.length))
  return [...steps]
    .sort(([a], [b]) => (better === 'lower' ? a - b : b - a))
    .map(([step, members]) =>
      lineDataset(joinLines(members.map((row) => lineOf(row, axes))), {
        colour: withOpacity(sequentialColour((step + 0.5) / COLOUR_STEPS), opacity),
        width: rows.length > 100 ? LINE_PX.run : pt(1),
      }),
    )
}

function lineOf(row: number, axes: readonly ParameterAxis[]): FigurePoint[] {
  return axes.map(({ positions }, x) => {
    const y = positions[row] as number
    return Number.isNaN(y) ? { x: null, y: null } : { x, y }
  })
}

function axisMarks({ ticks }: ParameterAxis, x: number): Mark[] {
  const labels = ticks
    .filter(({ label }) => label !== '')
    .map(
      ({ value, label }): Mark => ({
        shape: 'text',
        at: [x, value],
        text: label,
        colour: INK.text,
        align: 'left',
        offset: [5, 0],
        backed: true,
      }),
    )
  return [
    {
      shape: 'line',
      points: [
        [x, -0.03],
        [x, 1.03],
      ],
      colour: INK.axis,
      width: LINE_PX.axis,
    },
    ...labels,
  ]
}
