import { lab, rgb } from 'd3-color'
import { expect, test } from 'vitest'
import { COLOUR_VISION } from '../../../testing/pictures/colourVision.ts'
import { CATEGORIES, dashOf, pointStyleOf } from './categories.ts'
import { colours, contrastingInk, readableInk, sequentialColour } from './palette.ts'

/** Grey has a bound of its own. */
const { grey: _, ...VISION } = COLOUR_VISION
const EIGHT = [...colours([...'abcdefgh']).values()]
const PAIRS = EIGHT.flatMap((a, i) => EIGHT.slice(0, i).map((b) => [a, b] as const))

test.each(Object.entries(VISION))('any two of eight categories stay apart: %s', (_, matrix) => {
  const seen = (hex: string) => toOklab(multiply(matrix, linearRgb(hex)))
  const closest = Math.min(...PAIRS.map(([a, b]) => distance(seen(a), seen(b))))
  expect(closest).toBeGreaterThan(0.125)
})

test('lines of every category have a contrast of at least 3 to the page', () => {
  const lightest = Math.max(...EIGHT.map(luminance))
  expect(1.05 / (lightest + 0.05)).toBeGreaterThanOrEqual(3)
})

test.each(Object.entries(VISION))('any two of five names stay further apart: %s', (_, matrix) => {
  const five = CATEGORIES.slice(0, 5).map(({ colour }) =>
    toOklab(multiply(matrix, linearRgb(colour))),
  )
  const pairs = five.flatMap((a, i) => five.slice(0, i).map((b) => distance(a, b)))
  expect(Math.min(...pairs)).toBeGreaterThan(0.145)
})

test('any two of eight categories stay apart in grey', () => {
  const closest = Math.min(...PAIRS.map(([a, b]) => Math.abs(greyOf(a) - greyOf(b))))
  expect(closest).toBeGreaterThan(7.8)
})

test('numbers run from dark to light in even steps, and lines in the lightest are seen on white', () => {
  const lightness = [...colours([0, 1, 10, 100, 1000]).values()].map(greyOf)
  const steps = lightness.slice(1).map((l, i) => l - (lightness[i] as number))
  expect(Math.min(...steps)).toBeGreaterThan(10)
  expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.6)
  expect(lightness.at(-1)).toBeLessThan(73)
})

test.each([...EIGHT, ...colours([0, 1, 10, 100]).values()])(
  'text in %s can be read on white',
  (hex) => {
    expect(1.05 / (luminance(readableInk(hex)) + 0.05)).toBeGreaterThanOrEqual(4.5)
  },
)

test('numbers in cells can be read on every colour of the scale', () => {
  for (let share = 0; share <= 1; share += 0.01) {
    const [ground, ink] = [sequentialColour(share), contrastingInk(sequentialColour(share))]
    const [light, dark] = [luminance(ground), luminance(ink)].sort((a, b) => b - a) as [
      number,
      number,
    ]
    expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(4.5)
  }
})

test('any two of eight categories have different markers, and dashes but for two far apart in grey', () => {
  expect(new Set(EIGHT.map(pointStyleOf)).size).toBe(8)
  const dashes = EIGHT.map((colour) => dashOf(colour, 8).join(' '))
  expect(new Set(dashes).size).toBe(7)
  const solid = EIGHT.filter((_, i) => dashes[i] === '').map(greyOf)
  expect(solid).toHaveLength(2)
  expect(Math.abs((solid[0] as number) - (solid[1] as number))).toBeGreaterThan(15)
})

test('the line of a group alone is solid, and so are those of a scale, whose points are circles', () => {
  expect(EIGHT.flatMap((colour) => dashOf(colour, 1))).toEqual([])
  const scale = [...colours([1, 2, 3, 4]).values()]
  expect(scale.flatMap((colour) => dashOf(colour, 4))).toEqual([])
  expect(new Set(scale.map(pointStyleOf))).toEqual(new Set(['circle']))
})

test('a colour that can be read stays as it is', () => {
  expect(readableInk('#10459c')).toBe('#10459c')
})

function linearRgb(hex: string): number[] {
  const { r, g, b } = rgb(hex)
  return [r, g, b].map((channel) => {
    const c = channel / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = linearRgb(hex)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** L* of the grey of the same luminance. */
function greyOf(hex: string): number {
  const y = luminance(hex)
  const c = y <= 0.0031308 ? y * 12.92 : 1.055 * y ** (1 / 2.4) - 0.055
  return lab(rgb(c * 255, c * 255, c * 255)).l
}

function multiply(matrix: readonly number[], vector: readonly number[]): number[] {
  return [0, 3, 6].map((row) =>
    vector.reduce((sum, value, i) => sum + (matrix[row + i] as number) * value, 0),
  )
}

/** Ottosson (2020). */
function toOklab(rgbLight: readonly number[]): number[] {
  const light = rgbLight.map((value) => Math.min(1, Math.max(0, value)))
  const cones = multiply(
    [
      0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566,
      0.0883024619, 0.2817188376, 0.6299787005,
    ],
    light,
  )
  return multiply(
    [
      0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099,
      0.0259040371, 0.7827717662, -0.808675766,
    ],
    cones.map(Math.cbrt),
  )
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, i) => value - (b[i] as number)))
}
