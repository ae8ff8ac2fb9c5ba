import type { MeritPoint } from '../../../../stats/roc/cutMerit.ts'
import { groupBy } from '../../../../tables/groupBy.ts'
import type { FigureAxis, FigureDataset, FigurePoint } from '../../../figure.ts'
import { bandDatasets, lineDataset } from '../../../parts/composeFigure.ts'
import { coveredLinesNote } from '../../../parts/panels/coveredLines.ts'
import { otherLines } from '../../../parts/panels/otherGroups.ts'
import { arePiledUp } from '../../../parts/panels/pileUp.ts'
import { type LineStyle, lineStyle, singleLines } from '../modelLines.ts'
import { isFirm, type MeritGroup } from './meritGroups.ts'

// The lines and bands of figures of cuts: a merit against the signal efficiency, by groups of models.

const FEW_EVENTS_DASH = [1, 3]
/** Intervals and points of more groups hide each other. */
export const MAX_BANDS = 12
/**
 * The groups' lines, dotted where few background events are left, before their bands, which end there,
 * and single models, if they are not too many.
 */
export function meritDatasets(groups: readonly MeritGroup[]): FigureDataset[] {
  const drawn = groups.map((group) => drawGroup(group, lineStyle(group, groups)))
  const hasBands = groups.length <= MAX_BANDS
  return [
    ...drawn.flatMap(({ lines }) => lines),
    ...(hasBands ? drawn.flatMap(({ band }) => band) : []),
    ...drawn.flatMap(({ single }) => single),
  ].filter(({ data }) => data.length > 1)
}

function drawGroup(
  { colour, curve, single }: MeritGroup,
  style: LineStyle,
): Record<'lines' | 'band' | 'single', FigureDataset[]> {
  const firm = curve.points.filter(isFirm)
  const few = curve.points.filter((point) => !isFirm(point) && Number.isFinite(point.value))
  const bounded = firm.filter(({ low, high }) => Number.isFinite(high - low))
  return {
    lines: [
      lineDataset(toPoints(firm), style),
      lineDataset(toPoints([...few, ...firm.slice(0, 1)]), {
        ...{ ...style, dash: FEW_EVENTS_DASH },
      }),
    ],
    band: bandDatasets(
      bounded.map(({ signal, low }) => ({ x: signal, y: low })),
      bounded.map(({ signal, high }) => ({ x: signal, y: high })),
      colour,
    ),
    single: [
      singleLines(
        colour,
        single.map(({ points }) => toPoints(points.filter(isFirm))),
      ),
    ],
  }
}

/** That the lines of groups in one plot cover each other. */
export function coveredMeritsNote(groups: readonly MeritGroup[]): string[] {
  return coveredLinesNote(
    groups.map(({ shortName, curve }) => ({
      name: shortName,
      points: toPoints(curve.points.filter(({ value }) => Number.isFinite(value))),
    })),
  )
}

/** The heights that an axis must hold. */
export function meritValues(groups: readonly MeritGroup[]): number[] {
  // Intervals that are not drawn need no room.
  const hasBands = groups.length <= MAX_BANDS
  return groups.flatMap(({ panels, single }) => [
    ...panels.flatMap(({ points }) => [
      ...points.flatMap((point) => (hasBands && isFirm(point) ? [point.low, point.high] : [])),
      ...points.map(({ value }) => value),
    ]),
    ...single.flatMap(({ points }) => points.filter(isFirm).map(({ value }) => value)),
  ])
}

function toPoints(points: readonly MeritPoint[]): FigurePoint[] {
  return points.map(({ signal, value }) => ({ x: signal, y: value }))
}

/**
 * Whether at more than half of the signal efficiencies so many groups lie in each other's intervals that a
 * single plot would not tell them apart.
 */
export function areMeritsPiledUp(groups: readonly MeritGroup[]): boolean {
  const points = groups.flatMap(({ name, curve }) =>
    curve.points
      .filter(isFirm)
      .map(({ signal, low, high }) => ({ name, signal, range: [low, high] })),
  )
  const bySignal = [...groupBy(points, ({ signal }) => signal).values()]
  const piled = bySignal.filter((here) => arePiledUp(here.map(({ range }) => range)))
  return piled.length > bySignal.length / 2
}

/** The lines of groups behind another one, as far as they mean something. */
export function otherMerits(groups: readonly MeritGroup[], y: FigureAxis): FigureDataset[] {
  return otherLines(
    groups.map(({ curve }) => toPoints(curve.points.filter(isFirm))),
    y,
  )
}
