import type { Figure, FigureAxis, Plot } from '../../../../../plots/figure.ts'
import { axis, nameTicks } from '../../../../../plots/parts/axes/axes.ts'
import { integerTicks, linearTicks, logTicks } from '../../../../../plots/parts/axes/ticks.ts'
import { positionOf } from '../../../../../plots/parts/colours/colourScale.ts'
import { plotsOf } from '../../../../../plots/parts/panels/panels.ts'
import type { AxisName, Direction, FigureView, Range } from './figureView.ts'

/** Smaller parts of an axis are not told apart by the numbers of a computer. */
const LEAST_SHARE = 1e-9
/** Of the values, those that a logarithmic axis may leave out. */
const MAX_NOT_POSITIVE = 0.1

/** The axis that a panel is on in a direction: one of its own, or the figure's. */
export function axisName(figure: Figure, direction: Direction, panel: number): AxisName {
  const isOwn = figure.panels?.freeAxes?.includes(direction) ?? false
  return isOwn ? `${direction}${panel}` : direction
}

/** The plot of an axis, all plots for an axis of the figure. */
function plotsOn(figure: Figure, name: AxisName): readonly Plot[] {
  const plots = plotsOf(figure)
  return name.length === 1 ? plots : plots.slice(Number(name.slice(1)), Number(name.slice(1)) + 1)
}

/** An axis as the view has it: its scale first, then the part of it that is shown. */
export function viewAxis(
  figure: Figure,
  printed: FigureAxis,
  name: AxisName,
  { zoom, scales }: FigureView,
): FigureAxis {
  const direction = name.charAt(0) as Direction
  const scale = scales.get(direction)
  const scaled =
    scale === undefined || scale === printed.type || !mayRescale(figure, direction)
      ? printed
      : rescaled(printed, direction, scale, valuesOn(plotsOn(figure, name), direction, printed))
  const range = zoom.get(name)
  return range === undefined ? scaled : partOf(scaled, direction, range)
}

/** Whether a direction has axes of numbers that both kinds of scale can show. */
export function mayRescale(figure: Figure, direction: Direction): boolean {
  const plots = plotsOf(figure)
  return (
    plots.every((plot) => {
      const printed = plot.chart.options.scales[direction]
      return (
        printed.display &&
        printed.places !== 'names' &&
        printed.places !== 'break' &&
        !plot.marks.some(
          (mark) => mark.shape === 'rect' && Math.min(...mark[direction]) <= 0 && !mark.hatched,
        ) &&
        !plot.chart.data.datasets.some(({ fill }) => fill === true || fill === 'origin')
      )
    }) && areMostlyPositive(plots, direction)
  )
}

function areMostlyPositive(plots: readonly Plot[], direction: Direction): boolean {
  const values = plots.flatMap((plot) =>
    valuesOn([plot], direction, plot.chart.options.scales[direction]),
  )
  const nNotPositive = values.filter((value) => value <= 0).length
  return values.length > 0 && nNotPositive <= MAX_NOT_POSITIVE * values.length
}

/** The values within an axis. */
function valuesOn(
  plots: readonly Plot[],
  direction: Direction,
  { min, max }: FigureAxis,
): number[] {
  const isWithin = (value: number | null) => value !== null && value >= min && value <= max
  return plots.flatMap(({ chart, marks }) => [
    ...chart.data.datasets.flatMap(({ data }) =>
      data.flatMap((point) => (isWithin(point[direction]) ? [point[direction] as number] : [])),
    ),
    ...marks.flatMap((mark) => {
      if (mark.shape === 'text') return []
      const ends =
        mark.shape === 'rect'
          ? mark[direction]
          : mark.points.map((point) => point[direction === 'x' ? 0 : 1])
      return ends.filter(isWithin)
    }),
  ])
}

function rescaled(
  printed: FigureAxis,
  direction: Direction,
  scale: 'linear' | 'logarithmic',
  values: readonly number[],
): FigureAxis {
  const { type, min, max, fixedTicks } = axis(values, direction, {
    title: printed.title.text,
    scale: scale === 'logarithmic' ? 'log' : 'linear',
    integers: printed.places === 'integers' && scale === 'linear',
  })
  return { ...printed, type, min, max, fixedTicks }
}

/** A part of an axis, with the ticks that a printed axis of this part would have. */
function partOf(whole: FigureAxis, direction: Direction, [from, to]: Range): FigureAxis {
  const [min, max] = [Math.max(whole.min, from), Math.min(whole.max, to)]
  const isWhole = min === whole.min && max === whole.max
  if (isWhole || !(positionOf(max, whole) - positionOf(min, whole) > LEAST_SHARE)) return whole
  return { ...whole, min, max, fixedTicks: ticksOf(whole, direction, min, max) }
}

function ticksOf(
  { type, places, names, fixedTicks }: FigureAxis,
  direction: Direction,
  min: number,
  max: number,
): FigureAxis['fixedTicks'] {
  if (places === 'names' && names !== undefined) return nameTicks(names, direction, min, max)
  const kept = fixedTicks.filter(({ value }) => value >= min && value <= max)
  if (places === 'names' || places === 'values' || places === 'break') return kept
  if (type === 'logarithmic') return logTicks(min, max)
  return places === 'integers' ? integerTicks(min, max) : linearTicks(min, max)
}
