import { ReportError } from '../../errors.ts'
import { type UsableEvents, usableEvents } from '../../stats/classification/classScores.ts'
import { type ClassMetrics, confusionMetrics } from '../../stats/classification/confusionMetrics.ts'
import { logLoss, logLossOfOdds } from '../../stats/classification/logLoss.ts'
import type { Area } from '../../stats/classification/multiclassAuroc.ts'
import { type Predictions, predictClasses } from '../../stats/classification/predictions.ts'
import { wilsonInterval } from '../../stats/intervals/wilson.ts'
import { calibrate, distributeProbabilities } from '../../stats/roc/calibration.ts'
import { effectiveNumber } from '../../stats/roc/weights.ts'
import {
  checkArguments,
  checkOptions,
  FINITE,
  NUMBERS,
  objectOf,
  TEXTS,
} from '../../text/checkOptions.ts'
import { count } from '../../text/counts.ts'
import type { CutOptions } from '../scores/cutSummary.ts'
import { invalidEvents } from '../scores/invalidEvents.ts'
import { type ClassCurves, type KnownScores, traceScores } from './classifierCurves.ts'
import type {
  ClassifierCurves,
  ClassifierNumbers,
  ClassSummary,
  Interval,
} from './classifierNumbers.ts'
import {
  areLikeProbabilities,
  checkProbabilities,
  LOGITS_LIKE_PROBABILITIES,
  type ProbabilityCheck,
  roundingNote,
  saturationNote,
} from './probabilities.ts'
import { classNames, classOrder, perClass, type ScoredEvents } from './scoredEvents.ts'
import { signalTasks, type TaskOptions } from './signalTasks.ts'
import { haveSameScores, summaryReasons } from './summaryReasons.ts'

export interface SummaryOptions extends CutOptions, TaskOptions {
  /** Names of the classes, in the order of the scores. Default their indices. */
  readonly classes?: readonly string[] | undefined
}

const EVENTS = 'an object with scores, nScores and labels'
const OPTIONS = {
  classes: TEXTS,
  signal: FINITE,
  background: NUMBERS,
  signalEfficiencies: NUMBERS,
  backgroundEfficiencies: NUMBERS,
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
  const name = 'summarizeClassifier'
  checkArguments('OPTION_INVALID', name, { events }, { events: objectOf(EVENTS) })
  checkOptions('OPTION_INVALID', name, options, OPTIONS, [
    'signalEfficiencies',
    'backgroundEfficiencies',
  ])
  return summarizeScores(events, options)
}

/** {@link summarizeClassifier} for options that were checked with those of the report. */
export function summarizeScores(events: ScoredEvents, options: SummaryOptions): ClassifierNumbers {
  const given = perClass(events)
  const names = classNames(given.nClasses, options.classes)
  const usable = usableEvents(given)
  refuseNoEvents(usable)
  const probabilities = checkProbabilities(given, usable.events)
  const { areProbabilities } = probabilities
  const order = classOrder(events, areProbabilities)
  const scores: KnownScores = { given, order, usable, names, areProbabilities }
  // One score without a known threshold orders events, but takes none for anything.
  const predicts = events.nScores > 1 || areProbabilities
  const predictions = predictClasses(given, usable)
  const metrics = confusionMetrics(predictions.confusions)
  const traced = traceScores(scores, signalTasks(names, options), options)
  const calibration = areProbabilities ? calibrationOf(predictions, scores) : null
  const accuracy = predicts ? metrics.accuracy : null
  const loss = areProbabilities ? lossOf(scores) : null
  const { meanOneVsRest, meanOneVsOne } = traced.areas
  const byName = <T>(part: (curves: ClassCurves) => T) =>
    Object.fromEntries(
      traced.classes.map((curves, label) => [names[label] as string, part(curves)]),
    )
  const ofTasks = [...traced.tasks].map(([{ name }, numbers]) => [name, numbers] as const)
  return {
    summary: {
      n_events: events.labels.length,
      n_invalid: usable.nInvalid,
      n_unlabelled: usable.nUnlabelled,
      accuracy,
      accuracy_ci: accuracy === null ? null : wilson(accuracy, effectiveNumberOf(usable)),
      balanced_accuracy: predicts ? metrics.balancedAccuracy : null,
      macro_f1: predicts ? metrics.macroF1 : null,
      auroc: meanOneVsRest?.auroc ?? null,
      auroc_ci: intervalOf(meanOneVsRest),
      auroc_one_vs_one: meanOneVsOne?.auroc ?? null,
      auroc_one_vs_one_ci: intervalOf(meanOneVsOne),
      log_loss: loss,
      ece: calibration?.calibration.ece ?? null,
      ece_by_chance: calibration?.calibration.eceByChance ?? null,
      classes: traced.classes.map((curves, label) => ({
        ...{ class: names[label] as string, n: usable.classes[label]?.n ?? 0 },
        ...summarizeClass(curves, predicts ? metrics.classes[label] : undefined),
      })),
      confusions: predicts ? [...predictions.confusions] : [],
      cuts: Object.fromEntries(ofTasks.map(([name, { summary }]) => [name, summary])),
      reasons: summaryReasons({
        predicts,
        probabilities,
        names,
        usable,
        metrics,
        hasLoss: loss !== null,
        isConstant: haveSameScores(order.ranks, usable.events),
      }),
      notes: notesOn(probabilities, events, usable),
    },
    curves: {
      roc: byName(({ roc }) => roc),
      precisionRecall: byName(({ precisionRecall }) => precisionRecall),
      calibration,
      cuts: Object.fromEntries(ofTasks.map(([name, { efficiency }]) => [name, efficiency])),
      histograms: Object.fromEntries(ofTasks.map(([name, { histograms }]) => [name, histograms])),
      invalidEvents: invalidAmong(events, usable),
    },
  }
}

