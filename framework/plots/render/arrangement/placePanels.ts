import type { Figure, FigureAxis, Panels } from '../../figure.ts'
import { beyondPoints } from '../../parts/beyondPoints.ts'
import { placeDatasets } from './panelDatasets.ts'
import { framesOf, heightOf, type PlacedPanel, place } from './panelFrames.ts'
import type { PanelGrid } from './panelGrid.ts'
import { frameMarks, placeMark } from './panelMarks.ts'
import { xTicks, yTicks } from './panelTicks.ts'
import type { RowTitle, SinglePlot } from './singlePlot.ts'

/** Puts the panels on one pair of axes, in rows from the top left; those beyond the grid are left out. */
export function placePanels(figure: Figure, panels: Panels, grid: PanelGrid): SinglePlot {
  const { panels: _, ...single } = figure
  const placed = framesOf(panels, grid)
  const { x, y } = figure.chart.options.scales
  const firstColumn = placed.filter(({ left }) => left === 0)
  const titles = rowTitlesOf(firstColumn)
  const width = grid.columns * grid.columnInches - grid.gapInches
  return {
    ...single,
    chart: {
      type: 'scatter',
      data: { datasets: placed.flatMap(placeDatasets) },
      options: {
        scales: {
          x: {
            ...outerAxis(x, width),
            fixedTicks: placed.filter(({ bottom }) => bottom === 0).flatMap(xTicks),
          },
          y: {
            ...outerAxis(y, heightOf(grid)),
            ...(titles.length > 0 && { title: { display: false, text: '' } }),
            fixedTicks: firstColumn.flatMap(yTicks),
          },
        },
      },
    },
    marks: placed.flatMap((each) => [
      ...frameMarks(each),
      ...each.panel.marks.map((mark) => placeMark(mark, each)),
    ]),
    labels: placed.flatMap((each) =>
      each.panel.labels.map((label) => {
        const [x, y] = place(each, [label.x, label.y])
        const { left, right, bottom, top } = each
        return { ...label, x, y, within: { x: [left, right], y: [bottom, top] } }
      }),
    ),
    beyond: placed.flatMap((each) =>
      beyondPoints(each.panel.chart).map((point) => {
        const [x, y] = place(each, [point.x, point.y])
        return { ...point, x, y }
      }),
    ),
    frames: placed.map(({ left, right, bottom, top }) => ({ left, right, bottom, top })),
    ...(titles.length > 0 && { rowTitles: titles }),
    ...(figure.aspect !== undefined && { aspect: aspectOfAll(figure.aspect, grid) }),
  }
}

/** Width of all panels over their height, where that of the first plot of each is given. */
function aspectOfAll(aspect: number, grid: PanelGrid): number {
  const { columns, columnInches, gapInches, stackInches } = grid
  const [plotWidth, plotHeight] = [columnInches - gapInches, stackInches[0] as number]
  const [width, height] = [columns * columnInches - gapInches, heightOf(grid)]
  return (aspect * (width / plotWidth)) / (height / plotHeight)
}

/** The vertical axes' titles by row, where they differ. */
function rowTitlesOf(firstColumn: readonly PlacedPanel[]): RowTitle[] {
  const titles = firstColumn.map(({ panel, bottom, top }) => ({
    ...{ bottom, top },
    text: panel.chart.options.scales.y.title.text,
  }))
  return new Set(titles.map(({ text }) => text)).size > 1 ? titles : []
}

function outerAxis(inner: FigureAxis, max: number): FigureAxis {
  const plain = { type: 'linear', reverse: false, display: true, line: false } as const
  return { ...inner, ...plain, min: 0, max, gridLines: false }
}
