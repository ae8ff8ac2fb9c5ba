import type { Better } from '../../../compare/better.ts'
import type { RunPair } from '../../../compare/pairedRuns.ts'
import type { FigureAxis, FigureDataset, LegendItem } from '../../figure.ts'
import { isDrawable } from '../../parts/axes/axes.ts'
import { faded } from '../../parts/colours/palette.ts'
import { linesDataset, type RunLine } from '../../parts/composeFigure.ts'
import { pt } from '../../theme.ts'
import { VERDICT_COLOURS } from './verdictStyle.ts'

/** For print in grey. */
const DASHES = { better: [], worse: [5, 2], open: [] }

/** What a step from one column to the next is. */
type Direction = keyof typeof VERDICT_COLOURS

/**
 * The steps of all pairs from column to column, as one line of each direction.
 *
 * @param places of the columns along the horizontal axis
 * @param runs their names, by the rows of the table
 */
export function slopeLines(
  pairs: readonly RunPair[],
  places: readonly number[],
  runs: readonly string[],
  better: Better,
  y: FigureAxis,
): FigureDataset[] {
  const byDirection: Record<Direction, RunLine[]> = { better: [], worse: [], open: [] }
  for (const { values, rows } of pairs) {
    for (const [at, to] of values.slice(1).entries()) {
      const from = values[at] as number
      if (!isDrawable(from, y) || !isDrawable(to, y)) continue
      byDirection[directionOf(from, to, better)].push({
        points: [
          { x: places[at] as number, y: from },
          { x: places[at + 1] as number, y: to },
        ],
        run: rows.slice(at, at + 2).map((row) => runs[row] as string),
      })
    }
  }
  return (['worse', 'better', 'open'] as const)
    .filter((direction) => byDirection[direction].length > 0)
    .map((direction) =>
      linesDataset(byDirection[direction], {
        colour: faded(VERDICT_COLOURS[direction], pairs.length),
        width: pt(0.8),
        dash: DASHES[direction],
      }),
    )
}

/** The directions in the legend, with how many steps each has. */
export function slopeKey(pairs: readonly RunPair[], better: Better): LegendItem[] {
  const steps = pairs.flatMap(({ values }) =>
    values.slice(1).map((to, at) => directionOf(values[at] as number, to, better)),
  )
  const item = (text: string, direction: Direction): LegendItem[] => {
    const n = steps.filter((step) => step === direction).length
    const colour = VERDICT_COLOURS[direction]
    const dash = DASHES[direction]
    if (n === 0) return []
    return [{ text: `${text} (${n})`, symbol: 'line', colour, ...(dash.length > 0 && { dash }) }]
  }
  return [
    ...item('better to the right', 'better'),
    ...item('worse to the right', 'worse'),
    ...item('no change', 'open'),
  ]
}

function directionOf(from: number, to: number, better: Better): Direction {
  if (from === to) return 'open'
  return to < from === (better === 'lower') ? 'better' : 'worse'
}
