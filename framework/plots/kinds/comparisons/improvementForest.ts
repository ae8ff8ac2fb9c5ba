import type { Comparison } from '../../../compare/comparison.ts'
import { COUNT } from '../../../text/checkOptions.ts'
import { count } from '../../../text/counts.ts'
import type { Figure } from '../../figure.ts'
import { fixedAxis } from '../../parts/axes/axes.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { noteFigure } from '../../parts/composeFigure.ts'
import { checkData, checkOptions } from '../../parts/options.ts'
import { INK } from '../../theme.ts'
import {
  COMPARISON_FACETS,
  COMPARISONS,
  type ComparisonFacets,
  type Comparisons,
  chooseRows,
  drawComparisons,
  rowNames,
} from './comparisonRows.ts'
import { divergedNote } from './divergedRows.ts'
import { drawIntervalRows } from './intervalRows.ts'

export interface ImprovementForestOptions extends ComparisonFacets {
  /** Most rows to draw: those that differ first, then the largest effects. Default 40. */
  readonly limit?: number
}

const EVEN = 0.5
const COLOUR = '#155c9d'
const MARGIN = 0.02

/**
 * How probable it is that a run of one group beats a run of another of the same settings, ties counted
 * half, with its 95 % interval, about the line at one half. Filled marks have an interval without one
 * half; the better group of a row stands first.
 *
 * @param comparison what `compareGroups` or `compareParameters` returns
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function improvementForest(
  comparison: Comparisons,
  options: ImprovementForestOptions = {},
): Figure {
  checkData('improvementForest', { comparison }, { comparison: COMPARISONS })
  checkOptions('improvementForest', options, { limit: COUNT, ...COMPARISON_FACETS })
  const { rows: chosen, notes } = chooseRows(
    comparison.rows,
    options.limit ?? 40,
    ({ pImprovement }) => pImprovement,
    'probability of improvement',
  )
  if (chosen.length === 0) {
    return noteFigure(
      'improvementForest',
      comparison.rows.length === 0
        ? 'No two groups could be compared.'
        : 'No two groups have runs of the same settings, so that none can beat the other.',
    )
  }
  const figure = drawComparisons(chosen, options, drawRows)
  const diverged = divergedNote(chosen, 'such runs count as the worst')
  return { ...figure, notes: [...notes, ...diverged, ...figure.notes] }
}

function drawRows(chosen: readonly Comparison[]): Figure {
  const [first] = chosen
  if (first === undefined)
    return noteFigure('improvementForest', 'No two groups could be compared.')
  // The better group of a row stands first.
  const turned = chosen.map((row) => ((row.pImprovement as number) < EVEN ? row : turn(row)))
  const { names, namesInFull, size, inFull } = rowNames(
    turned,
    'beats',
    ({ nA, nB }) => `n = ${nB}, ${nA}`,
  )
  const rows = turned
    .map(({ pImprovement, pImprovementLow, pImprovementHigh }, at) => {
      const [value, low, high] = [pImprovement, pImprovementHigh, pImprovementLow].map(
        (each) => 1 - (each ?? Number.NaN),
      ) as [number, number, number]
      const isFilled = low > EVEN
      return {
        name: names[at] as string,
        inFull: namesInFull[at] as string,
        value,
        low,
        high,
        colour: isFilled ? COLOUR : INK.muted,
        isFilled,
      }
    })
    .sort((a, b) => b.value - a.value)
  const nFilled = rows.filter(({ isFilled }) => isFilled).length
  const title = 'Probability that a run is better'
  return drawIntervalRows({
    kind: 'improvementForest',
    rows,
    x: fixedAxis('x', { title, gridLines: true }, 'linear', 0 - MARGIN, 1 + MARGIN),
    reference: { name: 'as good as each other', value: EVEN },
    legend: [
      ...(nFilled > 0
        ? [{ text: `above one half (${nFilled})`, symbol: 'point', colour: COLOUR } as const]
        : []),
      ...(nFilled < rows.length
        ? [
            {
              text: `undecided (${rows.length - nFilled})`,
              symbol: 'point',
              isHollow: true,
              colour: INK.muted,
            } as const,
          ]
        : []),
    ],
    notes: [],
    caption:
      `The probability that a run of a row's first group has a ${first.better === 'lower' ? 'lower' : 'higher'} ` +
      `${columnName(first.metric).toLowerCase()} than one of the second of the same settings, ties counted half. ` +
      "Lines are 95 % intervals over runs (Newcombe's method 5), of each row alone; filled marks lie above " +
      `one half. ${size === null ? 'In brackets, where there is room,' : `In each row ${size}`} are the numbers of runs of both groups.` +
      inFull,
    alt: `Probability of improvement for ${count(rows.length, 'pair')} of groups, ${nFilled} above one half.`,
  })
}

/** The same comparison the other way round. */
function turn(row: Comparison): Comparison {
  const opposite = (p: number | null) => (p === null ? null : 1 - p)
  return {
    ...row,
    a: row.b,
    b: row.a,
    nA: row.nB,
    nB: row.nA,
    pImprovement: opposite(row.pImprovement),
    pImprovementLow: opposite(row.pImprovementHigh),
    pImprovementHigh: opposite(row.pImprovementLow),
  }
}
