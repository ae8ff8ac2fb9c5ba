import type { PointStyle } from '../../figure.ts'
import { shade } from './shade.ts'

/** What tells the members of a category apart from others, in colour and in grey. */
export interface Category {
  colour: string
  pointStyle: PointStyle
  /** Lengths on and off along a line, in pixels; none for a solid line. */
  dash: number[]
}

export const BLACK = '#000000'

/**
 * After the hues of Okabe and Ito (Color Universal Design, 2008), with lightness in even steps: any two
 * stay apart with full colour vision, protanopia, deuteranopia and tritanopia (at least 0.13 in OKLab,
 * seen through the matrices of Machado, Oliveira and Fernandes, 2009) and in grey (at least 9 of L*).
 * The first three, the farthest apart, have solid lines.
 */
export const CATEGORIES: readonly Category[] = [
  { colour: '#155c9d', pointStyle: 'circle', dash: [] }, // blue
  { colour: '#ffb12e', pointStyle: 'rect', dash: [] }, // orange
  { colour: '#3a9c4f', pointStyle: 'triangle', dash: [] }, // green
  { colour: '#801a4a', pointStyle: 'rectRot', dash: [6, 3] }, // wine
  { colour: '#01b1ff', pointStyle: 'triangleDown', dash: [2, 2] }, // sky blue
  { colour: '#b013fb', pointStyle: 'crossRot', dash: [9, 3, 2, 3] }, // violet
  { colour: BLACK, pointStyle: 'cross', dash: [13, 4] },
  { colour: '#4a0f03', pointStyle: 'star', dash: [9, 3, 2, 3, 2, 3] }, // dark brown
]

/** Towards black, then towards white: later rounds through the categories stay apart from earlier ones. */
const ROUND_SHADES = [-0.4, 0.45, -0.65, 0.25]
/** Other markers and dashes than those of the same hue. */
const ROUND_SHIFT = 3
/** Lines of so many groups stay apart by colour alone, and solid ones are read best. */
const MOST_SOLID = 3

/** Shades of the categories that have a hue, for groups beyond the eighth. */
export const SHADES: readonly Category[] = ROUND_SHADES.flatMap((amount, round) =>
  CATEGORIES.filter(({ colour }) => colour !== BLACK).map(({ colour }, i) => {
    const other = CATEGORIES[(i + (round + 1) * ROUND_SHIFT) % CATEGORIES.length] as Category
    return { ...other, colour: shade(colour, amount) }
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
 * The dash of the category of a colour. Solid where all groups are few, and for other colours.
 *
 * @param nGroups in all figures that share the colours
 */
export function dashOf(colour: string, nGroups: number): number[] {
  return nGroups <= MOST_SOLID ? [] : (BY_COLOUR.get(colour)?.dash ?? [])
}
