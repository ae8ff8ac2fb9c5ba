import { type Point, simplifyLine } from './simplifyLine.ts'

const COMMAND = /([MLQCZ])([^MLQCZ]*)/g
/** Each number in the data of a path. */
export const NUMBER = /-?[\d.]+(?:e-?\d+)?/g

/** In pixels: a thousandth of an inch, of which printers draw one dot. */
const TOLERANCE = 0.1

/** A command and its points, in whole units. */
interface Segment {
  readonly command: string
  readonly points: readonly Point[]
}

/**
 * The data of a path as Skia writes it (`M`, `L`, `Q`, `C` and `Z`, absolute, with nine digits) in
 * relative commands and rounded numbers, a third as long; lines through fewer points where nobody sees it.
 * Each point is relative to where the rounded numbers before it have led, so that errors of rounding do not
 * add up.
 *
 * @param decimals of the numbers
 * @see https://www.w3.org/TR/SVG2/paths.html#PathData
 */
export function compactPath(data: string, decimals: number): string {
  const unit = 10 ** decimals
  const words: string[] = []
  const add = (command: string, ...numbers: number[]) =>
    words.push(command, ...numbers.map((value) => shortest(value / unit, decimals)))
  let at: Point = { x: 0, y: 0 }
  let start = at
  for (const { command, points } of withSimpleLines(segmentsOf(data, unit), TOLERANCE * unit)) {
    const [only = at] = points
    const [dx, dy] = [only.x - at.x, only.y - at.y]
    if (command === 'L' && dy === 0 && dx !== 0) add('h', dx)
    else if (command === 'L' && dx === 0 && dy !== 0) add('v', dy)
    else add(command.toLowerCase(), ...points.flatMap(({ x, y }) => [x - at.x, y - at.y]))
    at = command === 'Z' ? start : (points.at(-1) ?? at)
    if (command === 'M') start = at
  }
  return joined(words)
}

function segmentsOf(data: string, unit: number): Segment[] {
  return Array.from(data.matchAll(COMMAND), ([, command = '', numbers = '']) => {
    const values = (numbers.match(NUMBER) ?? []).map((value) => Math.round(Number(value) * unit))
    const points: Point[] = []
    for (let at = 0; at + 1 < values.length; at += 2) {
      points.push({ x: values[at] as number, y: values[at + 1] as number })
    }
    return { command, points }
  })
}

/** Each run of lines is made simple; whatever else stands between them stays. */
function withSimpleLines(segments: readonly Segment[], tolerance: number): Segment[] {
  const found: Segment[] = []
  let start: readonly Point[] = []
  let run: Point[] = []
  const endRun = () => {
    const simple = simplifyLine(run, tolerance)
    for (const point of simple.slice(1)) found.push({ command: 'L', points: [point] })
  }
  for (const segment of segments) {
    const { command, points } = segment
    if (command === 'L') {
      run.push(...points)
      continue
    }
    endRun()
    found.push(segment)
    if (command === 'M') start = points
    run = command === 'Z' ? [...start] : points.slice(-1)
  }
  endRun()
  return found
}

/** Without the zero before the point, nor those after the last digit. */
function shortest(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals))).replace(/^(-?)0\./, '$1.')
}

/**
 * Letters and numbers as short as they are read: a letter that repeats, or an `l` after `m`, is
 * understood; a sign, or the point of a number that follows one with a point, needs no space.
 */
function joined(words: readonly string[]): string {
  let text = ''
  let letter = ''
  let number = ''
  for (const word of words) {
    if (/[a-z]/.test(word)) {
      const isUnderstood =
        (word === letter && 'lqchv'.includes(word)) || (word === 'l' && letter === 'm')
      if (!isUnderstood) {
        text += word
        number = ''
      }
      letter = word
      continue
    }
    const separates = word.startsWith('-') || (word.startsWith('.') && number.includes('.'))
    text += number === '' || separates ? word : ` ${word}`
    number = word
  }
  return text
}
