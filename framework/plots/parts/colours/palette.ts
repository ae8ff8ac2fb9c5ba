import { range } from 'd3-array'
import { rgb } from 'd3-color'
import { interpolateViridis } from 'd3-scale-chromatic'
import * as v from 'valibot'
import { groupName } from '../../../tables/columns.ts'
import { compareCells } from '../../../tables/valueKey.ts'
import { checkArguments } from '../../../text/checkOptions.ts'
import { BLACK, CATEGORIES, type Category, SHADES } from './categories.ts'
import { shade } from './shade.ts'

/** The name of the only group of a figure that does not group. */
export const ALL_RUNS = 'all runs'

/** Group name to colour (`#rrggbb`); build it once with {@link colours} and pass it to every figure. */
export type Palette = ReadonlyMap<string, string>

/** Names that keep their category whatever else there is: the tokenizers, and all runs as one group. */
const KNOWN = new Map([
  ['none', 0],
  ['linear', 1],
  ['vq', 2],
  [ALL_RUNS, 0],
])

/** From here on numbers are a scale; two of them are told apart as names are. */
export const LEAST_NUMBERS = 3
/** The lightest part of the scale is lost on white. */
const SCALE_END = 0.72

/** The categories that are the farthest apart. Names prefer them, each by itself, to the dark ones. */
const N_CLEAR = 5

const GROUPS = v.custom<Iterable<unknown>>(
  (value) => typeof Object(value)[Symbol.iterator] === 'function' && typeof value !== 'string',
  'expected the groups, such as runs.array(column)',
)

/**
 * Gives every group a colour. The same group has the same one in every figure that is given the same
 * palette, and nearly always in other reports: a name prefers a category by itself, whatever other names
 * there are, and only where two prefer the same one does the later in order take another. Three numbers
 * or more, such as values of a parameter, are coloured by their rank on a sequential scale, from dark to
 * light, which depends on all of them.
 *
 * @param groups the column of the whole table, before any selection: repeats are fine, and missing
 *   values are the group `null`
 */
export function colours(groups: Iterable<unknown>): Palette {
  checkArguments('FIGURE_OPTIONS_INVALID', 'colours', { groups }, { groups: GROUPS })
  return coloursOfNames(Array.from(groups, groupName))
}

/** {@link colours} of groups by their names, which a cell that looks like one would not keep: `null`. */
export function coloursOfNames(groups: Iterable<string>): Palette {
  const names = [...new Set(groups)].sort(compareNames)
  const numbers = names.filter(isNumber)
  const onScale = new Set(numbers.length >= LEAST_NUMBERS ? numbers : [])
  const categories = chooseCategories(names.filter((name) => !onScale.has(name)))
  return new Map(
    names.map((name) => [
      name,
      onScale.has(name)
        ? sequentialColour((numbers.indexOf(name) / (numbers.length - 1)) * SCALE_END)
        : (categories.get(name) as Category).colour,
    ]),
  )
}

/**
 * Known names have theirs, others the one that they prefer, unless an earlier name does too; then one that
 * nobody prefers, and past the eighth a shade.
 */
function chooseCategories(names: readonly string[]): Map<string, Category> {
  const owners = new Map<number, string>()
  for (const name of [...names.filter((each) => KNOWN.has(each)), ...names]) {
    const first = firstChoice(name)
    if (!owners.has(first)) owners.set(first, name)
  }
  let nShades = 0
  return new Map(
    names.map((name) => {
      const free = preferences(name).find((category) => !owners.has(category))
      const own = owners.get(firstChoice(name)) === name ? firstChoice(name) : free
      if (own === undefined) return [name, SHADES[nShades++ % SHADES.length] as Category]
      owners.set(own, name)
      return [name, CATEGORIES[own] as Category]
    }),
  )
}

function firstChoice(name: string): number {
  return KNOWN.get(name) ?? (preferences(name)[0] as number)
}

/** All categories, in the order in which a name prefers them: the clear ones from one by its hash on. */
function preferences(name: string): number[] {
  return [...rotated(range(N_CLEAR), hashOf(name)), ...range(N_CLEAR, CATEGORIES.length)]
}

function rotated<Item>(items: readonly Item[], by: number): Item[] {
  const start = by % items.length
  return [...items.slice(start), ...items.slice(0, start)]
}

/** FNV-1a of 32 bits (Fowler, Noll and Vo) over the UTF-8 of a text. */
function hashOf(text: string): number {
  return new TextEncoder()
    .encode(text)
    .reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193) >>> 0, 0x811c9dc5)
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
  const own = coloursOfNames(groups)
  return (group) => palette?.get(group) ?? own.get(group) ?? BLACK
}

/** Numbers by value, other names in natural order: the order of groups in every legend and axis. */
export function compareNames(a: string, b: string): number {
  return compareCells(a, b)
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
