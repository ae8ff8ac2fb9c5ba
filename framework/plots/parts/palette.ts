import { rgb } from 'd3-color'
import { interpolateViridis } from 'd3-scale-chromatic'
import { groupName } from '../../tables/columns.ts'
import { compareCells } from '../../tables/valueKey.ts'

/** Group name to colour (`#rrggbb`); build it once with {@link colours} and pass it to every figure. */
export type Palette = ReadonlyMap<string, string>

const BLACK = '#000000'

/**
 * After the hues of Okabe and Ito (Color Universal Design, 2008), with lightness in even steps: any two
 * stay apart with full colour vision, protanopia, deuteranopia and tritanopia (at least 0.13 in OKLab,
 * seen through the matrices of Machado, Oliveira and Fernandes, 2009) and in grey (at least 9 of L*).
 */
const CATEGORIES = [
  '#155c9d', // blue
  '#ffb12e', // orange
  '#3a9c4f', // green
  '#801a4a', // wine
  '#01b1ff', // sky blue
  '#b013fb', // violet
  BLACK,
  '#4a0f03', // dark brown
]

/** Names that keep their colour from report to report, whatever else a sweep holds. */
const KNOWN = new Map([
  ['none', '#155c9d'],
  ['linear', '#ffb12e'],
  ['vq', '#3a9c4f'],
])

/** From here on numbers are a scale; two of them are told apart as names are. */
const LEAST_NUMBERS = 3
/** The lightest part of the scale is lost on white. */
const SCALE_END = 0.85

/** Towards black, then towards white: later rounds through the palette stay apart from earlier ones. */
const ROUND_SHADES = [0, -0.4, 0.45, -0.65, 0.25]

/**
 * Gives every group a colour that depends on the set of names only, not on their order: the same
 * group is the same colour in every figure that is given the same palette. Three numbers or more, such as
 * values of a parameter, are coloured by their rank on a sequential scale, from dark to light.
 *
 * @param groups the column of the whole table, before any selection: repeats are fine, and missing
 *   values are the group `unknown`
 */
export function colours(groups: Iterable<unknown>): Palette {
  const names = [...new Set(Array.from(groups, groupName))].sort(compareNames)
  const reserved = new Set(names.map((name) => KNOWN.get(name)))
  const free = CATEGORIES.filter((colour) => !reserved.has(colour))
  const numbers = names.filter(isNumber)
  const isScale = numbers.length >= LEAST_NUMBERS
  const palette = new Map<string, string>()
  let next = 0
  for (const name of names) {
    if (isScale && isNumber(name)) {
      const rank = numbers.indexOf(name) / (numbers.length - 1)
      palette.set(name, sequentialColour(rank * SCALE_END))
      continue
    }
    const colour = KNOWN.get(name) ?? variant(free, next)
    if (!KNOWN.has(name)) next++
    palette.set(name, colour)
  }
  return palette
}

/** Whether a name of a group is the text of a number. */
export function isNumber(name: string): boolean {
  return name.trim() !== '' && Number.isFinite(Number(name))
}

/** Finds the colour of a group: the report's, or where that has none, one by the groups at hand. */
export function colourFinder(
  groups: Iterable<string>,
  palette: Palette | undefined,
): (group: string) => string {
  const own = colours(groups)
  return (group) => palette?.get(group) ?? own.get(group) ?? BLACK
}

/** Numbers by value, other names in natural order: the order of groups in every legend and axis. */
export function compareNames(a: string, b: string): number {
  return compareCells(a, b)
}

/** The free colours first, then shades of all that have a hue. */
function variant(free: readonly string[], index: number): string {
  if (index < free.length) return free[index] as string
  const hues = CATEGORIES.filter((colour) => colour !== BLACK)
  const later = index - free.length
  const round = 1 + Math.floor(later / hues.length)
  const amount = ROUND_SHADES[round % ROUND_SHADES.length] as number
  return shade(hues[later % hues.length] as string, amount)
}

/** Mixes a colour with black (`amount` < 0) or white (> 0). */
function shade(hex: string, amount: number): string {
  const target = amount < 0 ? 0 : 255
  const mixed = (channel: number) => channel + (target - channel) * Math.abs(amount)
  const { r, g, b } = rgb(hex)
  return rgb(mixed(r), mixed(g), mixed(b)).formatHex()
}

/** The colour of a position within [0, 1] on matplotlib's viridis, of even lightness steps. */
export function sequentialColour(position: number): string {
  return interpolateViridis(position)
}

/** Black or white, whichever reads better on the colour (contrast ratio of WCAG 2.2). */
export function contrastingInk(hex: string): string {
  return luminance(hex) > 0.179 ? '#000000' : '#ffffff'
}

/** The colour itself or, where text in it is too light to be read on white, a darker one. */
export function readableInk(hex: string): string {
  let ink = hex
  while (1.05 / (luminance(ink) + 0.05) < TEXT_CONTRAST) ink = shade(ink, -DARKER_STEP)
  return ink
}

/** The least of WCAG 2.2 for text. */
const TEXT_CONTRAST = 4.5
const DARKER_STEP = 0.08

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const { r, g, b } = rgb(hex)
  return 0.2126 * linearLight(r) + 0.7152 * linearLight(g) + 0.0722 * linearLight(b)
}

/** The colour with an opacity within [0, 1], as `#rrggbbaa`. */
export function withOpacity(hex: string, opacity: number): string {
  return rgb(hex).copy({ opacity }).formatHex8()
}

/** The colour of one of `n` lines over each other, the fainter the more there are. */
export function faded(hex: string, n: number): string {
  return n <= FADED_FROM ? hex : withOpacity(hex, Math.max(LEAST_OPACITY, FADED_FROM / n))
}

const FADED_FROM = 24
const LEAST_OPACITY = 0.04

/** A channel of sRGB, from 0 to 255, as the share of full light. */
function linearLight(channel: number): number {
  const c = channel / 255
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}
