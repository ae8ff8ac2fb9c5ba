import type { ColumnTable } from 'arquero'
import { range } from 'd3-array'
import * as v from 'valibot'
import { LOCATION } from '../../../stats/intervals/location.ts'
import { numbers, rawNumbers, texts } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { COUNT, TEXT } from '../../../text/checkOptions.ts'
import { leftOut, noneHas } from '../../../text/counts.ts'
import { formatNumber } from '../../../text/numberFormat.ts'
import type { ColourBar, Figure, Mark } from '../../figure.ts'
import { categoryAxis, isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { extent } from '../../parts/axes/extent.ts'
import { isNumber, undrawnNotes } from '../../parts/axes/undrawn.ts'
import { colourNotes, colourScale, positionOf } from '../../parts/colours/colourScale.ts'
import { compareNames, contrastingInk, sequentialColour } from '../../parts/colours/palette.ts'
import { columnName, columnTitle } from '../../parts/columnTitles.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import {
  checkData,
  checkOptions,
  columnOf,
  facetSchemas,
  RUNS,
  SCALE,
} from '../../parts/options.ts'
import { panelsOfRows } from '../../parts/panels/facetMembers.ts'
import { drawFacets, type FacetOptions } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { INK } from '../../theme.ts'

export interface MetricGridOptions extends FacetOptions {
  /** Column whose values stand along the horizontal axis. */
  readonly x: string
  /** Column whose values stand along the vertical axis. */
  readonly y: string
  /** Column that colours the cells. */
  readonly value: string
  /** Sums up the runs of a cell. Default `mean`. */
  readonly statistic?: 'mean' | 'median' | 'min' | 'max'
  /** Of the colours. Default `auto`. */
  readonly scale?: ScaleChoice
  /** Title of the colour bar. Default: the column's name and unit. */
  readonly title?: string
  /** Significant digits in the cells. Default 3, or up to 7 that tell the least from the greatest. */
  readonly digits?: number
}

const STATISTICS = {
  mean: (sorted: number[]) => LOCATION.mean(sorted),
  median: (sorted: number[]) => LOCATION.median(sorted),
  min: (sorted: number[]) => sorted[0] as number,
  max: (sorted: number[]) => sorted.at(-1) as number,
}

/** Cells beyond this many a row or column have no room for their numbers. */
const MAX_WRITTEN = { columns: 9, rows: 18 }
/** Of cells with a number, and of those with a line of its spread below it. */
const ROW_INCHES = { plain: 0.45, spread: 0.55 }
/** Of a cell's width, so that texts of neighbours do not touch. */
const TEXT_SHARE = 0.94
/** A page holds no more, with a caption. */
const MAX_INCHES = 8

/**
 * A heat map of a value over two parameters: the cells' numbers in ink that reads on their colour,
 * a colour bar, and hatching where no run has a value.
 */
export function metricGrid(runs: ColumnTable, options: MetricGridOptions): Figure {
  checkData('metricGrid', { runs }, { runs: RUNS })
  const column = columnOf(runs)
  checkOptions(
    'metricGrid',
    options,
    {
      x: column,
      y: column,
      value: column,
      statistic: v.picklist(['mean', 'median', 'min', 'max']),
      scale: SCALE,
      title: TEXT,
      digits: COUNT,
      ...facetSchemas(runs),
    },
    ['x', 'y', 'value'],
  )
  const { facet, facetAxes, scale } = options
  if (facet === undefined || facet === null) return drawGrid(runs, options)
  return drawFacets(runs, { facet, facetAxes, group: null, palette: undefined, scale }, (_, rows) =>
    drawGrid(runs, options, rows),
  )
}

/** @param within the rows of the table whose runs are drawn, on the scales of all of them */
function drawGrid(
  runs: ColumnTable,
  options: MetricGridOptions,
  within: readonly number[] = [...Array(runs.numRows()).keys()],
): Figure {
  const { value, statistic = 'mean', title = columnTitle(value), scale } = options
  const [columnNames, rowNames, values] = [
    texts(runs, options.x),
    texts(runs, options.y),
    numbers(runs, value),
  ]
  const raw = rawNumbers(runs, value)
  const columns = [...new Set(columnNames)].sort(compareNames)
  const rows = [...new Set(rowNames)].sort(compareNames)
  const keyOf = (run: number) => gridKey(columnNames[run] as string, rowNames[run] as string)
  const finite = within.filter((run) => Number.isFinite(values[run]))
  const cells = groupBy(finite, keyOf)
  if (cells.size === 0) {
    const notes = undrawnNotes(raw.filter(isNumber), { noun: 'run', title })
    return noteFigure('metricGrid', noneHas(values.length, 'run', `${title} (${value})`), notes)
  }
  const sumUp = (members: readonly number[]) =>
    STATISTICS[statistic](members.map((run) => values[run] as number).sort((a, b) => a - b))
  const summed = new Map([...cells].map(([key, members]) => [key, sumUp(members)]))
  const panelOf = panelsOfRows(runs, options.facet)
  const everywhere = groupBy(
    [...values.keys()].filter((run) => Number.isFinite(values[run])),
    (run) => JSON.stringify([keyOf(run), panelOf[run]]),
  )
  const sums = [...everywhere.values()].map(sumUp)
  const bar = colourScale(sums, { title, scale })
  const { digits = digitsApart(extent(sums)) } = options
  const sizes = Array.from(everywhere.values(), ({ length }) => length)
  const [least, most] = extent(sizes)
  const isEven = least === most && least > 1
  const isRepeated = [...cells.values()].some(({ length }) => length > 1)
  const isWritten = columns.length <= MAX_WRITTEN.columns && rows.length <= MAX_WRITTEN.rows
  return composeFigure({
    kind: 'metricGrid',
    x: categoryAxis(columns.map(shownNames(columns)), 'x', { title: columnName(options.x) }),
    y: categoryAxis(rows.map(shownNames(rows)), 'y', {
      title: columnName(options.y),
      reverse: true,
    }),
    marks: columns
      .flatMap((column, x) =>
        rows.flatMap((row, y) => {
          const key = gridKey(column, row)
          const members = (cells.get(key) ?? []).map((run) => values[run] as number)
          return cellMarks([x, y], summed.get(key), members, { bar, digits, isEven, title })
        }),
      )
      .filter(({ shape }) => isWritten || shape !== 'text'),
    colourBar: bar,
    notes: [
      ...(isEven && isWritten ? [`n = ${least} per cell.`] : []),
      ...undrawnNotes(
        within.map((run) => raw[run] as number),
        { noun: 'run', title },
      ),
      ...leftOut(
        sums.filter((each) => !isDrawable(each, bar)).length,
        'cell',
        'in colour, not above zero, which log colours cannot show',
      ),
      ...colourNotes(sums, bar, 'cell'),
      ...(isWritten
        ? []
        : [
            `Cells of more than ${MAX_WRITTEN.columns} columns or ${MAX_WRITTEN.rows} rows have no numbers.`,
          ]),
    ],
    caption:
      `${title}, ${statistic} over the runs of a cell, by ${columnName(options.x)} and ` +
      `${columnName(options.y)}${cellSizes(sizes, isEven)} ` +
      'Hatched: no value that has a colour.' +
      namesInFull(columns) +
      namesInFull(rows),
    alt: `Heat map of ${title} with ${columns.length} columns and ${rows.length} rows.`,
    height: Math.min(
      MAX_INCHES,
      Math.max(2.4, 1.1 + rows.length * ROW_INCHES[isRepeated ? 'spread' : 'plain']),
    ),
    shrinks: false,
  })
}

