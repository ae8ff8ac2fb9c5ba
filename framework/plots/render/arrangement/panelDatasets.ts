import type { FigureDataset, FigurePoint } from '../../figure.ts'
import { runsOfKept } from '../../parts/runsOfPoints.ts'
import { clipLine } from './clipLine.ts'
import { held, type PlacedPanel, sharesOf, toFigure } from './panelFrames.ts'

/** The datasets of a panel where it stands in the figure, without what lies beyond it. */
export function placeDatasets(each: PlacedPanel): FigureDataset[] {
  return each.panel.chart.data.datasets.map((dataset) => {
    const shares = dataset.data.map(({ x, y }): FigurePoint => {
      if (x === null || y === null) return { x: null, y: null }
      const [atX, atY] = sharesOf(each.panel, [x, y])
      return { x: atX, y: atY }
    })
    const { data, ...style } = within(dataset, shares)
    return {
      ...style,
      data: data.map(({ x, y }) => {
        if (x === null || y === null) return { x: null, y: null }
        const [atX, atY] = toFigure(each, [x, y])
        return { x: atX, y: atY }
      }),
    }
  })
}

/** What of a dataset lies within the panel: lines are cut, areas held, points beyond it left out. */
function within(dataset: FigureDataset, shares: FigurePoint[]): FigureDataset {
  if (shares.every(isInside)) return { ...dataset, data: shares }
  if (dataset.fill !== undefined) {
    const hold = (share: number | null) => (share === null ? null : held(share))
    return { ...dataset, data: shares.map(({ x, y }) => ({ x: hold(x), y: hold(y) })) }
  }
  const clipped = dataset.showLine
    ? clipLine(shares)
    : shares.flatMap((point, source) =>
        isInside(point) ? [{ ...point, source, towards: source }] : [],
      )
  const radii = dataset.pointRadius
  const { runs } = dataset
  return {
    ...dataset,
    data: clipped.map(({ x, y }) => ({ x, y })),
    ...(Array.isArray(radii) && {
      pointRadius: clipped.map(({ source }) => (source === undefined ? 0 : radii[source])),
    }),
    ...(runs !== undefined && {
      runs: runsOfKept(
        dataset,
        clipped.map(({ towards }) => towards),
      ),
    }),
  }
}

/** Whether a point lies within the panel, or is a gap. Rounding takes nothing off the edge. */
function isInside({ x, y }: FigurePoint): boolean {
  const isShare = (share: number) => share >= -ROUNDING && share <= 1 + ROUNDING
  return x === null || y === null || (isShare(x) && isShare(y))
}

const ROUNDING = 1e-9
