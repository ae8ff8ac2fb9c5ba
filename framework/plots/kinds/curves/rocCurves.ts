import * as v from 'valibot'
import { groupBy } from '../../../tables/groupBy.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { leftOut, noneHas } from '../../../text/counts.ts'
import type { Figure, FigurePoint, LegendItem } from '../../figure.ts'
import { fixedAxis } from '../../parts/axes.ts'
import { composeFigure, joinLines, lineDataset, noteFigure } from '../../parts/composeFigure.ts'
import { legendSection } from '../../parts/groups.ts'
import { checkData, checkOptions, NUMBERS, PALETTE } from '../../parts/options.ts'
import { colourFinder, faded, type Palette } from '../../parts/palette.ts'
import { REFERENCE_LINE, referenceItem } from '../../parts/reference.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { LINE_PX, pt } from '../../theme.ts'

/** A model's ROC curve and the area under it, as `rocCurve` and `computeAuroc` return them. */
export interface NamedRocCurve {
  name: string
  /** False positive rates, from 0 to 1. */
  fpr: readonly number[]
  /** True positive rates, from 0 to 1. */
  tpr: readonly number[]
  auroc: number
  /** The interval of the area; NaN where there is none. */
  low: number
  high: number
  /** Curves of the same group share a colour. Default: the name. */
  group?: string
}

export interface RocCurvesOptions {
  /** The report's colours, by group. Default: of the groups at hand. */
  palette?: Palette | undefined
}

const CURVE = v.pipe(
  v.object({ name: TEXT, fpr: NUMBERS, tpr: NUMBERS, group: v.optional(TEXT) }),
  v.forward(
    v.check(({ fpr, tpr }) => fpr.length === tpr.length, 'expected as many numbers as in fpr'),
    ['tpr'],
  ),
)
const MAX_NAMED = 12
/** Of all curves: more take seconds to draw, and hundreds of curves hide each other's details. */
const MAX_POINTS = 100_000

/**
 * ROC curves with the area under each and its interval in the legend; where curves share a group,
 * or past a dozen, the legend names groups, with the range of their areas.
 */
export function rocCurves(
  curves: readonly NamedRocCurve[],
  options: RocCurvesOptions = {},
): Figure {
  checkData('rocCurves', { curves }, { curves: v.array(CURVE) })
  checkOptions('rocCurves', options, { palette: PALETTE })
  const { palette } = options
  const drawable = curves.filter(({ fpr, auroc }) => fpr.length > 1 && Number.isFinite(auroc))
  if (drawable.length === 0) {
    return noteFigure(
      'rocCurves',
      noneHas(curves.length, 'model', 'ROC curve: it takes events of both classes'),
    )
  }
  const groupOf = ({ group, name }: NamedRocCurve) => group ?? name
  const colourOf = colourFinder(drawable.map(groupOf), palette)
  const groups = groupBy(drawable, groupOf)
  const nPoints = drawable.reduce((sum, { fpr }) => sum + fpr.length, 0)
  const every = Math.ceil(nPoints / MAX_POINTS)
  const isNamed = drawable.length <= MAX_NAMED && groups.size === drawable.length
  const names = isNamed ? drawable.map(({ name }) => name) : [...groups.keys()]
  const shownAs = shownNames(names)
  return composeFigure({
    kind: 'rocCurves',
    x: fixedAxis('x', { title: 'False positive rate' }, 'linear', 0, 1),
    y: fixedAxis('y', { title: 'True positive rate', gridLines: true }, 'linear', 0, 1),
    datasets: [...groups].map(([group, members]) =>
      lineDataset(joinLines(members.map((curve) => pointsOf(curve, every))), {
        colour: faded(colourOf(group), drawable.length),
        width: isNamed ? LINE_PX.curve : pt(0.8),
      }),
    ),
    marks: [
      {
        ...REFERENCE_LINE,
        points: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
    legend: [
      legendSection(
        isNamed ? 'AUROC (95 % interval)' : 'AUROC (range)',
        isNamed
          ? drawable.map((curve) => named(curve, shownAs(curve.name), colourOf(groupOf(curve))))
          : [...groups].map(([group, members]) => ranged(shownAs(group), members, colourOf(group))),
      ),
      { title: '', items: [referenceItem('chance')] },
    ],
    notes: leftOut(curves.length - drawable.length, 'model', 'without events of both classes'),
    caption:
      'ROC curves with the area under each' +
      (isNamed
        ? ' and its 95 % interval over events.'
        : ': the range over the models of a group.') +
      namesInFull(names),
    alt: `ROC curves of ${drawable.length} models.`,
  })
}

/** Every so many points of the curve, and its end. */
function pointsOf({ fpr, tpr }: NamedRocCurve, every: number): FigurePoint[] {
  return fpr.flatMap((x, i) =>
    i % every === 0 || i === fpr.length - 1 ? [{ x, y: tpr[i] as number }] : [],
  )
}

function named({ auroc, low, high }: NamedRocCurve, name: string, colour: string): LegendItem {
  const interval = Number.isFinite(low) ? ` (${low.toFixed(3)}–${high.toFixed(3)})` : ''
  return {
    text: `${auroc.toFixed(3)}${interval} ${name}`,
    symbol: 'line',
    colour,
  }
}

function ranged(name: string, members: readonly NamedRocCurve[], colour: string): LegendItem {
  const areas = members.map(({ auroc }) => auroc)
  const range = `${Math.min(...areas).toFixed(3)}–${Math.max(...areas).toFixed(3)}`
  return { text: `${range} ${name} (n = ${members.length})`, symbol: 'line', colour }
}
