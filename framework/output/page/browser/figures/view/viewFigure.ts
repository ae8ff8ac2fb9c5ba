import type {
  Figure,
  FigureAxis,
  FigureDataset,
  FigurePoint,
  Plot,
} from '../../../../../plots/figure.ts'
import { pickPoints } from '../../../../../plots/parts/pickPoints.ts'
import type { Direction, FigureView } from './figureView.ts'
import { axisName, viewAxis } from './viewAxis.ts'
import { viewMarks } from './viewMarks.ts'

const DIRECTIONS = ['x', 'y'] as const
type Axes = Readonly<Record<Direction, FigureAxis>>

/** The figure with the scales, and the parts of its axes, that a view has. */
export function viewFigure(figure: Figure, view: FigureView): Figure {
  if (view.zoom.size === 0 && view.scales.size === 0) return figure
  const axesOf = ({ chart }: Plot, panel: number): Axes => {
    const { x, y } = chart.options.scales
    return {
      x: viewAxis(figure, x, axisName(figure, 'x', panel), view),
      y: viewAxis(figure, y, axisName(figure, 'y', panel), view),
    }
  }
  if (figure.panels === undefined) return { ...figure, ...viewPlot(figure, axesOf(figure, 0)) }
  const plots = figure.panels.plots.map((plot, panel) => ({
    title: plot.title,
    ...viewPlot(plot, axesOf(plot, panel)),
  }))
  // The axes that panels share; of those with axes of their own, only titles are read here.
  const [first] = plots
  const scales = first?.chart.options.scales ?? figure.chart.options.scales
  const titled = (direction: Direction) => ({
    ...scales[direction],
    title: figure.chart.options.scales[direction].title,
  })
  return {
    ...figure,
    chart: { ...figure.chart, options: { scales: { x: titled('x'), y: titled('y') } } },
    panels: { ...figure.panels, plots },
  }
}

function viewPlot({ chart, marks, labels }: Plot, axes: Axes): Plot {
  const printed = chart.options.scales
  if (printed.x === axes.x && printed.y === axes.y) return { chart, marks, labels }
  return {
    chart: {
      ...chart,
      data: { datasets: chart.data.datasets.map((dataset) => viewPoints(dataset, printed, axes)) },
      options: { scales: { ...axes } },
    },
    marks: viewMarks(marks, printed, axes),
    labels: labels.filter(({ x, y }) => isWithin(x, axes.x) && isWithin(y, axes.y)),
  }
}

/** Lines are cut where they are drawn; of points, those beside the part that is shown are left out. */
function viewPoints(dataset: FigureDataset, printed: Axes, axes: Axes): FigureDataset {
  if (dataset.showLine !== false) return { ...dataset, data: withGaps(dataset.data, axes) }
  const isShown = (direction: Direction, value: number | null) =>
    value === null || isInView(value, printed[direction], axes[direction])
  const places = dataset.data.flatMap((point, at) =>
    DIRECTIONS.every((direction) => isShown(direction, point[direction])) ? [at] : [],
  )
  return places.length === dataset.data.length ? dataset : pickPoints(dataset, places)
}

/** A line has a gap where a logarithmic axis has no place for its points. */
function withGaps(data: FigureDataset['data'], axes: Axes): FigureDataset['data'] {
  const hasPlace = (value: number | null, { type }: FigureAxis) =>
    value === null || type === 'linear' || value > 0
  const isDrawn = ({ x, y }: FigurePoint) => hasPlace(x, axes.x) && hasPlace(y, axes.y)
  return data.every(isDrawn)
    ? data
    : data.map((point) => (isDrawn(point) ? point : { x: null, y: null }))
}

/** Points beyond the end of the printed axis keep their arrow where the view ends there too. */
function isInView(value: number, printed: FigureAxis, axis: FigureAxis): boolean {
  if (axis.type === 'logarithmic' && value <= 0) return false
  if (value > printed.max) return axis.max === printed.max
  if (value < printed.min) return axis.min === printed.min
  return isWithin(value, axis)
}

function isWithin(value: number, { min, max }: FigureAxis): boolean {
  return value >= min && value <= max
}
