import { ReportError } from '../../errors.ts'
import {
  countLabels,
  DEFAULT_POSITIVE_LABEL,
  describeLabels,
  resolvePositiveLabel,
} from '../../stats/positiveLabel.ts'
import { count } from '../../text/counts.ts'
import type { Dataset } from './dataset.ts'

/** What the labels of a split say: how `inference/summary.json` has it. */
export interface LabelSummary {
  /** Their dataset. */
  readonly dataset: string
  readonly positive: number
  /** Events by label. */
  readonly counts: Readonly<Record<string, number>>
  /** Events whose label is NaN or -1. */
  readonly unlabelled: number
}

/**
 * Counts the labels of a split and settles which one is positive.
 *
 * @param positiveLabel see `resolvePositiveLabel`
 * @throws {ReportError} LABELS_UNCLEAR for other labels than 0 and 1 without a positive one, or a
 *   positive one that no event has
 */
export function summarizeLabels(
  { labels, labelsName, where, split }: Dataset,
  positiveLabel: number | undefined,
): LabelSummary | undefined {
  if (labels === undefined || labelsName === undefined) return undefined
  const { positive, unclear } = resolvePositiveLabel(labels, positiveLabel)
  const counts = countLabels(labels, positiveLabel)
  const isAbsent = positiveLabel !== undefined && counts.size > 1 && !counts.has(positiveLabel)
  if (unclear !== undefined || isAbsent) {
    const [first = DEFAULT_POSITIVE_LABEL] = counts.keys()
    const why = unclear ?? `labels are ${describeLabels(counts)}, and none is ${positiveLabel}`
    throw new ReportError(
      'LABELS_UNCLEAR',
      `The events of ${where}: ${why}. Name it with inference.positive_label=${first} (the label that ` +
        `should have the higher errors), or go without labels: data.datasets.y_${split}=null.`,
    )
  }
  return {
    dataset: labelsName,
    positive,
    counts: Object.fromEntries(counts),
    unlabelled: labels.length - [...counts.values()].reduce((sum, n) => sum + n, 0),
  }
}

/** Whether each event has a label, and signal can be told from background. */
export function areAllOfTwoClasses({ counts, unlabelled }: LabelSummary): boolean {
  return unlabelled === 0 && Object.keys(counts).length > 1
}

/** What the labels are, and what is missing, as a sentence. */
export function labelsNote({ dataset, positive, counts, unlabelled }: LabelSummary): string {
  const entries = Object.entries(counts).map(([label, n]) => [Number(label), n] as const)
  const found = describeLabels(new Map(entries.sort(([a], [b]) => a - b)))
  const rest = unlabelled > 0 ? `; ${count(unlabelled, 'event')} without a label (NaN or -1)` : ''
  const missing =
    entries.length < 2 ? ' AUROC of the labels needs events of two classes, so there is none.' : ''
  return `Labels ${dataset}: ${found || 'none'}, positive is ${positive}${rest}.${missing}`
}

/** That the file may have labels under a name that nobody gave; undefined where nothing looks so. */
export async function unnamedLabelsNote(dataset: Dataset): Promise<string | undefined> {
  const { labels, split, where } = dataset
  const [first, ...others] = labels === undefined ? await dataset.findPossibleLabels() : []
  if (first === undefined) return undefined
  return (
    `The events of ${where} are taken as unlabelled: labels would be called Y_${split}. If ` +
    `${[first, ...others].join(' or ')} holds them, say so with data.datasets.y_${split}=${first}; ` +
    `data.datasets.y_${split}=null says that there are none.`
  )
}
