import { expect, test } from 'vitest'
import { boxAround, contains, cross, overlaps, passesThrough } from './boxes.ts'
import { type LabelPlace, POINT_RADIUS_PX, type WantedLabel } from './freePlaces.ts'
import { placeLabels } from './labelPlaces.ts'

const PAGE = { left: 0, top: 0, right: 500, bottom: 300 }
const label = (x: number, y: number, width = 60): WantedLabel => ({
  point: { x, y },
  width,
  height: 13,
})
const place = (
  labels: readonly WantedLabel[],
  lines: readonly (typeof PAGE)[] = [],
  within = PAGE,
) =>
  placeLabels(labels, {
    within,
    points: labels.map(({ point }) => boxAround(point, POINT_RADIUS_PX)),
    lines,
  })

/** Even, but irregular: the same in every run. */
const scattered = (n: number, width: number, height: number) =>
  Array.from({ length: n }, (_, i) =>
    label(10 + ((i * 0.618034) % 1) * (width - 20), 10 + ((i * 0.7548777) % 1) * (height - 20)),
  )

test('an isolated point has its name up and to the right, without a line', () => {
  expect(place([label(100, 100)])).toEqual([
    {
      box: {
        left: expect.closeTo(104.95),
        right: expect.closeTo(164.95),
        top: expect.closeTo(82.05),
        bottom: expect.closeTo(95.05),
      },
    },
  ])
})

test('a name stays on the page', () => {
  const [corner] = place([label(495, 5)])
  expect(contains(PAGE, (corner as LabelPlace).box)).toBe(true)
})

test('names of twenty scattered points all find a place that covers nothing', () => {
  const labels = scattered(20, 300, 200)
  const places = place(labels, [], { ...PAGE, right: 300, bottom: 200 })
  expect(places).not.toContain(undefined)
  expect(collisions(places as LabelPlace[], labels)).toEqual([])
})

test('twenty points on one spot have names with lines that do not cross', () => {
  const labels = Array.from({ length: 20 }, () => label(250, 150))
  const places = place(labels)
  expect(places).not.toContain(undefined)
  expect(collisions(places as LabelPlace[], labels)).toEqual([])
})

test('a line in the way is kept free', () => {
  const line = { left: 0, right: 500, top: 85, bottom: 87 }
  const [free] = place([label(100, 100)], [line])
  expect(overlaps((free as LabelPlace).box, line)).toBe(false)
})

test('a name in the way moves where it can', () => {
  // The left name stands right of its point, the only place of the other, until it is moved.
  const within = { left: 0, right: 140, top: 93, bottom: 107 }
  const places = place([label(65, 100, 50), label(135, 100, 50)], [], within)
  expect(places.map((each) => each?.box.left)).toEqual([8, 78])
})

test('where there is no room, a name is left out', () => {
  const within = { left: 0, right: 70, top: 92, bottom: 108 }
  const places = place([label(5, 100, 50), label(6, 101, 50)], [], within)
  expect(places.filter((each) => each !== undefined)).toHaveLength(1)
})

test('names get the same places every time', () => {
  const labels = scattered(80, 300, 200)
  expect(place(labels)).toEqual(place(labels))
})

test('a name covers points in the background rather than being left out', () => {
  const named = label(100, 100)
  const background = Array.from({ length: 900 }, (_, i) =>
    boxAround({ x: (i % 50) * 10, y: Math.floor(i / 50) * 17 }, POINT_RADIUS_PX),
  )
  const points = [boxAround(named.point, POINT_RADIUS_PX), ...background]
  const obstacles = { within: PAGE, points, lines: [] }
  expect(placeLabels([named], obstacles)).toEqual([undefined])
  expect(placeLabels([named], { ...obstacles, background })).not.toContain(undefined)
})

/** Pairs of labels, or of a label and another's point, that collide. */
function collisions(places: readonly LabelPlace[], labels: readonly WantedLabel[]): string[] {
  return places.flatMap((a, i) => [
    ...places.slice(i + 1).flatMap((b, j) => {
      const touch =
        overlaps(a.box, b.box) ||
        (a.leader && passesThrough(a.leader, b.box)) ||
        (b.leader && passesThrough(b.leader, a.box)) ||
        (a.leader && b.leader && cross(a.leader, b.leader))
      return touch ? [`labels ${i} and ${i + 1 + j}`] : []
    }),
    ...labels.flatMap(({ point }, j) =>
      overlaps(a.box, boxAround(point, POINT_RADIUS_PX)) ? [`label ${i} and point ${j}`] : [],
    ),
  ])
}
