import { checkLevel } from '../intervals/bootstrap.ts'
import { aurocInterval } from '../roc/auroc.ts'
import { effectiveNumber } from '../roc/weights.ts'
import { type ClassScores, type ClassSize, type UsableEvents, usableEvents } from './classScores.ts'
import { type RankedEvents, rankEvents } from './rankedEvents.ts'
import { structuralComponents } from './structuralComponents.ts'

/** An area under a ROC curve with its interval over events; null bounds where a class has one event. */
export interface Area {
  readonly auroc: number
  readonly low: number | null
  readonly high: number | null
}

export interface MulticlassAuroc {
  /** Of each class against all others, by its own score; null for a class without events. */
  readonly oneVsRest: readonly (Area | null)[]
  /** The mean over the classes that have events; null where these are fewer than two. */
  readonly meanOneVsRest: Area | null
  /** By class and other class: the events of the two, ranked by the score of the first; null without. */
  readonly oneVsOne: readonly (readonly (number | null)[])[]
  /** The mean over all ordered pairs of classes that have events (Hand and Till, Mach. Learn. 45, 2001). */
  readonly meanOneVsOne: Area | null
}

export interface MulticlassAurocOptions {
  /** Coverage of the intervals, within (0, 1). Default 0.95. */
  readonly level?: number
  /** The usable ones of the given events, where they are known. */
  readonly usable?: UsableEvents
  /** Given each class in turn, with events ranked by its score: whatever else needs that order. */
  readonly onRanked?: (label: number, ranked: RankedEvents) => void
}

/**
 * Areas under ROC curves for several classes: scikit-learn's `roc_auc_score` with `multi_class` `ovr` and
 * `ovo`, macro averages, with `sample_weight`. Classes without events are left out of the means.
 *
 * Intervals are DeLong's (Biometrics 44, 1988), over events, for one trained model. The areas that a mean
 * is made of share their events, so that its variance is that of each event's part in all of them.
 *
 * @throws {ReportError} as `usableEvents` does; `INTERVAL_OPTION_INVALID` if the level is not within (0, 1)
 */
export function multiclassAuroc(
  given: ClassScores,
  { level = 0.95, usable = usableEvents(given), onRanked }: MulticlassAurocOptions = {},
): MulticlassAuroc {
  checkLevel(level)
  const { classes, events, labels, weights } = usable
  const oneVsRest: (Area | null)[] = classes.map(() => null)
  const oneVsOne: (readonly (number | null)[])[] = classes.map(() => classes.map(() => null))
  const present = classes.flatMap(({ sum }, label) => (sum > 0 ? [label] : []))
  if (present.length < 2) {
    return { oneVsRest, meanOneVsRest: null, oneVsOne, meanOneVsOne: null }
  }
  const total = joined(classes).sum
  const partInRest = new Float64Array(events.length)
  const partInPairs = new Float64Array(events.length)
  for (const positive of present) {
    const ranked = rankEvents(given, usable, positive)
    onRanked?.(positive, ranked)
    const components = structuralComponents(ranked, classes, positive)
    const { againstRest, againstEach, pairAreas } = components
    const { sum: ownSum } = classes[positive] as ClassSize
    const restSum = total - ownSum
    const auroc = weightedMean(againstRest, usable, positive)
    const pairSum = pairAreas.reduce<number>((sum, area) => sum + (area ?? 0), 0)
    const deviations = new Float64Array(events.length)
    for (let i = 0; i < events.length; i++) {
      const label = labels[i] as number
      const weight = weights[i] as number
      const isOwn = label === positive
      const component = againstRest[i] as number
      const deviation = (weight / (isOwn ? ownSum : restSum)) * (component - auroc)
      const inPairs = isOwn
        ? ((againstEach[i] as number) - pairSum) / ownSum
        : (component - (pairAreas[label] as number)) / (classes[label] as ClassSize).sum
      deviations[i] = deviation
      partInRest[i] = (partInRest[i] as number) + deviation
      partInPairs[i] = (partInPairs[i] as number) + weight * inPairs
    }
    oneVsOne[positive] = pairAreas
    const groups = classes.map((_, label) => (label === positive ? 0 : 1))
    oneVsRest[positive] = withInterval({ auroc, deviations, groups }, usable, level)
  }
  const meanOf = (areas: readonly number[]) =>
    areas.reduce((sum, area) => sum + area, 0) / areas.length
  const areasOfRest = present.map((label) => (oneVsRest[label] as Area).auroc)
  const areasOfPairs = oneVsOne.flat().filter((area) => area !== null)
  const groups = classes.map((_, label) => label)
  const meanArea = (areas: readonly number[], parts: Float64Array) => {
    const deviations = parts.map((part) => part / areas.length)
    return withInterval({ auroc: meanOf(areas), deviations, groups }, usable, level)
  }
  return {
    oneVsRest,
    meanOneVsRest: meanArea(areasOfRest, partInRest),
    oneVsOne,
    meanOneVsOne: meanArea(areasOfPairs, partInPairs),
  }
}

/** Over the events of a class. */
function weightedMean(
  values: Float64Array,
  { labels, weights, classes }: UsableEvents,
  label: number,
): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    if (labels[i] === label) sum += (weights[i] as number) * (values[i] as number)
  }
  return sum / (classes[label] as ClassSize).sum
}

function joined(sizes: readonly ClassSize[]): ClassSize {
  const add = (key: keyof ClassSize) => sizes.reduce((sum, size) => sum + size[key], 0)
  return { sum: add('sum'), squares: add('squares'), n: add('n') }
}

interface AreaParts {
  readonly auroc: number
  /** Of each event, what its part differs from what is expected of it, by which the area is uncertain. */
  readonly deviations: Float64Array
  /** Of each class the sample that its events belong to, which has a correction for its size. */
  readonly groups: readonly number[]
}

/** The area with DeLong's interval. */
function withInterval(
  { auroc, deviations, groups }: AreaParts,
  { labels, classes }: UsableEvents,
  level: number,
): Area {
  const squares = new Float64Array(groups.length)
  for (let i = 0; i < deviations.length; i++) {
    const group = groups[labels[i] as number] as number
    squares[group] = (squares[group] as number) + (deviations[i] as number) ** 2
  }
  let variance = 0
  for (const group of new Set(groups)) {
    const size = joined(classes.filter((_, label) => groups[label] === group))
    if (size.n === 1) return { auroc, low: null, high: null }
    const n = effectiveNumber(size)
    if (n > 0) variance += (squares[group] as number) * (n / (n - 1))
  }
  return { auroc, ...aurocInterval(auroc, Math.sqrt(variance), level) }
}
