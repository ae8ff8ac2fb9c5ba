import type { ClassScores, UsableEvents } from '../../stats/classification/classScores.ts'
import {
  type Area,
  type MulticlassAuroc,
  multiclassAuroc,
} from '../../stats/classification/multiclassAuroc.ts'
import {
  type RankedEvents,
  rankEvents,
  splitRanked,
} from '../../stats/classification/rankedEvents.ts'
import { type PrecisionRecallCurve, readPrecisionRecall } from '../../stats/roc/precisionRecall.ts'
import { type RocCurve, readRocCurve } from '../../stats/roc/rocCurve.ts'
import { type SplitScores, splitScores } from '../../stats/roc/splitScores.ts'
import { sweepThresholds } from '../../stats/roc/sweepThresholds.ts'
import { type CutNumbers, type CutOptions, readCuts, summarizeCuts } from '../scores/cutSummary.ts'
import type { ClassOrder } from './scoredEvents.ts'
import { type SidesOfScore, sidesOfScore } from './scoreHistogram.ts'
import { isOneAgainstRest, type ScoreForm, type SignalTask, taskRanks } from './signalTasks.ts'

/** The scores of a classifier, and what is known of them. */
export interface KnownScores {
  readonly given: ClassScores
  readonly order: ClassOrder
  readonly usable: UsableEvents
  /** Of the classes, in the order of the scores. */
  readonly names: readonly string[]
  readonly areProbabilities: boolean
}

/** What cuts on the score of a task are worth, and the scores themselves. */
export interface TaskNumbers extends CutNumbers {
  readonly histograms: SidesOfScore
}

/** Of a class against the rest. */
export interface ClassCurves {
  /** Null where there are events of one class alone. */
  readonly area: Area | null
  readonly roc: RocCurve
  readonly precisionRecall: PrecisionRecallCurve
}

/** What the thresholds of all scores give. */
export interface TracedScores {
  /** Of each class against the rest. */
  readonly classes: readonly ClassCurves[]
  readonly areas: MulticlassAuroc
  /** In the order of the tasks, without those that have no events on one side. */
  readonly tasks: ReadonlyMap<SignalTask, TaskNumbers>
}

/** Sweeps the thresholds of each class, and of each task: once where they are the same. */
export function traceScores(
  scores: KnownScores,
  tasks: readonly SignalTask[],
  options: CutOptions,
): TracedScores {
  const { given, order, usable, names, areProbabilities } = scores
  const { ranks, logits, shown } = order
  const traced = new Map<number, Omit<ClassCurves, 'area'>>()
  const found = new Map<SignalTask, TaskNumbers | undefined>()
  const traceClass = (label: number, ranked: RankedEvents) => {
    const split = splitRanked(ranked, label)
    const readers = { roc: readRocCurve(split), precisionRecall: readPrecisionRecall(split) }
    const task = tasks.find((each) => isOneAgainstRest(each, label, names.length))
    const cuts = task && readCuts(split, options)
    const visits = [readers.roc.visit, readers.precisionRecall.visit, ...(cuts ? [cuts.visit] : [])]
    sweepThresholds(split, ...visits)
    const precisionRecall = readers.precisionRecall.result()
    traced.set(label, { roc: readers.roc.result(), precisionRecall })
    if (task === undefined || cuts === undefined) return
    const shownHere = (rank: number) => shown(rank, label)
    found.set(task, taskNumbers(cuts.result(), split, { areProbabilities, shown: shownHere }))
  }
  const areas = multiclassAuroc(ranks, { usable, onRanked: traceClass })
  // Without events of two classes there are no areas, and none was traced for them.
  for (const label of names.keys()) {
    if (!traced.has(label)) traceClass(label, rankEvents(ranks, usable, label))
  }
  const classes = [...traced]
    .sort(([one], [other]) => one - other)
    .map(([label, curves]) => ({ area: areas.oneVsRest[label] ?? null, ...curves }))
  const numbersOf = (task: SignalTask) => {
    if (found.has(task)) return found.get(task)
    const form: ScoreForm = logits ? 'logits' : areProbabilities ? 'probabilities' : 'scores'
    const { labels, ...ofTask } = taskRanks(logits ?? given, task, form)
    const split = splitScores(ofTask.ranks, labels, 1, given.weights)
    const look = { areProbabilities, shown: ofTask.shown }
    return taskNumbers(summarizeCuts(split, options), split, look)
  }
  const ofTasks = tasks.flatMap((task): [SignalTask, TaskNumbers][] => {
    const numbers = numbersOf(task)
    return numbers === undefined ? [] : [[task, numbers]]
  })
  return { classes, areas, tasks: new Map(ofTasks) }
}

function taskNumbers(
  cuts: CutNumbers | undefined,
  split: SplitScores,
  look: { readonly areProbabilities: boolean; readonly shown: (rank: number) => number },
): TaskNumbers | undefined {
  return cuts && { ...cuts, histograms: sidesOfScore(split, look) }
}
