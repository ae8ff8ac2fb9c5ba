import { rgb } from 'd3-color'
import { interpolateViridis } from 'd3-scale-chromatic'
import { groupName } from '../../tables/columns.ts'
import { compareCells } from '../../tables/valueKey.ts'

/** Group name to colour (`#rrggbb`); build it once with {@link colours} and pass it to every figure. */
export type Palette = ReadonlyMap<string, string>

const BLACK = '#000000'

/**
 * The colours of Okabe and Ito (Color Universal Design, 2008), told apart with every kind of colour
 * blindness; without their yellow, which is lost on white.
 */
const OKABE_ITO = [
  '#0072b2', // blue
  '#e69f00', // orange
  '#009e73', // bluish green
  '#cc79a7', // reddish purple
  '#d55e00', // vermillion
  '#56b4e9', // sky blue
  BLACK,
]

/** Names that keep their colour from report to report, whatever else a sweep holds. */
const KNOWN = new Map([
  ['none', '#0072b2'],
  ['linear', '#e69f00'],
  ['vq', '#009e73'],
])

/** Towards black, then towards white: later rounds through the palette stay apart from earlier ones. */
const ROUND_SHADES = [0, -0.4, 0.45, -0.65, 0.25]

/**
 * Gives every group a colour that depends on the set of names only, not on their order: the same
 * group is the same colour in every figure that is given the same palette.
 *
 * @param groups the column of the whole table, before any selection: repeats are fine, and missing
 *   values are the group `unknown`
 */
export function colours(groups: Iterable<unknown>): Palette {
  const names = [...new Set(Array.from(groups, groupName))].sort(compareNames)
  const reserved = new Set(names.map((name) => KNOWN.get(name)))
  const free = OKABE_ITO.filter((colour) => !reserved.has(colour))
  const palette = new Map<string, string>()
  let next = 0
  for (const name of names) {
    const colour = KNOWN.get(name) ?? variant(free, next)
    if (!KNOWN.has(name)) next++
    palette.set(name, colour)
  }
  return palette
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
  const hues = OKABE_ITO.filter((colour) => colour !== BLACK)
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
  const { r, g, b } = rgb(hex)
  const luminance = 0.2126 * linearLight(r) + 0.7152 * linearLight(g) + 0.0722 * linearLight(b)
  return luminance > 0.179 ? '#000000' : '#ffffff'
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
