import { expect, test } from 'vitest'
import { lineDataset } from './composeFigure.ts'

const STYLE = { colour: '#000000', width: 2 }

/** A line that begins with two neighbours, then has every other value. */
function withHoles(nAlone: number) {
  const holes = Array.from({ length: nAlone }, (_, i) => [
    { x: 2 * i, y: null },
    { x: 2 * i + 1, y: 1 },
  ])
  return [{ x: -2, y: 1 }, { x: -1, y: 1 }, ...holes.flat()]
}

const radiiOf = (nAlone: number) =>
  new Set(
    [lineDataset(withHoles(nAlone), STYLE).pointRadius].flat().filter((radius) => radius !== 0),
  )

test('a value between two gaps is a dot, and many of them are no larger than the line is wide', () => {
  expect(radiiOf(0)).toEqual(new Set())
  const [few = 0] = radiiOf(3)
  expect(few).toBeGreaterThan(1)
  expect(radiiOf(20)).toEqual(new Set([1]))
})
