import * as v from 'valibot'
import { type FigureWidth, WIDTH_INCHES } from '../theme.ts'

const WIDTH_LIMITS = { least: 2, most: 12 }
const HEIGHT_LIMITS = { least: 1, most: 20 }
const NAMES = Object.keys(WIDTH_INCHES)

/** A named width or inches. */
export const WIDTH = v.custom<FigureWidth | number>(
  (width) => NAMES.includes(String(width)) || isWithin(width, WIDTH_LIMITS),
  `expected ${NAMES.join(', ')}, or inches from ${WIDTH_LIMITS.least} to ${WIDTH_LIMITS.most}`,
)

/** Inches. */
export const HEIGHT = v.custom<number>(
  (height) => isWithin(height, HEIGHT_LIMITS),
  `expected inches from ${HEIGHT_LIMITS.least} to ${HEIGHT_LIMITS.most}`,
)

export function inchesOf(width: FigureWidth | number): number {
  return typeof width === 'number' ? width : WIDTH_INCHES[width]
}

function isWithin(value: unknown, { least, most }: typeof WIDTH_LIMITS): boolean {
  return typeof value === 'number' && value >= least && value <= most
}
