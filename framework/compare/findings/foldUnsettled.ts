import { groupBy } from '../../tables/groupBy.ts'
import { count } from '../../text/counts.ts'
import { listSome } from '../../text/lists.ts'
import type { DivergedCounts } from './divergenceFinding.ts'
import type { ReportFinding } from './reportFinding.ts'

/** Why nothing is settled of a parameter: findings of one reason can be reported together. */
export type UnsettledReason =
  | 'chosen by a sampler'
  | 'nothing to compare'
  | 'always diverged'
  | 'always the same'
  | 'always differs as much'
  | 'some differences excluded'
  | 'too few runs'
  | 'only divergence found'

/** What is said of a parameter of which nothing is settled. */
export interface UnsettledFinding {
  readonly by: string
  readonly reason: UnsettledReason
  readonly finding: ReportFinding
  /** How many runs of which value diverged; undefined where none did, or another finding says so. */
  readonly diverged?: DivergedCounts | undefined
}

/** So many have a sentence each. */
const MOST_ALONE = 3
/** More names are not read; the table has all. */
const MOST_NAMES = 40

const TOGETHER: Readonly<Record<UnsettledReason, (n: string, names: string) => string>> = {
  'chosen by a sampler': (n, names) =>
    `${n} not tested, since a sampler chose the runs by their results: ${names}.`,
  'nothing to compare': (n, names) =>
    `Cannot tell whether ${n} matter, since no runs differ in one of them and the seed alone: ${names}.`,
  'always diverged': (n, names) =>
    `Cannot tell whether ${n} matter, since the metric ended in NaN or infinity in all pairs of runs, whatever their seed: ${names}.`,
  'always the same': (n, names) =>
    `Cannot tell whether ${n} matter, since the metric is the same in all pairs of runs, whatever their seed: ${names}.`,
  'always differs as much': (n, names) =>
    `Cannot tell whether ${n} matter, since the metric differs by exactly as much in all pairs of runs, whatever their seed: ${names}.`,
  'some differences excluded': (n, names) =>
    `No difference shown for ${n}, of which 95 % intervals exclude large ones (comparisons.csv has each): ${names}.`,
  'only divergence found': (n, names) =>
    `Apart from how often runs diverge, cannot tell whether ${n} matter: the runs are too few (comparisons.csv has each): ${names}.`,
  'too few runs': (n, names) =>
    `Cannot tell whether ${n} matter: the runs are too few (comparisons.csv has each): ${names}.`,
}

/**
 * Findings of one reason as one sentence with the names, where there are more than three of them; it says for
 * those whose runs diverged most unevenly how many did.
 */
export function foldUnsettled(unsettled: readonly UnsettledFinding[]): ReportFinding[] {
  return [...groupBy(unsettled, ({ reason }) => reason)].flatMap(([reason, alike]) => {
    if (alike.length <= MOST_ALONE) return alike.map(({ finding }) => finding)
    const names = listSome(
      alike.map(({ by }) => by),
      MOST_NAMES,
    )
    return [
      {
        key: reason.replaceAll(' ', '-'),
        sentence:
          TOGETHER[reason](count(alike.length, 'parameter'), names) + divergedSentence(alike),
        values: { n: alike.length },
      },
    ]
  })
}

/** More counts are not read; comparisons.csv has those of all values. */
const MOST_COUNTS = 3

function divergedSentence(alike: readonly UnsettledFinding[]): string {
  const counted = alike
    .flatMap(({ by, diverged }) => (diverged === undefined ? [] : [{ by, ...diverged }]))
    .sort((one, other) => one.p - other.p)
  const shown = counted.slice(0, MOST_COUNTS).map(({ by, text }) => `by ${by} ${text}`)
  if (shown.length === 0) return ''
  const more = counted.length > shown.length ? '; comparisons.csv has the others' : ''
  return ` Diverged: ${shown.join('; ')}${more}.`
}
