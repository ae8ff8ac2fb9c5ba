import { type Comparison, isPaired } from '../../../compare/comparison.ts'
import { plottable } from '../../../tables/columns.ts'
import { COUNT, TEXT } from '../../../text/checkOptions.ts'
import { count } from '../../../text/counts.ts'
import type { Figure, FigureAxis, LegendItem } from '../../figure.ts'
import { axis } from '../../parts/axes/axes.ts'
import { largest } from '../../parts/axes/extent.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { noteFigure } from '../../parts/composeFigure.ts'
import { checkData, checkOptions } from '../../parts/options.ts'
import {
  COMPARISON_FACETS,
  COMPARISONS,
  type ComparisonFacets,
  type Comparisons,
  chooseRows,
  drawComparisons,
  hasInterval,
  rowNames,
} from './comparisonRows.ts'
import { divergedNote, hasDivergedRuns } from './divergedRows.ts'
import { drawIntervalRows, NO_INTERVAL, OF_SOME_RUNS } from './intervalRows.ts'
import { directionOf, VERDICT_COLOURS } from './verdictStyle.ts'

export interface DifferenceForestOptions extends ComparisonFacets {
  /** Most rows to draw: those that differ first, then the largest effects. Default 40. */
  readonly limit?: number
  /** Title of the axis. Default: the metric, as a ratio or a difference. */
  readonly title?: string
}

/** How a forest shows the effect of rows. */
interface Effect {
  readonly what: 'ratio' | 'difference'
  readonly sign: string
  readonly none: number
  of(row: Comparison): readonly [value: number | null, low: number | null, high: number | null]
}

const RATIO: Effect = {
  what: 'ratio',
  sign: '/',
  none: 1,
  of: ({ ratio, ratioLow, ratioHigh }) => [ratio, ratioLow, ratioHigh],
}
const DIFFERENCE: Effect = {
  what: 'difference',
  sign: '−',
  none: 0,
  of: ({ difference, differenceLow, differenceHigh }) => [
    difference,
    differenceLow,
    differenceHigh,
  ],
}

/** Intervals that reach this many times further than the largest effect do not widen the axis. */
const FURTHEST = 3

/**
 * Every pair of settings in one forest: the ratio of the metric, or its difference, with the interval of
 * each row alone, about the line of no difference. Filled marks are pairs that differ after Holm's
 * adjustment, coloured by which side is better; hollow ones are undecided, and crosses have no interval.
 *
 * @param comparison what `compareGroups` or `compareParameters` returns
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function differenceForest(
  comparison: Comparisons,
  options: DifferenceForestOptions = {},
): Figure {
  checkData('differenceForest', { comparison }, { comparison: COMPARISONS })
  checkOptions('differenceForest', options, {
    limit: COUNT,
    title: TEXT,
    ...COMPARISON_FACETS,
  })
  const { limit = 40 } = options
  const nRatios = comparison.rows.filter(({ ratio }) => ratio !== null).length
  const nDifferences = comparison.rows.filter(({ difference }) => difference !== null).length
  const effect = nRatios >= nDifferences ? RATIO : DIFFERENCE
  const { rows: chosen, notes } = chooseRows(
    comparison.rows,
    limit,
    (row) => effect.of(row)[0],
    effect.what,
  )
  if (chosen.length === 0) {
    const n = comparison.rows.length
    return noteFigure(
      'differenceForest',
      n === 0
        ? 'No two groups could be compared.'
        : `None of ${count(n, 'comparison')} has a ratio or difference: no runs of two groups match.`,
    )
  }
  const figure = drawComparisons(chosen, options, (rows) => drawRows(rows, effect, options.title))
  const diverged = divergedNote(
    chosen,
    `tests count such runs as the worst, the ${effect.what}s of these rows (triangles) leave them out`,
  )
  return { ...figure, notes: [...notes, ...diverged, ...figure.notes] }
}

/** NaN for what is missing, and for what is too large for an axis. */
function drawable(cell: number | null): number {
  const value = plottable(cell)
  return Number.isFinite(value) ? value : Number.NaN
}

