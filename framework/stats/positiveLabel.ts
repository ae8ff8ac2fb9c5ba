import { count } from '../text/counts.ts'
import { eventNumber } from './eventNumbers.ts'

/** Event labels as they come from files: numbers, the elements of an int64 array, or booleans. */
export type Labels = ArrayLike<number | bigint | boolean>

/** The label of signal, which an anomaly score should rank above background, label 1. */
export const DEFAULT_POSITIVE_LABEL = 0

/** The label of an event without one. NaN, and anything that is not a number (see `eventNumber`), means the same. */
const NO_LABEL = -1

/** Values listed in a sentence before the rest is only counted. */
const VALUES_LISTED = 10

/** Which label is positive, or why none is. */
export interface PositiveLabel {
  readonly positive: number
  /** A sentence; absent where labels are clear. */
  readonly unclear?: string
}

/**
 * The label that is positive: the one given, which may be any number, or else 0 where labels are no
 * others than 0 (signal) and 1 (background). Other labels mean something that only their owner knows,
 * so that one must be given.
 */
export function resolvePositiveLabel(labels: Labels, given: number | undefined): PositiveLabel {
  if (given !== undefined) return { positive: given }
  const counts = countLabels(labels)
  const isUsual = [...counts.keys()].every((label) => label === 0 || label === 1)
  if (isUsual) return { positive: DEFAULT_POSITIVE_LABEL }
  return {
    positive: DEFAULT_POSITIVE_LABEL,
    unclear: `labels are ${describeLabels(counts)}, and nothing says which of them is positive`,
  }
}

/**
 * What labels there are, as a part of a sentence, where they do not make two classes: `labels are 1 (4 events),
 * positive is 0`. Undefined where they do.
 */
export function labelsOfOneClass(labels: Labels, given: number | undefined): string | undefined {
  const { positive, unclear } = resolvePositiveLabel(labels, given)
  if (unclear !== undefined) return `${unclear}: give positiveLabel`
  const counts = countLabels(labels, given)
  if (counts.size === 0) return 'each label is NaN, -1 or no number, or there are none'
  if (counts.has(positive) && counts.size > 1) return undefined
  return `labels are ${describeLabels(counts)}, positive is ${positive}`
}

/** Whether an event has no label: NaN, or -1 unless that is the positive label. */
export function isUnlabelled(label: number, positiveLabel: number): boolean {
  return Number.isNaN(label) || (label === NO_LABEL && positiveLabel !== NO_LABEL)
}

/** How many events have each label, in ascending order; unlabelled ones are left out. */
export function countLabels(labels: Labels, positiveLabel?: number): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (let i = 0; i < labels.length; i++) {
    const label = eventNumber(labels[i])
    if (!isUnlabelled(label, positiveLabel ?? DEFAULT_POSITIVE_LABEL)) {
      counts.set(label, (counts.get(label) ?? 0) + 1)
    }
  }
  return new Map([...counts].sort(([a], [b]) => a - b))
}

/** `0 (250 events), 1 (249 events)`. */
export function describeLabels(counts: ReadonlyMap<number, number>): string {
  const described = [...counts].map(([label, n]) => `${label} (${count(n, 'event')})`)
  const listed = described.slice(0, VALUES_LISTED)
  const rest = described.length - listed.length
  return rest > 0 ? `${listed.join(', ')} and ${rest} more` : listed.join(', ')
}
