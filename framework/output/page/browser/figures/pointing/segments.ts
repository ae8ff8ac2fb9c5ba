import type { Place } from '../place.ts'

export function distanceBetween(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

/** The place on a line between two others that is nearest to a place, and how far along it is. */
export function nearestOnSegment(
  place: Place,
  from: Place,
  to: Place,
): { distance: number; share: number; nearest: Place } {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((place.x - from.x) * dx + (place.y - from.y) * dy) / length
  const share = Math.max(0, Math.min(1, along))
  const nearest = { x: from.x + share * dx, y: from.y + share * dy }
  return { distance: distanceBetween(place, nearest), share, nearest }
}

/** The same for a line through several places; none where there is no line. */
export function nearestOnLine(
  place: Place,
  places: readonly Place[],
): { distance: number; nearest: Place } | undefined {
  let found: { distance: number; nearest: Place } | undefined
  for (const [at, to] of places.entries()) {
    const from = places[at - 1]
    if (from === undefined) continue
    const each = nearestOnSegment(place, from, to)
    if (found === undefined || each.distance < found.distance) found = each
  }
  return found
}
