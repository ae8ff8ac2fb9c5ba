import { formatNumber } from '../../text/numbers/numberFormat.ts'
import type { FigureAxis, LegendItem, Mark } from '../figure.ts'
import { INK, LINE_PX } from '../theme.ts'
import { isDrawable } from './axes/axes.ts'

/** A value that others are read against, such as chance: a dashed line across the figure. */
export interface Reference {
  readonly name: string
  readonly value: number
}

/** The reference, or why it is left out: a logarithmic axis has no place for zero. */
export function placeReference(
  reference: Reference | undefined,
  axis: Pick<FigureAxis, 'type'>,
): { reference?: Reference; notes: string[] } {
  if (reference === undefined) return { notes: [] }
  if (isDrawable(reference.value, axis)) return { reference, notes: [] }
  const { name, value } = reference
  return {
    notes: [
      `The line "${name}" at ${formatNumber(value)} is left out: a logarithmic axis has no place for it.`,
    ],
  }
}

type ReferenceMark = Extract<Mark, { shape: 'line' }>

const STYLE = { colour: INK.muted, dash: [4, 3] }

/** The look of the line, for a mark. */
export const REFERENCE_LINE = {
  ...STYLE,
  shape: 'line',
  behind: true,
  width: LINE_PX.axis,
} as const

/** The line at a height, from one end of the horizontal axis to the other. */
export function referenceAt(
  value: number,
  { min, max }: Pick<FigureAxis, 'min' | 'max'>,
): ReferenceMark {
  return {
    ...REFERENCE_LINE,
    points: [
      [min, value],
      [max, value],
    ],
  }
}

/** The line through all rows of a figure whose rows stand at 0, 1, 2, …. */
export function referenceThrough(value: number, nRows: number): ReferenceMark {
  return {
    ...REFERENCE_LINE,
    points: [
      [value, -0.5],
      [value, nRows - 0.5],
    ],
  }
}

/** The line in the legend. */
export function referenceItem(name: string): LegendItem {
  return { ...STYLE, text: name, symbol: 'line' }
}
