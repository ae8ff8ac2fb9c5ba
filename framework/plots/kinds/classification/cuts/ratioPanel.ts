import type { FigureAxis, FigurePoint, Plot } from '../../../figure.ts'
import { axis } from '../../../parts/axes/axes.ts'
import { bandDatasets, lineDataset } from '../../../parts/composeFigure.ts'
import { composePlot } from '../../../parts/panels/panels.ts'
import { referenceAt } from '../../../parts/reference.ts'
import { LINE_PX } from '../../../theme.ts'
import { areSinglesDrawn, singleLines } from '../modelLines.ts'
import { isFirm, type MeritGroup } from './meritGroups.ts'

/**
 * All groups in relation to one of them, which is the line at 1: their bands are their own, not those of
 * the ratio, so that where two bands part the groups differ.
 *
 * @param x the axis of the panel above
 */
export function ratioPanel(
  groups: readonly MeritGroup[],
  baseline: MeritGroup,
  x: FigureAxis,
): Plot {
  const reference = new Map(
    baseline.curve.points.filter(isFirm).map(({ signal, value }) => [signal, value]),
  )
  const ratios = (curve: MeritGroup['curve']) =>
    curve.points.filter(isFirm).flatMap(({ signal, value, low, high }) => {
      const one = reference.get(signal)
      return one === undefined
        ? []
        : [{ x: signal, y: value / one, low: low / one, high: high / one }]
    })
  const lines = groups.map(({ colour, dash, curve, single }) => ({
    ...{ colour, dash },
    main: ratios(curve),
    single: single.map(ratios),
  }))
  const values = lines.flatMap(({ main }) => main.flatMap(({ y, low, high }) => [y, low, high]))
  return composePlot({
    x,
    y: axis([...values, 1], 'y', {
      title: `Ratio to ${baseline.shortName}`,
      scale: 'log',
      gridLines: true,
    }),
    datasets: [
      ...lines.map(({ colour, dash, main }) =>
        lineDataset(main.map(toPoint), { colour, width: LINE_PX.curve, dash }),
      ),
      ...lines.flatMap(({ colour, main }) => {
        const bounded = main.filter(({ low, high }) => Number.isFinite(high - low))
        return bandDatasets(
          bounded.map(({ x, low }) => ({ x, y: low })),
          bounded.map(({ x, high }) => ({ x, y: high })),
          colour,
        )
      }),
      ...(areSinglesDrawn(groups)
        ? lines.map(({ colour, single }) =>
            singleLines(
              colour,
              single.map((points) => points.map(toPoint)),
            ),
          )
        : []),
    ],
    marks: [referenceAt(1, x)],
  })
}

function toPoint({ x, y }: { x: number; y: number }): FigurePoint {
  return { x, y }
}
