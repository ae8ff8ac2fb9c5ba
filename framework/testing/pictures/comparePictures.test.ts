import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { comparePictures } from './comparePictures.ts'

const SIDE = 40

/** A white picture with black pixels at these places. */
function picture(black: readonly [x: number, y: number][], side = SIDE): Buffer {
  const png = new PNG({ width: side, height: side })
  png.data.fill(255)
  for (const [x, y] of black) png.data.fill(0, 4 * (y * side + x), 4 * (y * side + x) + 3)
  return PNG.sync.write(png)
}

test('a line of ten pixels that is missing is a difference, shown in red', () => {
  const line = Array.from({ length: 10 }, (_, i): [number, number] => [i + 5, 20])
  const difference = comparePictures(picture(line), picture([]))
  expect(difference?.reason).toBe('differs in 10 pixels, 10 of them within 16 × 16')
  const { data } = PNG.sync.read(Buffer.from(difference?.picture ?? []))
  expect([...data.subarray(4 * (20 * SIDE + 5), 4 * (20 * SIDE + 5) + 3)]).toEqual([255, 0, 0])
})

test('single pixels far apart are what another platform rounds', () => {
  const apart = [0, 13, 26, 39].flatMap((x) => [0, 20, 39].map((y): [number, number] => [x, y]))
  expect(comparePictures(picture([]), picture(apart))).toBeUndefined()
})

test('another size is a difference, without a picture of it', () => {
  expect(comparePictures(picture([]), picture([], 30))).toEqual({
    reason: 'is 30 × 30 pixels instead of 40 × 40',
  })
})
