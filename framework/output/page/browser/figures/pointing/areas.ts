import type { Mark } from '../../../../../plots/figure.ts'
import { type DrawnFigure, pixelOf } from '../drawOnCanvas.ts'
import type { Place } from '../place.ts'
import type { Pointed } from './pointed.ts'

type Area = Extract<Mark, { shape: 'rect' }>

/** Around an area, so that thin ones are not missed. */
const MARGIN_PX = 2

/** The areas of a figure that say what they are, such as bars and cells, in their order. */
export function labelledAreas(drawn: DrawnFigure): Pointed[] {
  return areasOf(drawn).flatMap((mark) => (isLabelled(mark) ? [middleOf(drawn, mark)] : []))
}

/** The bar, box or cell that holds one of some places, and says what it is. */
export function labelledAreaAt(drawn: DrawnFigure, places: readonly Place[]): Pointed | undefined {
  const area = areasOf(drawn).find(
    (mark) => isLabelled(mark) && places.some((place) => isIn(drawn, mark, place)),
  )
  return area && middleOf(drawn, area)
}

/** The bar or cell at a place. */
export function areaMarkAt(drawn: DrawnFigure, place: Place): Pointed | undefined {
  const area = areasOf(drawn).findLast(
    (mark) => (mark.run !== undefined || mark.label !== undefined) && isIn(drawn, mark, place),
  )
  return area && { ...place, ...whose(drawn, area) }
}

function areasOf({ plot }: DrawnFigure): Area[] {
  return plot.marks.filter((mark) => mark.shape === 'rect')
}

function isLabelled({ label, run }: Area): boolean {
  return label !== undefined && run === undefined
}

/** Where a bar, box or cell is named, and what it is of. */
export function middleOf(drawn: DrawnFigure, mark: Area): Pointed {
  const [a, b] = cornersOf(drawn, mark)
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, ...whose(drawn, mark) }
}

function cornersOf(drawn: DrawnFigure, { x, y }: Area): [Place, Place] {
  return [pixelOf(drawn, { x: x[0], y: y[0] }), pixelOf(drawn, { x: x[1], y: y[1] })]
}

function isIn(drawn: DrawnFigure, mark: Area, place: Place): boolean {
  const [a, b] = cornersOf(drawn, mark)
  const isBetween = (at: number, from: number, to: number) =>
    at >= Math.min(from, to) - MARGIN_PX && at <= Math.max(from, to) + MARGIN_PX
  return isBetween(place.x, a.x, b.x) && isBetween(place.y, a.y, b.y)
}

function whose(drawn: DrawnFigure, mark: Area): Pick<Pointed, 'run' | 'label' | 'isArea' | 'span'> {
  const { run, label } = mark
  if (run === undefined) return { label: label ?? '', isArea: true }
  return label === undefined ? { run, span: cornersOf(drawn, mark) } : { run, label, isArea: true }
}
