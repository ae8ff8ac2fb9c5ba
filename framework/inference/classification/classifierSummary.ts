import { ReportError } from '../../errors.ts'
import { type UsableEvents, usableEvents } from '../../stats/classification/classScores.ts'
import { confusionMetrics } from '../../stats/classification/confusionMetrics.ts'
import { logLoss } from '../../stats/classification/logLoss.ts'
import { type Area, multiclassAuroc } from '../../stats/classification/multiclassAuroc.ts'
import { predictClasses } from '../../stats/classification/predictions.ts'
import {
  type RankedEvents,
  rankEvents,
  splitRanked,
} from '../../stats/classification/rankedEvents.ts'
import { wilsonInterval } from '../../stats/intervals/wilson.ts'
import type { BackgroundEfficiency } from '../../stats/roc/backgroundEfficiency.ts'
import {
  type Calibration,
  calibrate,
  distributeProbabilities,
} from '../../stats/roc/calibration.ts'
import { type PrecisionRecallCurve, readPrecisionRecall } from '../../stats/roc/precisionRecall.ts'
import { type RocCurve, readRocCurve } from '../../stats/roc/rocCurve.ts'
import { type SplitScores, splitScores } from '../../stats/roc/splitScores.ts'
import { sweepThresholds } from '../../stats/roc/sweepThresholds.ts'
import { effectiveNumber } from '../../stats/roc/weights.ts'
import { count } from '../../text/counts.ts'
import {
  type CutNumbers,
  type CutOptions,
  type CutSummary,
  readCuts,
  summarizeCuts,
} from '../scores/cutSummary.ts'
import { checkProbabilities, roundingNote } from './probabilities.ts'
import { classNames, perClass, type ScoredEvents } from './scoredEvents.ts'
import { type SidesOfScore, sidesOfScore } from './scoreHistogram.ts'
import {
  isOneAgainstRest,
  type SignalTask,
  signalTasks,
  type TaskOptions,
  taskScores,
} from './signalTasks.ts'
import { haveSameScores, summaryReasons } from './summaryReasons.ts'

type Interval = [low: number, high: number]

/** How well one class is told from the others; numbers that do not exist are null. */
export interface ClassSummary {
  readonly class: string
  /** Events of the class that count. */
  readonly n: number
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
  /** Of the class against all others, by its score. */
  readonly auroc: number | null
  readonly auroc_ci: Interval | null
  readonly average_precision: number | null
  readonly average_precision_ci: Interval | null
}

/** One classifier's entry of `inference/summary.json`; numbers that do not exist are null. */
export interface ClassifierSummary {
  /** The runs whose mean scores these are; of a model of its own it is absent. */
  readonly ensemble_of?: readonly string[]
  readonly n_events: number
  /** Labelled events left out: a NaN or an infinity in the data or their weight, or a NaN in the scores. */
  readonly n_invalid: number
  /** Events without a label. */
  readonly n_unlabelled: number
  /** Share of the weight of events; with Wilson's 95 % interval over the effective number of events. */
  readonly accuracy: number | null
  readonly accuracy_ci: Interval | null
  /** Mean recall. */
  readonly balanced_accuracy: number | null
  readonly macro_f1: number | null
  /** Mean of the classes' areas, one against the rest, and its 95 % interval over events (DeLong). */
  readonly auroc: number | null
  readonly auroc_ci: Interval | null
  /** Mean of the areas of pairs of classes. */
  readonly auroc_one_vs_one: number | null
  readonly auroc_one_vs_one_ci: Interval | null
  /** Mean of -log of the true class's probability; null where scores are not probabilities, or one of them is 0. */
  readonly log_loss: number | null
  /** Expected calibration error of the highest probability, in 15 bins of about as many events. */
  readonly ece: number | null
  readonly classes: ClassSummary[]
  /** By the true class, then by the predicted one; sums of weights where events have weights. */
  readonly confusions: (readonly number[])[]
  /** What cuts are worth, by task, such as `top against qcd`. */
  readonly cuts: Record<string, CutSummary>
  /** Why some of the numbers are null. */
  readonly reasons: string[]
  /** What else is to be known of the scores, such as that they are rounded. */
  readonly notes: string[]
}

