import type { Better } from '../../../compare/better.ts'
import { membersOfPair, type PairMember, type RunPair } from '../../../compare/pairedRuns.ts'
import { count } from '../../../text/counts.ts'
import type { FigureAxis, FigureDataset, LegendItem } from '../../figure.ts'
import { isDrawable } from '../../parts/axes/axes.ts'
import { faded } from '../../parts/colours/palette.ts'
import { linesDataset, type RunLine } from '../../parts/composeFigure.ts'
import { pt } from '../../theme.ts'
import { VERDICT_COLOURS } from './verdictStyle.ts'

/** For print in grey. */
const DASHES = { better: [], worse: [5, 2], open: [] }

/** What a step from one column to the next that the pair has is. */
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
  for (const step of pairs.flatMap((pair) => drawnSteps(pair, y))) {
    byDirection[directionOf(step, better)].push({
      points: step.map(({ at, value }) => ({ x: places[at] as number, y: value })),
      run: step.map(({ row }) => runs[row] as string),
    })
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

/**
 * The directions in the legend, with how many steps each has. Between two columns a step is a pair; between
 * more of them the number is called that of steps.
 */
export function slopeKey(
  pairs: readonly RunPair[],
  better: Better,
  y: FigureAxis,
  isOfTwo: boolean,
): LegendItem[] {
  const directions = pairs.flatMap((pair) =>
    drawnSteps(pair, y).map((step) => directionOf(step, better)),
  )
  const item = (text: string, direction: Direction): LegendItem[] => {
    const n = directions.filter((each) => each === direction).length
    const colour = VERDICT_COLOURS[direction]
    const dash = DASHES[direction]
    if (n === 0) return []
    const size = isOfTwo ? `${n}` : count(n, 'step')
    return [{ text: `${text} (${size})`, symbol: 'line', colour, ...(dash.length > 0 && { dash }) }]
  }
  return [
    ...item('better to the right', 'better'),
    ...item('worse to the right', 'worse'),
    ...item('no change', 'open'),
  ]
}

/** From one run of the pair to the next. */
type Step = readonly [from: PairMember, to: PairMember]

/** The steps whose ends the axis can show; a column that the pair lacks is skipped. */
function drawnSteps(pair: RunPair, y: FigureAxis): Step[] {
  const members = membersOfPair(pair)
  return members
    .slice(1)
    .map((to, i): Step => [members[i] as PairMember, to])
    .filter((ends) => ends.every(({ value }) => isDrawable(value, y)))
}

function directionOf([{ value: from }, { value: to }]: Step, better: Better): Direction {
  if (from === to) return 'open'
  return to < from === (better === 'lower') ? 'better' : 'worse'
}
