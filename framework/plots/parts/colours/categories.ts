import type { PointStyle } from '../../figure.ts'
import { shade } from './shade.ts'

/** What tells the members of a category apart from others, in colour and in grey. */
export interface Category {
  readonly colour: string
  readonly pointStyle: PointStyle
  /** Lengths on and off along a line, in pixels; none for a solid line. */
  readonly dash: number[]
}

export const BLACK = '#000000'

/**
 * Dark enough for thin lines on white (a contrast of at least 3, WCAG 2.2), and any two stay apart with
 * full colour vision, protanopia, deuteranopia and tritanopia (at least 0.125 in OKLab, seen through the
 * matrices of Machado, Oliveira and Fernandes, 2009; 0.145 of the first five) and in grey (at least 7.8 of
 * L*; eight colours so dark cannot have more than 8.8). Found by a search for the largest least distance.
 * Blue and green have solid lines: of those that are next to each other in grey, at most one is solid. No dash is
 * like that of reference lines, such as chance, beside which these lines stand.
 */
export const CATEGORIES: readonly Category[] = [
  { colour: '#2d78e6', pointStyle: 'circle', dash: [] }, // blue
  { colour: '#ed7022', pointStyle: 'rect', dash: [10, 2.5] }, // orange
  { colour: '#046200', pointStyle: 'triangle', dash: [] }, // green
  { colour: '#94507f', pointStyle: 'rectRot', dash: [5, 1.5, 2, 1.5] }, // mauve
  { colour: '#6500a0', pointStyle: 'triangleDown', dash: [2, 2] }, // violet
  { colour: '#0a3050', pointStyle: 'crossRot', dash: [9, 3, 2, 3] }, // navy
  { colour: '#311500', pointStyle: 'star', dash: [9, 3, 2, 3, 2, 3] }, // dark brown
  { colour: BLACK, pointStyle: 'cross', dash: [13, 4] },
]

/** Those of the categories that are the lightest. */
const LIGHT = new Set(['#2d78e6', '#ed7022'])
/** Of dark colours towards white, then towards black, and so on; of light ones the other way round. */
const ROUND_SHADES = [0.4, -0.35, 0.6, -0.55]
/** Other markers and dashes than those of the same hue. */
const ROUND_SHIFT = 3

/** Shades of the categories that have a hue, for groups beyond the eighth. */
export const SHADES: readonly Category[] = ROUND_SHADES.flatMap((amount, round) =>
  CATEGORIES.filter(({ colour }) => colour !== BLACK).map(({ colour }, i) => {
    const other = CATEGORIES[(i + (round + 1) * ROUND_SHIFT) % CATEGORIES.length] as Category
    return { ...other, colour: shade(colour, LIGHT.has(colour) ? -amount : amount) }
  }),
)

const BY_COLOUR = new Map(
  [...CATEGORIES, ...SHADES].map((category) => [category.colour, category] as const),
)

/** The marker of the category of a colour; a circle for other colours, such as those of a scale. */
export function pointStyleOf(colour: string): PointStyle {
  return BY_COLOUR.get(colour)?.pointStyle ?? 'circle'
}

/**
 * The dash of the category of a colour. Solid for a group alone, and for other colours.
 *
 * @param nGroups in all figures that share the colours
 */
export function dashOf(colour: string, nGroups: number): number[] {
  return nGroups === 1 ? [] : (BY_COLOUR.get(colour)?.dash ?? [])
}
