import type { FigureAxis } from '../../figure.ts'
import type { Tick } from '../../parts/axes/ticks.ts'

/** Between the middles of two labels above each other. */
const LEAST_LABEL_GAP_INCHES = 0.16

/**
 * The ticks that have a label: every n-th, a single power of ten among them, and along a vertical axis at least
 * two where they do not touch, or its scale could not be read.
 *
 * @param maxLabels that have room
 * @param placeOf where a tick stands, in inches
 */
export function labelledTicks(
  axis: FigureAxis,
  maxLabels: number,
  placeOf: (tick: Tick) => number,
): readonly Tick[] {
  const labelled = axis.fixedTicks.filter(({ label }) => label !== '')
  const isPower = ({ value }: Tick) =>
    axis.type === 'logarithmic' && Number.isInteger(Math.log10(value))
  const powers = labelled.filter(isPower)
  const candidates = powers.length > 1 ? powers : labelled
  const every = stepOf(candidates.length, Math.max(1, maxLabels), axis)
  const first = Math.max(0, candidates.findIndex(isPower)) % every
  const kept = candidates.filter((_, i) => i % every === first)
  if (axis.position !== 'left' || kept.length > 1) return kept
  const distance = (a: Tick, b: Tick) => Math.abs(placeOf(a) - placeOf(b))
  const [one] = kept
  const other = one && candidates.toSorted((a, b) => distance(b, one) - distance(a, one))[0]
  const isApart = one && other && distance(one, other) >= LEAST_LABEL_GAP_INCHES
  return isApart ? [one, other] : kept
}

/**
 * Every how many ticks one has a label, from the first: along a linear vertical axis to the last one too, where
 * that leaves few others out. Along a horizontal one it would reach beyond its panel.
 */
function stepOf(n: number, most: number, { type, position }: FigureAxis): number {
  const least = Math.ceil(n / most)
  if (type === 'logarithmic' || position !== 'left') return least
  const steps = Array.from({ length: least }, (_, i) => least + i)
  return steps.find((step) => (n - 1) % step === 0) ?? least
}
