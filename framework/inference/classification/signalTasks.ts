import { ReportError } from '../../errors.ts'
import type { ClassScores } from '../../stats/classification/classScores.ts'
import { logSumExp, sigmoid } from '../../stats/classification/logits.ts'

/** Telling signal from background, for which the scores of classes are used. */
export interface SignalTask {
  /** Such as `top against qcd`, or `top against the rest`. */
  readonly name: string
  readonly signal: readonly number[]
  readonly background: readonly number[]
}

export interface TaskOptions {
  /** The class that is signal. */
  readonly signal?: number | undefined
  /** The classes that are background; all others are signal then. */
  readonly background?: readonly number[] | undefined
}

/**
 * The tasks that classes pose: of two, the signal against the other; of more, each class against the
 * rest, or, where background is named, each signal class against it, and all together.
 *
 * @param classes their names
 * @throws {ReportError} CLASSES_INVALID for a signal or a background that is not a class, or a background that is
 *   all of them
 */
export function signalTasks(
  classes: readonly string[],
  { signal, background }: TaskOptions,
): SignalTask[] {
  checkTask(classes, { signal, background })
  const all = [...classes.keys()]
  const without = (excluded: readonly number[]) => all.filter((each) => !excluded.includes(each))
  const name = (labels: readonly number[]) => labels.map((label) => classes[label]).join(' + ')
  if (background !== undefined) {
    const signals = without(background)
    const each = signals.map((label) => [label])
    return (signals.length > 1 ? [...each, signals] : each).map((signal) => ({
      name: `${name(signal)} against ${name(background)}`,
      signal,
      background,
    }))
  }
  const signals = signal !== undefined ? [signal] : all.length === 2 ? [0] : all
  return signals.map((label) => {
    const rest = without([label])
    const others = rest.length === 1 ? name(rest) : 'the rest'
    return { name: `${classes[label]} against ${others}`, signal: [label], background: rest }
  })
}

function checkTask(classes: readonly string[], { signal, background }: TaskOptions): void {
  const check = (key: string, labels: readonly number[]) => {
    const unknown = labels.filter((label) => classes[label] === undefined)
    if (unknown.length === 0) return
    throw new ReportError(
      'CLASSES_INVALID',
      `${key} names class ${unknown.join(', ')}, but there are ${classes.length} classes, 0 to ` +
        `${classes.length - 1} (${classes.join(', ')}): give the index of one of these.`,
    )
  }
  check('inference.positive_label', signal === undefined ? [] : [signal])
  check('inference.background', background ?? [])
  if (background === undefined || new Set(background).size < classes.length) return
  throw new ReportError(
    'CLASSES_INVALID',
    'inference.background names every class, which leaves none as signal: leave out the classes that stand ' +
      'against it.',
  )
}

/** Whether a task tells one class from all others: its own score decides, as in its ROC curve. */
export function isOneAgainstRest(
  { signal, background }: SignalTask,
  label: number,
  nClasses: number,
): boolean {
  return signal.length === 1 && signal[0] === label && background.length === nClasses - 1
}

/** What orders the events of a task, and their labels: 1 for signal, 0 for background, -1 for other events. */
export interface TaskRanks {
  /** Higher means more like signal. */
  readonly ranks: Float64Array
  readonly labels: Int8Array
  /** The score that a rank stands for. */
  readonly shown: (rank: number) => number
}

/** What the scores of a task are made from. */
export type ScoreForm = 'logits' | 'probabilities' | 'scores'

/**
 * What decides a task: the share of the signal classes' probabilities in those of signal and background, which is the
 * likelihood ratio's order; of scores that are no probabilities, the signal's own decides alone. Shares round to 1, so
 * the ranks are the ratio of the two sides, or its logarithm where there are logits.
 *
 * @param form of the given scores
 */
export function taskRanks(
  { scores, labels, nClasses }: ClassScores,
  { signal, background }: SignalTask,
  form: ScoreForm,
): TaskRanks {
  const n = labels.length
  const ranks = new Float64Array(n)
  const truth = new Int8Array(n)
  const sides = new Int8Array(nClasses).fill(-1)
  for (const label of background) sides[label] = 0
  for (const label of signal) sides[label] = 1
  const { rankOf, shown } = FORMS[form]
  for (let event = 0; event < n; event++) {
    truth[event] = sides[labels[event] as number] ?? -1
    ranks[event] = rankOf(scores, event * nClasses, signal, background)
  }
  return { ranks, labels: truth, shown }
}

type RankOf = (
  scores: ArrayLike<number>,
  from: number,
  signal: readonly number[],
  background: readonly number[],
) => number

const FORMS: Readonly<
  Record<ScoreForm, { readonly rankOf: RankOf; readonly shown: (rank: number) => number }>
> = {
  // Where neither side has a chance, none is more likely.
  logits: {
    rankOf: (logits, from, signal, background) => {
      const [ofSignal, rest] = [
        logSumExp(logits, from, signal),
        logSumExp(logits, from, background),
      ]
      return ofSignal === rest ? 0 : ofSignal - rest
    },
    shown: sigmoid,
  },
  probabilities: {
    rankOf: (probabilities, from, signal, background) => {
      const [ofSignal, rest] = [
        sumOf(probabilities, from, signal),
        sumOf(probabilities, from, background),
      ]
      return ofSignal === rest ? 1 : ofSignal / rest
    },
    shown: (ratio) => (ratio === Number.POSITIVE_INFINITY ? 1 : ratio / (1 + ratio)),
  },
  scores: { rankOf: sumOf, shown: (score) => score },
}

/** The sum of an event's scores of some classes. */
function sumOf(scores: ArrayLike<number>, from: number, classes: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < classes.length; i++) sum += scores[from + (classes[i] as number)] as number
  return sum
}
