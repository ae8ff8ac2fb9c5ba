import { expect, test } from 'vitest'
import { float16ToFloat32, writeFloat16 } from './float16.ts'

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

function bitsOf(value: number): number {
  const bits = new Uint16Array(1)
  writeFloat16([value], bits)
  return bits[0] as number
}

test('every half-precision number is written as it was read', () => {
  const all = Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits)
  const numbers = float16ToFloat32(all)
  const wrong = all.filter((bits) => {
    const value = numbers[bits] as number
    return !Number.isNaN(value) && bitsOf(value) !== bits
  })
  expect([...wrong]).toEqual([])
  expect(Number.isNaN(float16ToFloat32(Uint16Array.of(bitsOf(Number.NaN)))[0])).toBe(true)
})

test.each([
  ['ties go to the even one', 1 + 2 ** -11, 0x3c00],
  ['ties go to the even one', 1 + 3 * 2 ** -11, 0x3c02],
  ['above a tie goes up', 1 + 2 ** -11 + 2 ** -20, 0x3c01],
  ['half of the smallest is 0', 2 ** -25, 0],
  ['above that is the smallest', 1.5 * 2 ** -25, 1],
  ['just below the first infinite', 65519, 0x7bff],
  ['the first infinite', 65520, 0x7c00],
])('%s: %f', (_, value, bits) => {
  expect(bitsOf(value)).toBe(bits)
  expect(bitsOf(-value)).toBe(bits | 0x8000)
})
