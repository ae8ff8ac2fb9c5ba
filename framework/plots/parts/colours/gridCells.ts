import { formatNumber } from '../../../text/numbers/numberFormat.ts'
import type { ColourBar, Mark } from '../../figure.ts'
import { INK } from '../../theme.ts'
import { isDrawable } from '../axes/axes.ts'
import { extent } from '../axes/extent.ts'
import { positionOf } from './colourScale.ts'
import { contrastingInk, sequentialColour } from './palette.ts'

/** Of a cell's width, so that texts of neighbours do not touch. */
const TEXT_SHARE = 0.94

/** What a narrow cell rounds to, where that tells the cells apart. */
const FEW_DIGITS = 2
const USUAL_DIGITS = 3

/** What the cells of a grid have in common. */
export interface CellLook {
  readonly bar: ColourBar
  readonly digits: number
  /** Whether all numbers have a power of ten. */
  readonly isScaled: boolean
  /** Whether light lines part the cells, which in fine grids would cover them. */
  readonly isSpaced: boolean
  /** Whether all cells have as many runs, which the figure then says once. */
  readonly isEven: boolean
  /** What the cells show, for the words of a cell that is pointed at. */
  readonly title: string
}

/** A number with the range and the number of the runs behind it, and what is written where it is too wide. */
function cellTexts(
  value: number,
  runs: readonly number[],
  { digits, isEven, isScaled }: CellLook,
): [string, ...string[]] {
  const write = (each: number, more = 0) =>
    formatNumber(each, { digits: digits + more, keepZeros: true, isScaled })
  const text = write(value)
  const rounded =
    digits > USUAL_DIGITS
      ? []
      : [formatNumber(value, { digits: Math.min(digits, FEW_DIGITS), keepZeros: true, isScaled })]
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

/** A cell of a heat map at its column and row, with what is written in it. */
export function cellMarks(
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
    ...(look.isSpaced && { stroke: INK.paper }),
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