/** What figures are drawn from. */
export interface ClassifierCurves {
  /** By class against the rest. */
  readonly roc: Record<string, RocCurve>
  readonly precisionRecall: Record<string, PrecisionRecallCurve>
  /** Of the highest probability, and how it is distributed; null where scores are not probabilities. */
  readonly calibration: { calibration: Calibration; distribution: number[] } | null
  /** By task: background efficiency, and the scores of both sides. */
  readonly cuts: Record<string, BackgroundEfficiency>
  readonly histograms: Record<string, SidesOfScore>
}

export interface ClassifierNumbers {
  readonly summary: ClassifierSummary
  readonly curves: ClassifierCurves
}

export interface SummaryOptions extends CutOptions, TaskOptions {
  /** Names of the classes, in the order of the scores. Default their indices. */
  readonly classes?: readonly string[] | undefined
}

const CALIBRATION_BINS = 15
/**
 * Reduces a classifier's scores to numbers and curves.
 *
 * @throws {ReportError} CLASSES_INVALID unless there are as many names as classes, and signal and background are
 *   among them; `LABELS_UNCLEAR` for a label beyond them; `CLASSIFIED_NOTHING` where no event can be used
 */
export function summarizeClassifier(
  events: ScoredEvents,
  options: SummaryOptions,
): ClassifierNumbers {
  const given = perClass(events)
  const names = classNames(given.nClasses, options.classes)
  const usable = usableEvents(given)
  refuseNoEvents(usable)
  const { weights } = usable
  const probabilities = checkProbabilities(given, usable.events)
  const isProbability = probabilities.areProbabilities
  // One score without a known threshold orders events, but takes none for anything.
  const predicts = events.nScores > 1 || isProbability
  const { confusions, confidence, isRight } = predictClasses(given, usable)
  const metrics = confusionMetrics(confusions)
  const weighted = given.weights === undefined ? {} : { weights }
  const curves: ClassifierCurves = {
    roc: {},
    precisionRecall: {},
    calibration: isProbability
      ? {
          calibration: calibrate(confidence, isRight, {
            positiveLabel: 1,
            bins: CALIBRATION_BINS,
            ...weighted,
          }),
          distribution: distributeProbabilities(confidence, weighted.weights),
        }
      : null,
    cuts: {},
    histograms: {},
  }
  const tasks = signalTasks(names, options)
  const found = new Map<SignalTask, TaskNumbers | undefined>()
  const traceClass = (label: number, ranked: RankedEvents) => {
    const split = splitRanked(ranked, label)
    const [roc, precisionRecall] = [readRocCurve(split), readPrecisionRecall(split)]
    const task = tasks.find((each) => isOneAgainstRest(each, label, names.length))
    const cuts = task && readCuts(split, options)
    sweepThresholds(split, roc.visit, precisionRecall.visit, ...(cuts ? [cuts.visit] : []))
    curves.roc[names[label] as string] = roc.result()
    curves.precisionRecall[names[label] as string] = precisionRecall.result()
    if (cuts) found.set(task, taskNumbers(cuts.result(), split, isProbability))
  }
  const areas = multiclassAuroc(given, { usable, onRanked: traceClass })
  const classes = names.map((name, label): ClassSummary => {
    // Without events of two classes there are no areas.
    if (!(name in curves.roc)) traceClass(label, rankEvents(given, usable, label))
    const { averagePrecision, low, high } = curves.precisionRecall[name] as PrecisionRecallCurve
    const { f1, ...shares } = metrics.classes[label] as (typeof metrics.classes)[number]
    const area = areas.oneVsRest[label] ?? null
    return {
      class: name,
      n: usable.classes[label]?.n ?? 0,
      precision: predicts ? shares.precision : null,
      recall: predicts ? shares.recall : null,
      f1: predicts ? f1 : null,
      auroc: area?.auroc ?? null,
      auroc_ci: intervalOf(area),
      average_precision: averagePrecision,
      average_precision_ci: low === null || high === null ? null : [low, high],
    }
  })
  const cuts: Record<string, CutSummary> = {}
  for (const task of tasks) {
    if (!found.has(task)) {
      const { scores, labels } = taskScores(given, task, isProbability)
      const split = splitScores(scores, labels, 1, given.weights)
      found.set(task, taskNumbers(summarizeCuts(split, options), split, isProbability))
    }
    const numbers = found.get(task)
    if (numbers === undefined) continue
    cuts[task.name] = numbers.summary
    curves.cuts[task.name] = numbers.efficiency
    curves.histograms[task.name] = numbers.histograms
  }
  const n = effectiveNumber({
    sum: usable.classes.reduce((sum, each) => sum + each.sum, 0),
    squares: usable.classes.reduce((sum, each) => sum + each.squares, 0),
  })
  const accuracy = predicts ? metrics.accuracy : null
  const loss = isProbability ? logLoss(given, usable) : null
  return {
    summary: {
      n_events: events.labels.length,
      n_invalid: usable.nInvalid,
      n_unlabelled: usable.nUnlabelled,
      accuracy,
      accuracy_ci: accuracy === null ? null : wilson(accuracy, n),
      balanced_accuracy: predicts ? metrics.balancedAccuracy : null,
      macro_f1: predicts ? metrics.macroF1 : null,
      auroc: areas.meanOneVsRest?.auroc ?? null,
      auroc_ci: intervalOf(areas.meanOneVsRest),
      auroc_one_vs_one: areas.meanOneVsOne?.auroc ?? null,
      auroc_one_vs_one_ci: intervalOf(areas.meanOneVsOne),
      log_loss: loss,
      ece: curves.calibration?.calibration.ece ?? null,
      classes,
      confusions: predicts ? [...confusions] : [],
      cuts,
      reasons: summaryReasons({
        predicts,
        probabilities,
        names,
        usable,
        metrics,
        hasLoss: loss !== null,
        isConstant: haveSameScores(given, usable.events),
        isCalibrated: curves.calibration?.calibration.ece !== null,
      }),
      notes:
        isProbability && probabilities.roundedTo !== undefined
          ? [roundingNote(probabilities.roundedTo, probabilities.largestMiss)]
          : [],
    },
    curves,
  }
}

