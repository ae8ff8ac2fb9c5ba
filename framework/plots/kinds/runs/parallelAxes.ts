import type { ColumnTable } from 'arquero'
import { numbers, texts } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { NULL_NAME } from '../../../text/names/valueName.ts'
import { formatAlike } from '../../../text/numbers/numberFormat.ts'
import { extent } from '../../parts/axes/extent.ts'
import { parameterAxis } from '../../parts/axes/parameterAxis.ts'
import type { Tick } from '../../parts/axes/ticks.ts'
import { positionOf } from '../../parts/colours/colourScale.ts'
import { compareNames } from '../../parts/colours/palette.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'

/** A parameter's own vertical axis, from 0 to 1. */
export interface VerticalAxis {
  /** One a run; NaN where it has no value. */
  readonly positions: number[]
  readonly ticks: Tick[]
  readonly isNumeric: boolean
  /** The names that are shortened, as a sentence of the caption; empty where none is. */
  readonly inFull: string
}

const MIDDLE = 0.5
const END_DIGITS = 3
/** Labels stand at least so far apart. */
const LEAST_GAP = 0.09
const MAX_NAME_LETTERS = 16
const MAX_LABELLED_NAMES = 16
/** The share of the way to the next value over which the lines of one are fanned out, and its most. */
const FAN_SHARE = 0.5
const MAX_FAN = { names: 0.12, numbers: 0.05 }
/** Numbers of more values are seldom the same. */
const MAX_FANNED_NUMBERS = 12

/**
 * Where each run crosses a parameter's axis. Numbers stand at their true places, on a logarithmic axis where
 * they step by factors; categories are spread evenly. The lines of one category, or of one of few numbers,
 * are fanned out a little in the order of `rank`, so that they can be told apart.
 *
 * @param rank of each run, such as its place on the colour scale; NaN for runs that are not drawn
 */
export function verticalAxis(
  runs: ColumnTable,
  parameter: string,
  rank: readonly number[],
): VerticalAxis {
  const values = numbers(runs, parameter)
  const finite = values.filter(Number.isFinite)
  const names = texts(runs, parameter)
  const isNumeric =
    finite.length > 0 && finite.length === names.filter((name) => name !== NULL_NAME).length
  if (!isNumeric) return categories(names, rank)
  const { axis, place } = parameterAxis(finite, 'y', { title: '' })
  // From end to end of the values, without the axis' margins.
  const [min, max] = extent(finite.map(place))
  const positionAt = (at: number) =>
    min === max ? MIDDLE : positionOf(at, { type: axis.type, min, max })
  const positions = values.map((value) =>
    Number.isFinite(value) ? positionAt(place(value)) : Number.NaN,
  )
  const isFanned = new Set(finite).size <= MAX_FANNED_NUMBERS
  const ticks = axis.fixedTicks
    .filter(({ value }) => value >= min && value <= max)
    .map(({ value, label }) => ({ value: positionAt(value), label }))
  return {
    positions: isFanned ? fannedOut(positions, rank, MAX_FAN.numbers) : positions,
    isNumeric: true,
    inFull: '',
    ticks: withEnds(ticks, extent(finite)),
  }
}

/** The ticks, and where they do not name two values the ends, by which the others can be read. */
function withEnds(ticks: Tick[], [least, most]: readonly [number, number]): Tick[] {
  if (least === most || ticks.filter(({ label }) => label !== '').length > 1) return ticks
  const labels = formatAlike([least, most], { digits: END_DIGITS })
  const ends = labels.map((label, value) => ({ value, label }))
  const isFree = ({ value }: Tick) => value > LEAST_GAP && value < 1 - LEAST_GAP
  return [...ticks.map((tick) => (isFree(tick) ? tick : { ...tick, label: '' })), ...ends]
}

function categories(names: readonly string[], rank: readonly number[]): VerticalAxis {
  const levels = [...new Set(names)].filter((name) => name !== NULL_NAME).sort(compareNames)
  const middles = new Map(levels.map((level, at) => [level, (at + 0.5) / levels.length]))
  const positions = names.map((name) => middles.get(name) ?? Number.NaN)
  const shownAs = shownNames(levels, MAX_NAME_LETTERS)
  const every = Math.ceil(levels.length / MAX_LABELLED_NAMES)
  return {
    isNumeric: false,
    inFull: namesInFull(levels, MAX_NAME_LETTERS),
    positions: fannedOut(positions, rank, MAX_FAN.names),
    ticks: [...middles].map(([level, value], at) => ({
      value,
      label: at % every > 0 ? '' : shownAs(level),
    })),
  }
}

/** The positions, those that are shared spread about their place by the rank of the runs. */
function fannedOut(positions: readonly number[], rank: readonly number[], most: number): number[] {
  const rows = [...positions.keys()].filter(
    (row) => Number.isFinite(positions[row]) && Number.isFinite(rank[row]),
  )
  const places = groupBy(rows, (row) => positions[row] as number)
  const sorted = [...places.keys()].sort((a, b) => a - b)
  const gaps = sorted.slice(1).map((place, at) => place - (sorted[at] as number))
  const fan = Math.min(most, FAN_SHARE * Math.min(...gaps, 1))
  const fanned = [...positions]
  for (const [place, members] of places) {
    const byRank = members.toSorted((a, b) => (rank[a] as number) - (rank[b] as number))
    for (const [at, row] of byRank.entries()) {
      const share = byRank.length === 1 ? 0 : at / (byRank.length - 1) - 0.5
      fanned[row] = place + share * fan
    }
  }
  return fanned
}