function gridKey(column: string, row: string): string {
  return JSON.stringify([column, row])
}

/** What the caption says of the runs of a cell. */
function cellSizes(sizes: readonly number[], isEven: boolean): string {
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  if (most === 1) return ' (n = 1 per cell).'
  const n = least === most ? least : `${least} to ${most}`
  return ` (n = ${n} per cell); below it, where there is room, the range of the runs${isEven ? '' : ' and their number'}.`
}

/** What cells are written with, and the most that tell numbers apart which seem the same with it. */
const DIGITS = { usual: 3, most: 7 }
/** What a narrow cell rounds to, where that tells the cells apart. */
const FEW_DIGITS = 2

/** The fewest significant digits with which the ends of a range are not written alike. */
function digitsApart([least, greatest]: readonly [number, number]): number {
  if (least === greatest) return DIGITS.usual
  const choices = range(DIGITS.usual, DIGITS.most + 1)
  const areApart = (digits: number) =>
    formatNumber(least, { digits }) !== formatNumber(greatest, { digits })
  return choices.find(areApart) ?? DIGITS.usual
}

interface CellLook {
  readonly bar: ColourBar
  readonly digits: number
  /** Whether all cells have as many runs, which the figure then says once. */
  readonly isEven: boolean
  /** What the cells show, for the words of a cell that is pointed at. */
  readonly title: string
}

/** A number with the range and the number of the runs behind it, and what is written where it is too wide. */
function cellTexts(
  value: number,
  runs: readonly number[],
  { digits, isEven }: CellLook,
): [string, ...string[]] {
  const write = (each: number, more = 0) =>
    formatNumber(each, { digits: digits + more, keepZeros: true })
  const text = write(value)
  const rounded =
    digits > DIGITS.usual
      ? []
      : [formatNumber(value, { digits: Math.min(digits, FEW_DIGITS), keepZeros: true })]
  if (runs.length < 2) return [text, ...rounded]
  const n = `n = ${runs.length}`
  const [low, high] = extent(runs)
  // Ends that differ are written apart, and the number with as many digits, or it seems to lie outside of them.
  const more =
    MORE_DIGITS.find((each) => low === high || write(low, each) !== write(high, each)) ?? 0
  const [precise, span] = [write(value, more), `${write(low, more)}–${write(high, more)}`]
  if (isEven) return [`${precise}\n${span}`, text, ...rounded]
  return [
    `${precise}\n${span} (${n})`,
    `${precise}\n${span}\n${n}`,
    `${text}\n${n}`,
    text,
    ...rounded,
  ]
}

const MORE_DIGITS = [0, 1, 2, 3, 4]

function cellMarks(
  [x, y]: [number, number],
  value: number | undefined,
  runs: readonly number[],
  look: CellLook,
): Mark[] {
  const { bar, title } = look
  const box = (filling: { fill: string } | { hatched: true }, label: string): Mark => ({
    shape: 'rect',
    label: `${title}: ${label}`,
    x: [x - 0.5, x + 0.5],
    y: [y - 0.5, y + 0.5],
    ...filling,
    stroke: INK.paper,
  })
  const write = ([text, ...shorter]: [string, ...string[]], colour: string): Mark => ({
    shape: 'text',
    at: [x, y],
    text,
    shorter,
    colour,
    align: 'center',
    maxWidth: TEXT_SHARE,
    maxHeight: 1,
  })
  if (value === undefined) return [box({ hatched: true }, 'no run'), write(['n/a'], INK.muted)]
  const texts = cellTexts(value, runs, look)
  const [label] = cellTexts(value, runs, { ...look, isEven: false })
  if (!isDrawable(value, bar)) return [box({ hatched: true }, label), write(texts, INK.muted)]
  const fill = sequentialColour(positionOf(value, bar))
  return [box({ fill }, label), write(texts, contrastingInk(fill))]
}