/** The labelled events that cannot be used; those of weight 0 are left out whatever their scores. */
function invalidAmong({ labels, weights }: ScoredEvents, { events }: UsableEvents): string {
  const isUsable = new Uint8Array(labels.length)
  for (const event of events) isUsable[event] = 1
  return invalidEvents(
    labels.length,
    (event) => isUsable[event] === 0 && (labels[event] as number) >= 0 && weights?.[event] !== 0,
  )
}

/** Of logits, no probability that rounds to 1 hides the order. */
function notesOn(
  probabilities: ProbabilityCheck,
  scored: ScoredEvents,
  { events }: UsableEvents,
): string[] {
  if (!probabilities.areProbabilities) return []
  const { roundedTo, largestMiss } = probabilities
  const saturated = scored.logits === undefined ? saturationNote(scored, events) : undefined
  return [
    ...(roundedTo === undefined ? [] : [roundingNote(roundedTo, largestMiss)]),
    ...(saturated === undefined ? [] : [saturated]),
    ...(areLikeProbabilities(scored, events) ? [LOGITS_LIKE_PROBABILITIES] : []),
  ]
}

function lossOf({ given, order: { ranks, logits }, usable }: KnownScores): number | null {
  return logits === undefined ? logLoss(given, usable) : logLossOfOdds(ranks, usable)
}

/** @param metrics undefined where no event is taken for a class */
function summarizeClass(
  { area, precisionRecall: { averagePrecision, low, high } }: ClassCurves,
  metrics: ClassMetrics | undefined,
): Omit<ClassSummary, 'class' | 'n'> {
  return {
    precision: metrics?.precision ?? null,
    recall: metrics?.recall ?? null,
    f1: metrics?.f1 ?? null,
    auroc: area?.auroc ?? null,
    auroc_ci: intervalOf(area),
    average_precision: averagePrecision,
    average_precision_ci: low === null || high === null ? null : [low, high],
  }
}

function calibrationOf(
  { confidence, isRight }: Predictions,
  { given, usable }: KnownScores,
): ClassifierCurves['calibration'] {
  const weighted = given.weights === undefined ? {} : { weights: usable.weights }
  return {
    calibration: calibrate(confidence, isRight, {
      positiveLabel: 1,
      bins: CALIBRATION_BINS,
      ...weighted,
    }),
    distribution: distributeProbabilities(confidence, weighted.weights),
  }
}

function effectiveNumberOf({ classes }: UsableEvents): number {
  return effectiveNumber({
    sum: classes.reduce((sum, each) => sum + each.sum, 0),
    squares: classes.reduce((sum, each) => sum + each.squares, 0),
  })
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
