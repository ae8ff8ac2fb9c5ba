import type { LegendItem } from '../figure.ts'
import { INK, LINE_PX } from '../theme.ts'

/** A value that others are read against, such as chance: a dashed line across the figure. */
export interface Reference {
  name: string
  value: number
}

const STYLE = { colour: INK.muted, dash: [4, 3] }

/** The look of the line, for a mark. */
export const REFERENCE_LINE = {
  ...STYLE,
  shape: 'line',
  behind: true,
  width: LINE_PX.axis,
} as const

/** The line in the legend. */
export function referenceItem(name: string): LegendItem {
  return { ...STYLE, text: name, symbol: 'line' }
}
