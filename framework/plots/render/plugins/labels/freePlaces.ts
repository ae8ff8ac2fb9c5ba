import {
  type Box,
  boxAround,
  contains,
  nearestIn,
  overlaps,
  type Point,
  passesThrough,
  type Segment,
} from './boxes.ts'

/** A name that wants a place beside its point, in pixels. */
export interface WantedLabel {
  readonly point: Point
  readonly width: number
  readonly height: number
  /** Where it must stay. Default: where all labels must. */
  readonly within?: Box | undefined
}

/** What labels must not cover. */
export interface Obstacles {
  /** Where labels must stay. */
  readonly within: Box
  /** Every point that is drawn; leaders keep off them too. */
  readonly points: readonly Box[]
  /** Those of `points` that may be covered where a label finds no other place. */
  readonly background?: readonly Box[]
  readonly lines: readonly Box[]
}

export interface LabelPlace {
  readonly box: Box
  /** The line to the point of a label that stands further off. */
  readonly leader?: Segment
}

/** On rings about the point, or in columns left and right of it, which crowds fill row by row. */
export type PlaceKind = 'about the point' | 'in columns'

const RINGS_PX = [7, 11, 16, 22, 28, 36, 44, 54, 66, 80, 96, 116]
/** Up and right first, then the other corners and sides, then what lies between them. */
const ANGLES = [45, 0, -45, 135, 180, -135, 90, -90, 22, -22, 158, -158, 67, 113, -67, -113]
const COLUMNS_PX = [26, 40, 58, 80, 110, 150]
const MAX_ROWS = 14
/** Half the side of the box that a point takes. */
export const POINT_RADIUS_PX = 4
/** Closer labels need no line to their points. */
const LEADER_FROM_PX = 16

/** The places of a label that keep off the obstacles, the closest first. */
export function freePlaces(
  label: WantedLabel,
  { within, points, lines }: Obstacles,
  kind: PlaceKind,
): LabelPlace[] {
  const { point, width } = label
  const near = boxAround(point, Math.max(...RINGS_PX, ...COLUMNS_PX) + width)
  const nearPoints = points.filter((other) => overlaps(other, near))
  // A line cannot help to begin on neighbours that overlap its own point, nor to graze others in a crowd.
  const own = boxAround(point, POINT_RADIUS_PX)
  const others = nearPoints.filter((other) => !overlaps(other, own)).map(innerHalf)
  const boxes = kind === 'in columns' ? boxesInColumns(label) : boxesOnRings(label)
  return boxes.flatMap((box): LabelPlace[] => {
    const isFree =
      contains(label.within ?? within, box) &&
      !nearPoints.some((other) => overlaps(other, box)) &&
      !lines.some((other) => overlaps(other, box))
    if (!isFree) return []
    const leader = { from: point, to: nearestIn(box, point) }
    if (Math.hypot(leader.to.x - point.x, leader.to.y - point.y) < LEADER_FROM_PX) return [{ box }]
    return others.some((other) => passesThrough(leader, other)) ? [] : [{ box, leader }]
  })
}

function boxesOnRings({ point, width, height }: WantedLabel): Box[] {
  return RINGS_PX.flatMap((distance) =>
    ANGLES.map((angle) => {
      const radians = (angle * Math.PI) / 180
      const [right, up] = [Math.cos(radians), Math.sin(radians)]
      const left = point.x + distance * right - width * shareBack(right)
      const top = point.y - distance * up - height * shareBack(-up)
      return boxFrom(left, top, { width, height })
    }),
  )
}

/** The share of a box that lies back from its near end: 0 right or below, 1 left or above, 0.5 between. */
function shareBack(direction: number): number {
  if (Math.abs(direction) < STRAIGHT) return 0.5
  return direction > 0 ? 0 : 1
}

const STRAIGHT = 0.3

function boxesInColumns({ point, width, height }: WantedLabel): Box[] {
  const rows = Array.from({ length: 2 * MAX_ROWS + 1 }, (_, i) => (i % 2 === 0 ? i : -i - 1) / 2)
  return COLUMNS_PX.flatMap((distance) =>
    rows.flatMap((row) => {
      const top = point.y + (row - 0.5) * height
      return [point.x + distance, point.x - distance - width].map((left) =>
        boxFrom(left, top, { width, height }),
      )
    }),
  )
}

function innerHalf({ left, right, top, bottom }: Box): Box {
  const [width, height] = [right - left, bottom - top]
  return {
    left: left + width / 4,
    right: right - width / 4,
    top: top + height / 4,
    bottom: bottom - height / 4,
  }
}

function boxFrom(left: number, top: number, size: { width: number; height: number }): Box {
  return { left, right: left + size.width, top, bottom: top + size.height }
}
