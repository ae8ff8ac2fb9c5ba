import { quantile } from '../../../stats/intervals/quantile.ts'
import { formatTogether } from '../../../text/numbers/numberFormat.ts'
import type { FigureAxis, Mark } from '../../figure.ts'
import { isCrowd } from '../../parts/colours/crowd.ts'
import { withOpacity } from '../../parts/colours/palette.ts'
import { INK, LINE_PX } from '../../theme.ts'
import { GROUP_CROWD, type ValueGroup } from './valueGroups.ts'

// The boxes of a box plot, and what stands at them.

const BOX_HALF_WIDTH = 0.26
const CAP_HALF_WIDTH = 0.1
/** With fewer runs a box says less than the points. */
export const LEAST_FOR_BOX = 5
const SIZE_OFFSET_PX = -7

/** The median that is drawn, if there is one: not that of a single run. */
export function medianOf({ values }: ValueGroup): number[] {
  return values.length < 2
    ? []
    : [
        quantile(
          values.toSorted((a, b) => a - b),
          0.5,
        ),
      ]
}

/** The number of runs below a box, at the foot of the axis. */
export function sizeMark({ values }: ValueGroup, place: number, { type }: FigureAxis): Mark {
  return {
    shape: 'text',
    // Held at the foot of the axis that the panel gets, which may be that of all panels.
    at: [place, type === 'logarithmic' ? 1e-300 : -1e300],
    text: `n = ${values.length}`,
    colour: INK.muted,
    align: 'center',
    offset: [0, SIZE_OFFSET_PX],
    backed: true,
    maxWidth: 1,
    optional: 'counted',
  }
}

/**
 * Median, quartiles and whiskers of a group at its place; of few runs the median alone.
 *
 * @param scale of the widths: few boxes stay slim
 * @param isNamed whether the axis has the group
 */
export function boxMarks(
  { name, colour, values }: ValueGroup,
  place: number,
  { scale, isNamed }: { scale: number; isNamed: boolean },
): Mark[] {
  const sorted = values.toSorted((a, b) => a - b)
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((p) => quantile(sorted, p)) as [
    number,
    number,
    number,
  ]
  // A crowd of points would cover the box, which lies before it then.
  const behind = !isCrowd(values.length, GROUP_CROWD)
  const line = (points: [number, number][], width: number = LINE_PX.mark): Mark => ({
    shape: 'line',
    ...(behind && { behind }),
    points,
    colour,
    width,
  })
  const across = (y: number, reach: number, width?: number) =>
    line(
      [
        [place - reach * scale, y],
        [place + reach * scale, y],
      ],
      width,
    )
  if (values.length < 2) return []
  const medianLine = across(median, BOX_HALF_WIDTH, LINE_PX.curve)
  if (values.length < LEAST_FOR_BOX) return [medianLine]
  const fence = 1.5 * (q3 - q1)
  // Quartiles lie between runs: one beyond the fence may be all that is beyond the quartile. No whisker ends within.
  const low = Math.min(q1, sorted.find((value) => value >= q1 - fence) as number)
  const high = Math.max(q3, sorted.findLast((value) => value <= q3 + fence) as number)
  const sides: { readonly x: [number, number]; readonly y: [number, number] } = {
    x: [place - BOX_HALF_WIDTH * scale, place + BOX_HALF_WIDTH * scale],
    y: [q1, q3],
  }
  const outline: Mark = { shape: 'rect', ...sides, stroke: colour }
  const [lowText, q1Text, medianText, q3Text, highText] = formatTogether([
    low,
    q1,
    median,
    q3,
    high,
  ])
  return [
    {
      shape: 'rect',
      behind: true,
      label: [
        ...(isNamed ? [] : [name]),
        `median ${medianText}`,
        `quartiles ${q1Text} and ${q3Text}`,
        `whiskers to ${lowText} and ${highText}`,
        `n = ${values.length}`,
      ].join('\n'),
      ...sides,
      fill: withOpacity(colour, 0.18),
      ...(behind && { stroke: colour }),
    },
    ...(behind ? [] : [outline]),
    line([
      [place, low],
      [place, q1],
    ]),
    line([
      [place, q3],
      [place, high],
    ]),
    across(low, CAP_HALF_WIDTH),
    across(high, CAP_HALF_WIDTH),
    medianLine,
  ]
}
