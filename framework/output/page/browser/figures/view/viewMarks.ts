import type { FigureAxis, Mark } from '../../../../../plots/figure.ts'
import { positionOf, valueAt } from '../../../../../plots/parts/colours/colourScale.ts'
import { clipLine } from '../../../../../plots/render/arrangement/clipLine.ts'
import type { Direction } from './figureView.ts'

type Axes = Readonly<Record<Direction, FigureAxis>>
type LineMark = Extract<Mark, { shape: 'line' }>

/** Beyond an axis by so many of its lengths, a line's slope is not seen. */
const FAR = 1e6

/** The marks, as far as they are within the axes of a view; lines end at the edge. */
export function viewMarks(marks: readonly Mark[], printed: Axes, axes: Axes): Mark[] {
  const isBeside = (direction: Direction, from: number, to: number) =>
    Math.max(from, to) < axes[direction].min || Math.min(from, to) > axes[direction].max
  return marks.flatMap((mark): Mark[] => {
    if (mark.shape === 'line') return cutLine(mark, axes)
    if (mark.shape === 'rect') {
      return isBeside('x', ...mark.x) || isBeside('y', ...mark.y) ? [] : [mark]
    }
    const [x, y] = mark.at
    // Texts beyond the printed axis are held at its end, and so they are here.
    const isGone = (direction: Direction, value: number) =>
      isBeside(direction, value, value) &&
      value >= printed[direction].min &&
      value <= printed[direction].max
    return isGone('x', x) || isGone('y', y) ? [] : [mark]
  })
}

function cutLine(mark: LineMark, { x, y }: Axes): Mark[] {
  const shares = mark.points.map(([atX, atY]) => ({
    x: shareOf(atX, x),
    y: shareOf(atY, y),
  }))
  const isWhole = shares.every((share) => isInside(share.x) && isInside(share.y))
  if (isWhole) return [mark]
  const pieces: [number, number][][] = [[]]
  for (const point of clipLine(shares)) {
    if (point.x === null || point.y === null) pieces.push([])
    else pieces.at(-1)?.push([valueAt(point.x, x), valueAt(point.y, y)])
  }
  return pieces.filter(({ length }) => length > 1).map((points) => ({ ...mark, points }))
}

function isInside(share: number): boolean {
  return share >= 0 && share <= 1
}

function shareOf(value: number, axis: FigureAxis): number {
  const share = positionOf(value, axis)
  return Number.isNaN(share) ? -FAR : Math.max(-FAR, Math.min(FAR, share))
}
