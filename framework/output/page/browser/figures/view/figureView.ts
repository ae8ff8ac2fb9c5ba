/** JSON that goes into the fragment of the page's address; {} is the printed figure. */
export type FigureState = { readonly [key: string]: unknown }

export type Direction = 'x' | 'y'
export type Range = readonly [from: number, to: number]
/** An axis: that of the figure, or of one of the panels that have axes of their own. */
export type AxisName = Direction | `${Direction}${number}`

/** What a reader made of a figure. */
export interface FigureView {
  /** The parts of the axes that are shown. */
  readonly zoom: ReadonlyMap<AxisName, Range>
  readonly scales: ReadonlyMap<Direction, 'linear' | 'logarithmic'>
  /** Entries of the legend that are switched off, by their keys. */
  readonly off: ReadonlySet<string>
  /** On parallel coordinates: the parts of the axes, counted from the left, that runs go through. */
  readonly brushes: ReadonlyMap<number, Range>
}

export const PRINTED: FigureView = {
  zoom: new Map(),
  scales: new Map(),
  off: new Set(),
  brushes: new Map(),
}

/** The state as it is kept, without what is as printed. */
export function writeState({ zoom, scales, off, brushes }: FigureView): FigureState {
  return {
    ...(zoom.size > 0 && { zoom: Object.fromEntries(zoom) }),
    ...(scales.size > 0 && { scale: Object.fromEntries(scales) }),
    ...(off.size > 0 && { off: [...off] }),
    ...(brushes.size > 0 && { brush: Object.fromEntries(brushes) }),
  }
}

/** The view of a state, which anybody may have written: what is not understood is as printed. */
export function readState({ zoom, scale, off, brush }: FigureState): FigureView {
  return {
    zoom: new Map(entriesOf(zoom).filter(isZoom)),
    scales: new Map(entriesOf(scale).filter(isScale)),
    off: new Set(Array.isArray(off) ? off.filter((key) => typeof key === 'string') : []),
    brushes: new Map(
      entriesOf(brush)
        .map(([axis, range]): [number, unknown] => [Number(axis), range])
        .filter(
          (entry): entry is [number, Range] => Number.isInteger(entry[0]) && isRange(entry[1]),
        ),
    ),
  }
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

function isZoom(entry: [string, unknown]): entry is [AxisName, Range] {
  return /^[xy]\d*$/.test(entry[0]) && isRange(entry[1])
}

function isScale(entry: [string, unknown]): entry is [Direction, 'linear' | 'logarithmic'] {
  const [direction, scale] = entry
  return /^[xy]$/.test(direction) && (scale === 'linear' || scale === 'logarithmic')
}

function isRange(value: unknown): value is Range {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every(Number.isFinite) &&
    (value[0] as number) < (value[1] as number)
  )
}
