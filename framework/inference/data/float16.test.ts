import { expect, test } from 'vitest'
import { float16ToFloat32 } from './float16.ts'

test.each([
  [0x3c00, 1],
  [0xc000, -2],
  [0x3555, 0.333251953125],
  [0x7bff, 65504],
  [0x0001, 2 ** -24],
  [0x0400, 2 ** -14],
  [0x8000, -0],
  [0xfc00, -Infinity],
  [0x7e00, NaN],
])('the bits %i mean %f', (bits, value) => {
  expect(float16ToFloat32(Uint16Array.of(bits))[0]).toBe(value)
})
