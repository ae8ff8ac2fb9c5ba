import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import { formatTogether } from '../../../text/numbers/numberFormat.ts'
import type { FigureAxis, FigureDataset, Mark, PointStyle } from '../../figure.ts'
import { largest } from '../../parts/axes/extent.ts'
import { crowdColour } from '../../parts/colours/crowd.ts'
import { withOpacity } from '../../parts/colours/palette.ts'
import { shade } from '../../parts/colours/shade.ts'
import { pointsDataset } from '../../parts/composeFigure.ts'
import { INK, LINE_PX, pt } from '../../theme.ts'
import { GROUP_CROWD, jitter } from './valueGroups.ts'

/** The runs of one group at one place along the axis. */
export interface Bar {
  readonly group: string
  readonly colour: string
  readonly pointStyle: PointStyle
  /** Centre and half width along the category axis. */
  readonly at: number
  readonly reach: number
  /** The width that texts at the bar may have. */
  readonly room: number
  readonly values: number[]
  /** The names of their runs. */
  readonly runs: string[]
  /** Of the values, with its interval over runs. */
  readonly mean: MeanInterval
  /** Runs of the bar, with and without a value. */
  readonly size: number
}

const CAP_SHARE = 0.25
/** From the middle of a place to its mean and to its single runs, where both are points. */
const BESIDE_SHARE = 0.45
/** Of points, which else would be lost on a bar of their colour. */
const POINT_SHADE = -0.45
/** From a bar's end to the middle of the text on it. */
const LABEL_GAP_PX = 10
const MAX_LABEL_LINES = 5
/** Of a place's width, so that texts of neighbours do not touch. */
const ROOM_SHARE = 0.9

/** The single runs as points; on a logarithmic axis left of their mean, if there is one, which is a point as well. */
export function singleRuns(
  { colour, pointStyle, at, reach, values, runs }: Bar,
  isLog: boolean,
): FigureDataset {
  const offsets = jitter(values.length, reach * (isLog ? 0.3 : 0.6))
  const shift = isLog && values.length > 1 ? -BESIDE_SHARE * reach : 0
  return pointsDataset(
    values.map((y, i) => ({ x: at + shift + (offsets[i] as number), y })),
    {
      colour: crowdColour(isLog ? colour : shade(colour, POINT_SHADE), values.length, GROUP_CROWD),
      radius: pt(values.length > 30 ? 1.3 : 1.8),
      ...(isLog && { pointStyle }),
      runs,
    },
  )
}

/** Of a bar within its outline: light, since single runs stand on it. */
export function barFill(colour: string): string {
  return withOpacity(colour, BAR_OPACITY)
}

const BAR_OPACITY = 0.45

/** What stands for a bar on a logarithmic axis. */
export function meanPoint({ at, reach, mean: { estimate } }: Bar): FigureDataset {
  const points = Number.isNaN(estimate) ? [] : [{ x: at + BESIDE_SHARE * reach, y: estimate }]
  return pointsDataset(points, {
    ...{ colour: INK.text, radius: pt(3.2), pointStyle: 'rectRot' },
    isMiddle: true,
  })
}

/**
 * The bar, its interval, and the text that says how many of its runs have a value.
 *
 * @param isNamed whether the axis has its group
 */
export function barMarks(
  { group, colour, at, reach, room, values, mean: { estimate, low, high }, size }: Bar,
  y: FigureAxis,
  { missing, isNamed }: { missing: string; isNamed: boolean },
): Mark[] {
  const text = (value: number, written: string): Mark => ({
    shape: 'text',
    at: [at, value],
    text: written,
    colour: INK.muted,
    align: 'center',
    offset: [0, -LABEL_GAP_PX],
    maxWidth: ROOM_SHARE * room,
    maxLines: MAX_LABEL_LINES,
    optional: 'counted',
  })
  if (values.length === 0) {
    return [text(y.min, `${missing} ${countOf(0, size)}`.trim())]
  }
  const line = (points: [number, number][]): Mark => ({
    shape: 'line',
    points,
    colour: INK.text,
    width: LINE_PX.mark,
  })
  const cap = reach * CAP_SHARE
  const middle = y.type === 'logarithmic' ? at + BESIDE_SHARE * reach : at
  const interval = Number.isNaN(low)
    ? []
    : [
        line([
          [middle, low],
          [middle, high],
        ]),
        line([
          [middle - cap, low],
          [middle + cap, low],
        ]),
        line([
          [middle - cap, high],
          [middle + cap, high],
        ]),
      ]
  const [written, lowText, highText] = formatTogether(
    Number.isNaN(low) ? [estimate] : [estimate, low, high],
  )
  const top = Math.max(high || estimate, largest(values))
  const bar: Mark = {
    shape: 'rect',
    behind: true,
    label: [
      ...(isNamed ? [] : [group]),
      `mean ${written}`,
      ...(Number.isNaN(low) ? [] : [`95 % interval ${lowText} to ${highText}`]),
      `n = ${values.length}`,
    ].join('\n'),
    x: [at - reach, at + reach],
    y: [0, estimate],
    fill: barFill(colour),
    stroke: colour,
  }
  return [
    ...(y.type === 'logarithmic' ? [] : [bar]),
    ...interval,
    ...(values.length < size ? [text(top, countOf(values.length, size))] : []),
  ]
}

/** `8 of 12`, which is not broken into lines. */
function countOf(n: number, size: number): string {
  return `${n}\u00a0of\u00a0${size}`
}
