import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import { LOCATION } from '../../../stats/intervals/location.ts'
import { texts } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { RUNS } from '../../../tables/schemas/runsSchemas.ts'
import { COUNT, TEXT } from '../../../text/checkOptions.ts'
import { leftOut } from '../../../text/counts.ts'
import { digitsOfMany, needPowers } from '../../../text/numbers/numberFormat.ts'
import type { Figure } from '../../figure.ts'
import { categoryAxis, isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { extent, largest, smallest } from '../../parts/axes/extent.ts'
import { gridPlaces } from '../../parts/axes/gridPlaces.ts'
import { metricNumbers, rawMetricNumbers } from '../../parts/axes/metricNumbers.ts'
import { noRunHas } from '../../parts/axes/noNumbers.ts'
import { isNumber, undrawnNotes } from '../../parts/axes/undrawn.ts'
import { colourNotes, colourScale } from '../../parts/colours/colourScale.ts'
import { cellMarks } from '../../parts/colours/gridCells.ts'
import { columnName, columnTitle } from '../../parts/columnTitles.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { checkData, checkOptions, columnOf, facetSchemas, SCALE } from '../../parts/options.ts'
import { panelsOfRows } from '../../parts/panels/facetMembers.ts'
import { drawFacets, type FacetOptions } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'

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
  /** Significant digits in the cells. Default 3, or up to 7 where they differ by little. */
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
/** Light lines between cells leave little of more than these. */
const MAX_SPACED = { columns: 16, rows: 24 }
/** Numbers of more values are gathered into as many as have room for their labels; see {@link gridPlaces}. */
const SIDES = {
  columns: { noun: 'columns', most: 40, gathered: 8 },
  rows: { noun: 'rows', most: 60, gathered: 12 },
}
/** Of cells with a number, and of those with a line of its spread below it. */
const ROW_INCHES = { plain: 0.45, spread: 0.55 }
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
  const values = metricNumbers(runs, value)
  const raw = rawMetricNumbers(runs, value)
  const across = gridPlaces(texts(runs, options.x), columnName(options.x), SIDES.columns)
  const down = gridPlaces(texts(runs, options.y), columnName(options.y), SIDES.rows)
  const [columns, rows] = [across.names, down.names]
  const isPlaced = (run: number) =>
    across.ofRuns[run] !== undefined && down.ofRuns[run] !== undefined
  const placed = within.filter(isPlaced)
  const keyOf = (run: number) => gridKey(across.ofRuns[run] as string, down.ofRuns[run] as string)
  const finite = placed.filter((run) => Number.isFinite(values[run]))
  const cells = groupBy(finite, keyOf)
  if (cells.size === 0) {
    const notes = undrawnNotes(raw.filter(isNumber), { noun: 'run', title })
    return noteFigure('metricGrid', noRunHas(runs, [{ column: value, title }]), notes)
  }
  const sumUp = (members: readonly number[]) =>
    STATISTICS[statistic](members.map((run) => values[run] as number).sort((a, b) => a - b))
  const summed = new Map([...cells].map(([key, members]) => [key, sumUp(members)]))
  const panelOf = panelsOfRows(runs, options.facet)
  const everywhere = groupBy(
    [...values.keys()].filter((run) => Number.isFinite(values[run]) && isPlaced(run)),
    (run) => JSON.stringify([keyOf(run), panelOf[run]]),
  )
  const sums = [...everywhere.values()].map(sumUp)
  const bar = colourScale(sums, { title, scale })
  const { digits = digitsOfMany(sums) } = options
  const sizes = Array.from(everywhere.values(), ({ length }) => length)
  const [least, most] = extent(sizes)
  const isEven = least === most && least > 1
  const isRepeated = [...cells.values()].some(({ length }) => length > 1)
  const isWritten = columns.length <= MAX_WRITTEN.columns && rows.length <= MAX_WRITTEN.rows
  const isScaled = needPowers(sums, { digits })
  const isSpaced = columns.length <= MAX_SPACED.columns && rows.length <= MAX_SPACED.rows
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
          return cellMarks([x, y], summed.get(key), members, {
            ...{ bar, digits, isEven, isScaled, isSpaced, title },
          })
        }),
      )
      .filter(({ shape }) => isWritten || shape !== 'text'),
    colourBar: bar,
    notes: [
      ...(isEven && isWritten ? [`n = ${least} per cell.`] : []),
      ...across.notes,
      ...down.notes,
      ...leftOut(within.length - placed.length, 'run', 'of other values'),
      ...undrawnNotes(
        placed.map((run) => raw[run] as number),
        { noun: 'run', title },
      ),
      ...leftOut(
        sums.filter((each) => !isDrawable(each, bar)).length,
        'cell',
        'in colour, not above zero, which log colours cannot show',
      ),
      ...colourNotes(sums, bar, { noun: 'cell', scale }),
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
  const [least, most] = [smallest(sizes), largest(sizes)]
  if (most === 1) return ' (n = 1 per cell).'
  const n = least === most ? least : `${least} to ${most}`
  return ` (n = ${n} per cell); below it, where there is room, the range of the runs${isEven ? '' : ' and their number'}.`
}
