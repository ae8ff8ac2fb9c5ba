import type { Figure, FigureAxis } from '../../../../plots/figure.ts'
import { positionOf } from '../../../../plots/parts/colours/colourScale.ts'
import { formatNumber } from '../../../../text/numberFormat.ts'
import type { DrawnFigure } from './drawOnCanvas.ts'
import { areaAt, type PanelArea, panelAreas, valueAtPixel } from './panelAreas.ts'
import type { Pointed } from './pointing.ts'
import type { Direction } from './view/figureView.ts'

const DIGITS = 4
const BEYOND = { x: ['left', 'right'], y: ['up', 'down'] }

/** What is pointed at, in lines: the run and its setting, or the group, and where it stands. */
export function describePointed(
  drawn: DrawnFigure,
  pointed: Pointed,
  describeRun: (run: string) => readonly string[],
): string[] {
  const { figure } = drawn
  const who =
    pointed.run === undefined
      ? (pointed.label?.split('\n') ?? entryOfColour(figure, pointed.colour))
      : describeRun(pointed.run)
  const area = areaAt(panelAreas(drawn), pointed, 1)
  if (area === undefined) return [...who]
  return [
    ...who,
    ...(area.title === '' ? [] : [area.title]),
    ...(['x', 'y'] as const).flatMap((direction) => valueLine(figure, area, direction, pointed)),
  ]
}

/** What the legend says of a colour. */
function entryOfColour({ legend }: Figure, colour: string): string[] {
  const items = legend.flatMap(({ items }) => items)
  const found = items.find((item) => item.colour === colour.slice(0, 7))
  return found === undefined ? [] : [found.text]
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
  const title = axis.title.text || figure.chart.options.scales[direction].title.text
  const value = valueText(axis, valueAtPixel(area, direction, pointed[direction]))
  if (value === '') return []
  const isBeyond = pointed.beyond !== undefined && BEYOND[direction].includes(pointed.beyond)
  return [`${title === '' ? '' : `${title}: `}${isBeyond ? 'beyond ' : ''}${value}`]
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
