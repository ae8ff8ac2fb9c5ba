import { powerOfTen } from '../../../text/numbers/powerOfTen.ts'
import type { FigureAxis } from '../../figure.ts'
import { extent } from './extent.ts'
import { asksForLog } from './logScale.ts'
import { integerTicks, linearTicks, logTicks, type Tick } from './ticks.ts'

/** `auto` is `log` where the values ask for it (see {@link asksForLog}), else `linear`. */
export type ScaleChoice = 'auto' | 'linear' | 'log'

export interface AxisOptions {
  /** Name and unit, such as `Training time (s)`. */
  readonly title: string
  /** Default `auto`. */
  readonly scale?: ScaleChoice
  /** A linear axis begins at zero, as lengths of bars and elapsed time do. Default false. */
  readonly fromZero?: boolean
  /** Ticks at whole numbers only. Default false. */
  readonly integers?: boolean
  /** Share of the axis left free beyond the outermost values. Default 0.04. */
  readonly margin?: number
  /** Light lines across the plot at labelled ticks. Default false. */
  readonly gridLines?: boolean
}

const MARGIN = 0.04

/**
 * An axis that holds all the finite values. Callers take care that there is one: a figure of
 * nothing is a {@link noteFigure}.
 */
export function axis(
  values: Iterable<number>,
  position: 'x' | 'y',
  options: AxisOptions,
): FigureAxis {
  const all = [...values]
  const type = chooseScale(all, options.scale)
  return type === 'logarithmic'
    ? fixedAxis(position, options, type, ...logLimits(extent(all, 0), options))
    : fixedAxis(position, options, type, ...linearLimits(extent(all), options))
}

/** More names than this on an axis overlap; then every n-th is written. */
const MAX_NAMES = { x: 24, y: 64 }

/** An axis of equally spaced names, at 0, 1, 2, …; `reverse` puts the first one on top. */
export function categoryAxis(
  names: readonly string[],
  position: 'x' | 'y',
  { title, reverse = false }: { title: string; reverse?: boolean },
): FigureAxis {
  const [min, max] = [-0.5, names.length - 0.5]
  const ticks = nameTicks(names, position, min, max)
  const bare = bareAxis(position, title, 'linear', min, max, ticks)
  return {
    ...bare,
    reverse,
    ticks: { ...bare.ticks, maxRotation: position === 'x' ? 45 : 0 },
    places: 'names',
    ...(names.length > MAX_NAMES[position] && { names }),
  }
}

/** Ticks at the names within a part of an axis; where all would overlap, every n-th has its label. */
export function nameTicks(
  names: readonly string[],
  position: 'x' | 'y',
  min: number,
  max: number,
): Tick[] {
  const shown = [...names.keys()].filter((value) => value >= min && value <= max)
  const every = Math.ceil(shown.length / MAX_NAMES[position])
  return shown.map((value, at) => ({
    value,
    label: at % every === 0 ? (names[value] as string) : '',
  }))
}

/** An axis with limits that are known beforehand. */
export function fixedAxis(
  position: 'x' | 'y',
  { title, integers = false, gridLines = false }: AxisOptions,
  type: FigureAxis['type'],
  min: number,
  max: number,
): FigureAxis {
  const pickTicks = type === 'logarithmic' ? logTicks : integers ? integerTicks : linearTicks
  return {
    ...bareAxis(position, title, type, min, max, pickTicks(min, max)),
    ...(integers && { places: 'integers' as const }),
    gridLines,
  }
}

/** Whether a value has a place on the axis: infinities have none, nor has zero on a log axis. */
export function isDrawable(value: number, { type }: Pick<FigureAxis, 'type'>): boolean {
  return Number.isFinite(value) && (type === 'linear' || value > 0)
}

/** The type of axis (or colour bar) for the values. */
export function chooseScale(
  values: readonly number[],
  scale: ScaleChoice = 'auto',
): FigureAxis['type'] {
  const isLog =
    scale === 'log'
      ? extent(values, 0)[0] < Number.POSITIVE_INFINITY
      : scale === 'auto' && asksForLog(values)
  return isLog ? 'logarithmic' : 'linear'
}

function logLimits(
  [low, high]: readonly [number, number],
  { margin: share = MARGIN }: AxisOptions,
): [number, number] {
  const margin = low === high ? 2 : powerOfTen(Math.log10(high / low) * share)
  return [low / margin, high * margin]
}

function linearLimits(
  [low, high]: readonly [number, number],
  { fromZero = false, margin: share = MARGIN }: AxisOptions,
): [number, number] {
  const from = fromZero ? Math.min(0, low) : low
  const to = fromZero ? Math.max(0, high) : high
  const margin = to > from ? (to - from) * share : Math.abs(to) / 10 || 1
  const endsAtZero = fromZero && to === 0 && from < 0
  return [fromZero && from === 0 ? 0 : from - margin, endsAtZero ? 0 : to + margin]
}

function bareAxis(
  position: 'x' | 'y',
  title: string,
  type: FigureAxis['type'],
  min: number,
  max: number,
  fixedTicks: Tick[],
): FigureAxis {
  return {
    type,
    display: true,
    position: position === 'x' ? 'bottom' : 'left',
    reverse: false,
    min,
    max,
    title: { display: title !== '', text: title },
    afterBuildTicks: 'fixedTicks',
    ticks: { callback: 'fixedLabels', autoSkip: false, maxRotation: 0 },
    fixedTicks,
    gridLines: false,
  }
}
