import type { Figure, FigureAxis } from '../../../../../plots/figure.ts'
import { positionOf } from '../../../../../plots/parts/colours/colourScale.ts'
import { formatNumber } from '../../../../../text/numbers/numberFormat.ts'
import type { DrawnFigure } from '../drawOnCanvas.ts'
import { areaAt, type PanelArea, panelAreas, valueAtPixel } from '../panelAreas.ts'
import type { Direction } from '../view/figureView.ts'
import type { Interval } from './intervals.ts'
import type { Pointed } from './pointed.ts'

const DIGITS = 4
const BEYOND = { x: ['left', 'right'], y: ['up', 'down'] }

/** What is pointed at, in lines: the run and its setting, or the group, and where it stands. */
export function describePointed(
  drawn: DrawnFigure,
  pointed: Pointed,
  describeRun: (run: string) => readonly string[],
): string[] {
  const { figure } = drawn
  const label = pointed.label ? pointed.label.split('\n') : []
  const who = [...(pointed.run === undefined ? [] : describeRun(pointed.run)), ...label]
  const area = areaAt(panelAreas(drawn), pointed, 1)
  if (area === undefined) return [...who]
  return [
    ...who,
    ...(area.title === '' ? [] : [area.title]),
    ...(['x', 'y'] as const).flatMap((direction) => valueLine(figure, area, direction, pointed)),
  ]
}

function valueLine(
  figure: Figure,
  area: PanelArea,
  direction: Direction,
  pointed: Pointed,
): string[] {
  const axis = area.axes[direction]
  if (!area.axes.x.display || !area.axes.y.display) return []
  if (pointed.isArea && axis.places === undefined) return []
  if (pointed.values?.includes(direction) === false) return []
  const title = axis.title.text || figure.chart.options.scales[direction].title.text
  const start = title === '' ? '' : `${title}: `
  if (pointed.span !== undefined && axis.places === undefined) {
    const [from, to] = pointed.span
    return [`${start}${spanText(area, { direction, ends: [from[direction], to[direction]] })}`]
  }
  const value = valueText(axis, valueAtPixel(area, direction, pointed[direction]))
  if (value === '') return []
  const isBeyond = pointed.beyond !== undefined && BEYOND[direction].includes(pointed.beyond)
  const span =
    pointed.interval?.direction === direction ? spanText(area, pointed.interval) : undefined
  return [`${start}${isBeyond ? 'beyond ' : ''}${value}${span === undefined ? '' : `, ${span}`}`]
}

/** `from 0.81 to 0.93`, the smaller value first. */
function spanText(area: PanelArea, { direction, ends, beyond = [] }: Interval): string {
  const [low, high] = ends
    .map((pixel) => ({
      value: valueAtPixel(area, direction, pixel),
      isOpen: beyond.includes(pixel),
    }))
    .sort((a, b) => a.value - b.value)
    .map(
      ({ value, isOpen }) => `${isOpen ? 'beyond ' : ''}${valueText(area.axes[direction], value)}`,
    )
  return `from ${low} to ${high}`
}

function valueText(axis: FigureAxis, value: number): string {
  const { places, names, fixedTicks } = axis
  if (places === 'names') {
    const at = Math.round(value)
    return names?.[at] ?? fixedTicks.find((tick) => tick.value === at)?.label ?? ''
  }
  const meant = besideLane(axis, value)
  const closest = fixedTicks.find((tick) => Math.abs(tick.value - meant) <= 1e-6 * Math.abs(meant))
  if ((places === 'values' || places === 'break') && closest?.label) return closest.label
  return formatNumber(meant, { digits: DIGITS })
}

/** The value that a place in one of the lanes beside it stands for. */
function besideLane(axis: FigureAxis, value: number): number {
  const at = positionOf(value, axis)
  const distance = (lane: number) => Math.abs(positionOf(lane, axis) - at)
  return (axis.lanesAt ?? []).reduce(
    (nearest, lane) => (distance(lane) < distance(nearest) ? lane : nearest),
    axis.lanesAt?.[0] ?? value,
  )
}