interface TaskNumbers extends CutNumbers {
  readonly histograms: SidesOfScore
}

function taskNumbers(
  cuts: CutNumbers | undefined,
  split: SplitScores,
  isProbability: boolean,
): TaskNumbers | undefined {
  return cuts && { ...cuts, histograms: sidesOfScore(split, isProbability) }
}

/** Without events every number would be empty, and every figure. */
function refuseNoEvents({ events, nInvalid, nUnlabelled }: UsableEvents): void {
  if (events.length > 0) return
  const of = (n: number, what: string) => (n > 0 ? [`${count(n, 'event')} ${what}`] : [])
  const found = [
    ...of(nUnlabelled, 'without a label'),
    ...of(nInvalid, 'with a NaN or an infinity'),
  ]
  throw new ReportError(
    'CLASSIFIED_NOTHING',
    `No event can be used: there ${found.length > 0 ? `are ${found.join(' and ')}, and ` : 'are '}none with a ` +
      'label, scores and a weight above 0. Check labels, scores and weights.',
  )
}

function intervalOf(area: Area | null): Interval | null {
  return area === null || area.low === null || area.high === null ? null : [area.low, area.high]
}

function wilson(share: number, n: number): Interval {
  const { low, high } = wilsonInterval(share * n, n)
  return [low, high]
}