function drawRows(
  chosen: readonly Comparison[],
  effect: Effect,
  ownTitle: string | undefined,
): Figure {
  const [first] = chosen
  if (first === undefined) return noteFigure('differenceForest', 'No two groups could be compared.')
  const { names, namesInFull, size, inFull } = rowNames(chosen, effect.sign, testSize)
  const rows = chosen
    .map((row, at) => {
      const [value, low, high] = effect.of(row).map(drawable)
      const direction = directionOf(row)
      return {
        name: names[at] as string,
        inFull: namesInFull[at] as string,
        value: value as number,
        low: low as number,
        high: high as number,
        colour: VERDICT_COLOURS[direction],
        isFilled: direction !== 'open' || row.verdict.startsWith('equal'),
        isOfSomeRuns: hasDivergedRuns(row),
      }
    })
    .sort((a, b) => b.value - a.value)
  const title =
    ownTitle ??
    `${effect === RATIO ? 'Ratio' : 'Difference'} of ${columnName(first.metric).toLowerCase()}`
  const x = effectAxis(rows, effect, title)
  const isCut = rows.some(({ low, high }) => low < x.min || high > x.max)
  return drawIntervalRows({
    kind: 'differenceForest',
    rows,
    x,
    reference: { name: 'no difference', value: effect.none },
    legend: keyOf(chosen, effect),
    notes: isCut ? ['Intervals that reach beyond the axis end in an arrow.'] : [],
    caption:
      `${title}, the first of a row's groups ${effect === RATIO ? 'over' : 'minus'} the second; ${first.better} is better. Lines are the 95 % interval of ` +
      "each row alone; filled marks differ after Holm's adjustment over all rows" +
      `${chosen.every(hasInterval) ? '' : ', crosses rest on too few units for an interval'}. ` +
      (size === null
        ? 'In brackets, where there is room, is what each test rests on.'
        : `Each test rests on ${size}.`) +
      inFull,
    alt:
      `${title} of ${count(rows.length, 'pair')} of groups: ` +
      `${chosen.filter(({ verdict }) => verdict === 'different').length} differ.`,
  })
}

function testSize({ unit, nPairs, nA, nB, nUnitsA, nUnitsB }: Comparison): string {
  if (unit === null) return `${nB} and ${nA} runs`
  return isPaired({ unit, nUnitsA })
    ? count(nPairs, unit)
    : `${nUnitsB} and ${count(nUnitsA, unit)}`
}

function effectAxis(
  rows: readonly { value: number; low: number; high: number }[],
  { what, none }: Effect,
  title: string,
): FigureAxis {
  const [to, from] =
    what === 'ratio' ? [Math.log, Math.exp] : [(value: number) => value, (value: number) => value]
  const furthest = largest(rows.map(({ value }) => Math.abs(to(value))))
  const widest = largest(rows.map(({ low, high }) => (high - low > 0 ? to(high) - to(low) : 0)))
  const reach = FURTHEST * (furthest || widest || 1)
  const ends = rows.flatMap(({ value, low, high }) => [
    value,
    from(Math.max(to(low), -reach)),
    from(Math.min(to(high), reach)),
  ])
  const scale = what === 'ratio' ? 'log' : 'linear'
  return axis([...ends, none], 'x', { title, scale, gridLines: true })
}

function keyOf(rows: readonly Comparison[], { what }: Effect): LegendItem[] {
  const n = (direction: keyof typeof VERDICT_COLOURS) =>
    rows.filter((row) => directionOf(row) === direction).length
  const equal = rows.filter(({ verdict }) => verdict.startsWith('equal')).length
  const items: [string, number, string][] = [
    ['first is better', n('better'), VERDICT_COLOURS.better],
    ['first is worse', n('worse'), VERDICT_COLOURS.worse],
    ['equal within the margin', equal, VERDICT_COLOURS.open],
  ]
  const bare = rows.filter((row) => !hasInterval(row)).length
  const open = n('open') - equal - bare
  const ofSome = rows.filter((row) => hasDivergedRuns(row) && hasInterval(row)).length
  return [
    ...items
      .filter(([, size]) => size > 0)
      .map(
        ([text, size, colour]): LegendItem => ({
          text: `${text} (${size})`,
          symbol: 'point',
          colour,
        }),
      ),
    ...(open > 0
      ? [
          {
            text: `undecided (${open})`,
            symbol: 'point',
            isHollow: true,
            colour: VERDICT_COLOURS.open,
          } as const,
        ]
      : []),
    ...(bare > 0
      ? [
          {
            text: `no interval: too few units (${bare})`,
            symbol: 'point',
            pointStyle: NO_INTERVAL,
            colour: VERDICT_COLOURS.open,
          } as const,
        ]
      : []),
    ...(ofSome > 0
      ? [
          {
            text: `${what} without diverged runs (${ofSome})`,
            symbol: 'point',
            pointStyle: OF_SOME_RUNS,
            isHollow: true,
            colour: VERDICT_COLOURS.open,
          } as const,
        ]
      : []),
  ]
}
