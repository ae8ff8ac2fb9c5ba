import { countApart, leftOut } from '../../../text/counts.ts'
import type { FigureAxis } from '../../figure.ts'
import { BELOW_ALL_AXES, BEYOND_ALL_AXES } from '../../parts/axes/undrawn.ts'
import { hasSingleModels } from '../../parts/singleModels.ts'
import type { SharedBins } from './bins.ts'
import type { GroupShift } from './groupShift.ts'
import type { CountedSeries, ValueSeries } from './series.ts'
import { arePrinted } from './shiftPanel.ts'

// What a figure of shifted distributions says in words.

/** What may have shifted the values, and what it did. */
interface ShiftPanel {
  readonly name: string
  readonly shifts: readonly GroupShift[]
}

const MAX_TOLD_PANELS = 24

/** What lines, points and numbers are. */
export function captionOf(nGroups: number, type: FigureAxis['type'], hasMeans: boolean): string {
  const hasThin = hasSingleModels(nGroups)
  return (
    (hasMeans
      ? `${hasThin ? 'Thick lines' : 'Lines'} are the means over the models of a group` +
        `${hasThin ? ', thin lines single models' : ''}. `
      : '') +
    `Points mark medians${arePrinted(nGroups) ? printedWords(type, hasMeans) : ''}. ` +
    'The axis holds the middle 99.6 % of each curve.'
  )
}

/** What the numbers in the panels are. */
function printedWords(type: FigureAxis['type'], hasMeans: boolean): string {
  const isLog = type === 'logarithmic'
  const how = isLog ? 'the factor by which' : 'by how much'
  const mean = hasMeans ? ` (${isLog ? 'geometric ' : ''}mean over models)` : ''
  return `; printed where there is room, in the order of the key, is ${how} the median of a model moves${mean}`
}

/** Groups of panels that a note names. */
const MAX_NAMED = 4

/** That medians have no factor, since they are not above zero. */
export function factorsNote(panels: readonly ShiftPanel[]): string[] {
  const lacking = panels.flatMap(({ name, shifts }) =>
    shifts.filter(({ lacksFactors }) => lacksFactors).map(({ group }) => `${group} (${name})`),
  )
  if (lacking.length === 0) return []
  const rest = lacking.length > MAX_NAMED ? ` and ${lacking.length - MAX_NAMED} more` : ''
  return [
    `Medians that are not above zero have no factor: ${lacking.slice(0, MAX_NAMED).join(', ')}${rest}.`,
  ]
}

/** What a reader must know about values that have no bin. */
export function notesOnBins(
  series: readonly (ValueSeries | CountedSeries)[],
  bins: SharedBins,
): string[] {
  const isCounted = series.some((each) => 'counts' in each)
  const nLeft = bins.nNotPositive.reduce((sum, n) => sum + n, 0)
  const nNotPositive = nLeft - bins.nTooSmall
  const what = isCounted ? 'of exactly 0 lie' : 'that are not above zero lie'
  return [
    ...leftOut(bins.nLeftOut - bins.nTooLarge - nLeft, 'value', 'missing or infinite'),
    ...leftOut(bins.nTooLarge, 'value', BEYOND_ALL_AXES),
    ...(nNotPositive > 0
      ? [`${countApart(nNotPositive, 'value')} ${what} left of the axis, which is logarithmic.`]
      : []),
    ...leftOut(bins.nTooSmall, 'value', BELOW_ALL_AXES),
    ...bins.notes.linear,
    // More than the caption says that the axis leaves out.
    ...bins.notes.beyond,
    ...bins.lastBin,
  ]
}

/** `Median after additive_noise: none ×1.84, vq ×1.02.` */
export function medianWords(panels: readonly ShiftPanel[]): string {
  return panels
    .slice(0, MAX_TOLD_PANELS)
    .map(({ name, shifts }) => {
      const words = shifts.map(({ group, shift }) => `${group} ${shift || 'without a factor'}`)
      return `Median after ${name}: ${words.join(', ')}.`
    })
    .join(' ')
}
