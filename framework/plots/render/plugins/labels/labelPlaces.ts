import { cross, overlaps, type Point, passesThrough } from './boxes.ts'
import {
  freePlaces,
  type LabelPlace,
  type Obstacles,
  type PlaceKind,
  type WantedLabel,
} from './freePlaces.ts'

/** Points closer than this crowd each other. */
const CROWD_PX = 60
/** So many neighbours are a crowd. */
const CROWD_FROM = 3
/** More labels than this are placed in one way only: there is no room for all, and searching takes long. */
const MAX_SEARCHED = 60
const MAX_TRIALS = 12_000

/** A place for each label, undefined where there is no room. */
export type Places = readonly (LabelPlace | undefined)[]
type PlacesInWork = (LabelPlace | undefined)[]

/**
 * Places labels so that they cover neither points nor lines nor each other, those of isolated points
 * first and closest. Where not all find a place, crowded ones go first, then into columns beside their
 * crowd, and the way that places the most counts. What is left may cover points in the background. The
 * same labels always get the same places.
 *
 * @returns a place for each label, undefined where there is no room
 */
export function placeLabels(labels: readonly WantedLabel[], obstacles: Obstacles): Places {
  const places = [...placeApart(labels, obstacles)]
  const { background = [] } = obstacles
  if (isFull(places) || background.length === 0) return places
  const points = obstacles.points.filter((point) => !background.includes(point))
  const overBackground = labels.map((label, i) => {
    if (places[i] !== undefined) return []
    const kinds = ['about the point', 'in columns'] as const
    return kinds.flatMap((kind) => freePlaces(label, { ...obstacles, points }, kind))
  })
  for (const i of places.keys()) {
    places[i] ??= overBackground[i]?.find((place) => isFreeBut(i, place, places))
  }
  return places
}

function placeApart(labels: readonly WantedLabel[], obstacles: Obstacles): Places {
  const isSearched = labels.length <= MAX_SEARCHED
  const placesOf = (kind: PlaceKind) => labels.map((label) => freePlaces(label, obstacles, kind))
  const close = placesOf('about the point')
  const crowding = labels.map(({ point }) => neighboursOf(point, labels))
  const isolatedFirst = inOrderOf(crowding)
  let best = placeInTurn(isolatedFirst, close, isSearched)
  if (!isSearched || isFull(best)) return best
  const columns = placesOf('in columns')
  const anywhere = close.map((own, i) => [...own, ...(columns[i] as LabelPlace[])])
  const isCrowded = (i: number) => (crowding[i] as number) >= CROWD_FROM
  const ways = [
    { turn: isolatedFirst, places: anywhere },
    { turn: inOrderOf(crowding.map((n) => -n)), places: anywhere },
    {
      turn: inOrderOf(labels.map(({ point }, i) => (isCrowded(i) ? point.y : Infinity))),
      places: anywhere.map((own, i) => (isCrowded(i) ? (columns[i] as LabelPlace[]) : own)),
    },
  ]
  for (const { turn, places } of ways) {
    const found = placeInTurn(turn, places, true)
    if (nPlaced(found) > nPlaced(best)) best = found
    if (isFull(best)) break
  }
  return best
}

/** How many labels have a place. */
export function nPlaced(places: Places): number {
  return places.filter((place) => place !== undefined).length
}

function isFull(places: Places): boolean {
  return nPlaced(places) === places.length
}

function neighboursOf({ x, y }: Point, labels: readonly WantedLabel[]): number {
  return labels.filter(({ point }) => Math.hypot(point.x - x, point.y - y) < CROWD_PX).length - 1
}

/** The places of the ranks, the smallest first. */
function inOrderOf(ranks: readonly number[]): number[] {
  return [...ranks.keys()].sort((a, b) => {
    const [rankA, rankB] = [ranks[a] as number, ranks[b] as number]
    return rankA === rankB ? a - b : rankA - rankB
  })
}

/** Gives each label its first free place; `searching`, then moves single labels that are in the way. */
function placeInTurn(
  turn: readonly number[],
  candidates: readonly (readonly LabelPlace[])[],
  searching: boolean,
): Places {
  const places: PlacesInWork = candidates.map(() => undefined)
  for (const i of turn) places[i] = candidates[i]?.find((place) => isFreeBut(i, place, places))
  let trials = 0
  for (const i of searching ? turn : []) {
    if (places[i] !== undefined) continue
    for (const place of candidates[i] ?? []) {
      const [other, ...more] = inTheWayOf(place, places)
      if (other === undefined || more.length > 0) continue
      const moved = candidates[other]?.find((trial) => {
        trials++
        return !collide(trial, place) && isFreeBut(other, trial, places)
      })
      if (trials > MAX_TRIALS) return places
      if (moved === undefined) continue
      places[other] = moved
      places[i] = place
      break
    }
  }
  return places
}

function inTheWayOf(place: LabelPlace, places: Places): number[] {
  return places.flatMap((other, i) => (other !== undefined && collide(place, other) ? [i] : []))
}

function isFreeBut(own: number, place: LabelPlace, places: Places): boolean {
  return places.every((other, i) => i === own || other === undefined || !collide(place, other))
}

/** Whether labels or their leaders touch, or a leader crosses another. */
export function collide(a: LabelPlace, b: LabelPlace): boolean {
  return (
    overlaps(a.box, b.box) ||
    (a.leader !== undefined && passesThrough(a.leader, b.box)) ||
    (b.leader !== undefined && passesThrough(b.leader, a.box)) ||
    (a.leader !== undefined && b.leader !== undefined && cross(a.leader, b.leader))
  )
}
