import type { FigureAxis, FigureDataset, Mark } from '../../figure.ts'
import { readableInk, withOpacity } from '../../parts/colours/palette.ts'
import { joinLines, lineDataset, pointsDataset } from '../../parts/composeFigure.ts'
import type { PlotParts } from '../../parts/panels/panels.ts'
import { referenceAt } from '../../parts/reference.ts'
import { hasSingleModels } from '../../parts/singleModels.ts'
import { LINE_PX, pt } from '../../theme.ts'
import { ecdfPoints, ecdfQuantile, hasMedian } from './ecdfCurves.ts'
import type { GroupShift } from './groupShift.ts'

export const BASELINE_COLOUR = '#8a8a8a'
/** Of the thin lines of up to a few models; many add up. */
const MODEL_OPACITY = { most: 0.35, least: 0.04, fadedFrom: 24 }
const MEDIAN_PX = pt(2)
/** More lines of text than these cover the curves. */
const MAX_PRINTED = 5
const TEXT_LINE_PX = 14
const TEXT_MARGIN_PX = 5
/** Of a panel's width. */
const PRINTED_SHARE = 0.5

/** Whether the shifts of so many groups are printed. */
export function arePrinted(nGroups: number): boolean {
  return nGroups <= MAX_PRINTED
}

/** The distributions of all groups before and after one shift. */
export function shiftPanel(
  shifts: readonly GroupShift[],
  x: FigureAxis,
): Pick<PlotParts, 'datasets' | 'marks'> {
  return {
    datasets: [
      ...shifts.flatMap(medians),
      ...shifts.map(({ meanTo, colour }) =>
        lineDataset(ecdfPoints(meanTo), { colour, width: LINE_PX.curve }),
      ),
      ...shifts.map(({ meanFrom }) =>
        lineDataset(ecdfPoints(meanFrom), { colour: BASELINE_COLOUR, width: LINE_PX.mark }),
      ),
      ...(hasSingleModels(shifts.length)
        ? shifts.flatMap(({ to, colour }) => singleModels(to, colour))
        : []),
    ],
    marks: [
      referenceAt(MEDIAN, x),
      // Lines of more groups cover each other.
      ...(arePrinted(shifts.length) ? shifts.flatMap(joinMedians) : []),
      ...printedShifts(shifts, x),
    ],
  }
}

const MEDIAN = 0.5

function singleModels(curves: GroupShift['to'], colour: string): FigureDataset[] {
  if (curves.length < 2) return []
  const { most, least, fadedFrom } = MODEL_OPACITY
  const opacity = Math.max(least, most * Math.min(1, fadedFrom / curves.length))
  const style = { colour: withOpacity(colour, opacity), width: LINE_PX.run }
  return [lineDataset(joinLines(curves.map(ecdfPoints)), style)]
}

function medians({ meanFrom, meanTo, colour }: GroupShift): FigureDataset[] {
  const at = (curve: typeof meanTo) =>
    hasMedian(curve) ? [{ x: ecdfQuantile(curve, MEDIAN), y: MEDIAN }] : []
  return [
    pointsDataset(at(meanTo), { colour, radius: MEDIAN_PX }),
    pointsDataset(at(meanFrom), { colour: BASELINE_COLOUR, radius: MEDIAN_PX }),
  ]
}

/** From grey to colour, since several groups have a grey curve each. */
function joinMedians({ meanFrom, meanTo, colour }: GroupShift): Mark[] {
  if (!hasMedian(meanFrom) || !hasMedian(meanTo)) return []
  return [
    {
      shape: 'line',
      points: [
        [ecdfQuantile(meanFrom, MEDIAN), MEDIAN],
        [ecdfQuantile(meanTo, MEDIAN), MEDIAN],
      ],
      colour,
      width: LINE_PX.curve,
    },
  ]
}

/** In the lower right corner, which rising curves leave free. */
function printedShifts(shifts: readonly GroupShift[], x: FigureAxis): Mark[] {
  if (!arePrinted(shifts.length)) return []
  return shifts.flatMap(({ shift, colour }, i): Mark[] =>
    shift === ''
      ? []
      : [
          {
            shape: 'text',
            at: [x.max, 0],
            text: shift,
            colour: readableInk(colour),
            align: 'right',
            offset: [-TEXT_MARGIN_PX, -TEXT_MARGIN_PX - TEXT_LINE_PX * (shifts.length - i - 0.5)],
            backed: true,
            // Where panels are too narrow, they would cover the curves.
            maxWidth: (x.max - x.min) * PRINTED_SHARE,
            optional: true,
          },
        ],
  )
}
