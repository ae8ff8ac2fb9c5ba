import type { FigureAxis } from '../../figure.ts'
import { largest } from '../../parts/axes/extent.ts'
import type { Tick } from '../../parts/axes/ticks.ts'
import { labelledTicks } from './labelledTicks.ts'
import { type PlacedPanel, shareOf } from './panelFrames.ts'

/** Of tick labels beside each other. */
const LABEL_INCHES = { letter: 0.06, gap: 0.12 }

/** The ticks along the foot of a panel, in the coordinates of the figure. */
export function xTicks({ panel, left, right }: PlacedPanel): Tick[] {
  const axis = panel.chart.options.scales.x
  const letters = largest(axis.fixedTicks.map(({ label }) => label.length))
  const labelInches = letters * LABEL_INCHES.letter + LABEL_INCHES.gap
  return ticksWithin([left, right], axis, Math.floor((right - left) / labelInches))
}

/** Those along its side. */
export function yTicks({ panel, bottom, top, labelsPerInch }: PlacedPanel): Tick[] {
  const axis = panel.chart.options.scales.y
  if (!axis.display) return []
  return ticksWithin([bottom, top], axis, Math.floor(labelsPerInch * (top - bottom)))
}

/** An axis' ticks along one side of a panel, with labels at some of them. */
function ticksWithin(
  [from, to]: readonly [number, number],
  axis: FigureAxis,
  maxLabels: number,
): Tick[] {
  const placeOf = ({ value }: Tick) => from + (to - from) * shareOf(value, axis)
  const kept = new Set(labelledTicks(axis, maxLabels, placeOf))
  return axis.fixedTicks.map((tick) => ({
    ...tick,
    value: placeOf(tick),
    label: kept.has(tick) ? tick.label : '',
  }))
}
