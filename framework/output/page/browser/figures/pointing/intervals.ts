import type { FigureDataset, Mark } from '../../../../../plots/figure.ts'
import { INK } from '../../../../../plots/theme.ts'
import { type DrawnFigure, pixelOf, pixelsOf } from '../drawOnCanvas.ts'
import type { Place } from '../place.ts'
import type { Direction } from '../view/figureView.ts'
import { distanceBetween, nearestOnSegment } from './segments.ts'

/** What a whisker or a band spans along an axis, in the figure's pixels. */
export interface Interval {
  readonly direction: Direction
  readonly ends: readonly [number, number]
  /** The ends at which it goes on beyond the axis. */
  readonly beyond?: readonly number[]
}

/** A line among a figure's marks, in the figure's pixels. */
export interface DrawnLine {
  readonly mark: Extract<Mark, { shape: 'line' }>
  readonly places: readonly Place[]
}

/** Lines that stand for nothing but the axes. */
const AXES: readonly string[] = [INK.grid, INK.axis]
/** What a page rounds, and what a line is drawn beside its place. */
const SAME_PX = 0.75

export function drawnLines(drawn: DrawnFigure): DrawnLine[] {
  return drawn.plot.marks.flatMap((mark) =>
    mark.shape === 'line'
      ? [{ mark, places: mark.points.map(([x, y]) => pixelOf(drawn, { x, y })) }]
      : [],
  )
}

/** The whisker that a line is, or is the cap of. */
export function whiskerOf(line: DrawnLine, lines: readonly DrawnLine[]): DrawnLine | undefined {
  if (line.mark.dash?.length || line.places.length !== 2 || AXES.includes(line.mark.colour)) {
    return undefined
  }
  return lines.find((other) => isCap(line, other)) ?? line
}

/** Whether a line crosses the end of another one. */
function isCap({ places }: DrawnLine, other: DrawnLine): boolean {
  const [from, to] = places
  if (other.places.length !== 2 || from === undefined || to === undefined) return false
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
  return (
    directionOf(other) !== directionOf({ places }) &&
    other.places.some((end) => distanceBetween(end, middle) < SAME_PX)
  )
}

/** The axis that a line lies along; none for slanting lines, and for points. */
export function directionOf({ places }: Pick<DrawnLine, 'places'>): Direction | undefined {
  const [from, to] = places
  if (from === undefined || to === undefined || places.length !== 2) return undefined
  const [across, along] = [Math.abs(from.x - to.x), Math.abs(from.y - to.y)]
  if (Math.min(across, along) >= SAME_PX || across === along) return undefined
  return across > along ? 'x' : 'y'
}

/** What a whisker spans. */
export function spanOf(whisker: DrawnLine, lines: readonly DrawnLine[]): Interval | undefined {
  const direction = directionOf(whisker)
  if (direction === undefined) return undefined
  const isAt = (end: Place) => (place: Place | undefined) =>
    place !== undefined && distanceBetween(place, end) < SAME_PX
  const hasArrow = (end: Place) =>
    lines.some(({ places }) => places.length === 3 && isAt(end)(places[1]))
  const hasCap = (end: Place) =>
    lines.some((line) => isCap(line, { ...whisker, places: [end, end] }) && line !== whisker)
  const isOpen = (end: Place, at: number) =>
    hasArrow(end) || (!hasCap(end) && hasCap(whisker.places[1 - at] as Place))
  const [from, to] = whisker.places as [Place, Place]
  return {
    direction,
    ends: [from[direction], to[direction]],
    beyond: whisker.places.filter(isOpen).map((end) => end[direction]),
  }
}

/** The whisker through a point. */
export function intervalAbout(place: Place, lines: readonly DrawnLine[]): Interval | undefined {
  const through = lines.find((line) => isOn(line, place) && whiskerOf(line, lines) === line)
  return through && spanOf(through, lines)
}

/** Whether a place is on a line along an axis. */
export function isOn(line: DrawnLine, place: Place): boolean {
  const [from, to] = line.places
  return (
    from !== undefined &&
    to !== undefined &&
    directionOf(line) !== undefined &&
    nearestOnSegment(place, from, to).distance < SAME_PX
  )
}

/** Whether it is one of the two lines of a band, of which the second fills to the first. */
export function isBandEdge({ fill }: FigureDataset): boolean {
  return fill === false || fill === '-1'
}

/** What the band about a line spans at a place along the horizontal axis. */
export function bandAbout(drawn: DrawnFigure, line: number, x: number): Interval | undefined {
  const { datasets } = drawn.plot.chart.data
  if (datasets[line + 1]?.fill !== false || datasets[line + 2]?.fill !== '-1') return undefined
  const [a, b] = [line + 1, line + 2].map((edge) => heightAt(pixelsOf(drawn, edge), x))
  return a === undefined || b === undefined ? undefined : { direction: 'y', ends: [a, b] }
}

/** How high a line from left to right is at a place. */
export function heightAt(pixels: readonly (Place | undefined)[], x: number): number | undefined {
  for (const [at, to] of pixels.entries()) {
    const from = pixels[at - 1] ?? to
    if (from === undefined || to === undefined || from.x > x || to.x < x) continue
    const share = to.x === from.x ? 0 : (x - from.x) / (to.x - from.x)
    return from.y + share * (to.y - from.y)
  }
  return undefined
}
