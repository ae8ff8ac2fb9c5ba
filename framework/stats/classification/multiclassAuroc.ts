import { checkArguments, checkOptions, FUNCTION, objectOf } from '../../text/checkOptions.ts'
import { checkLevel } from '../intervals/bootstrap.ts'
import { aurocInterval } from '../roc/aurocInterval.ts'
import { type EventTotals, effectiveNumber } from '../roc/weights.ts'
import { ANY } from '../schemas.ts'
import { type ClassScores, type UsableEvents, usableEvents } from './classScores.ts'
import { type RankedEvents, rankEvents } from './rankedEvents.ts'
import { type StructuralComponents, structuralComponents } from './structuralComponents.ts'

/** An area under a ROC curve with its interval over events; nulls beside it where a class has one event. */
export interface Area {
  readonly auroc: number
  /** DeLong's standard error. */
  readonly se: number | null
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

const EVENTS = 'an object with scores, labels and nClasses'

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
 * Intervals are as those of `computeAuroc`, over events, for one trained model. The areas that a mean
 * is made of share their events, so that its variance is that of each event's part in all of them.
 *
 * @throws {ReportError} as `usableEvents` does; `INTERVAL_OPTION_INVALID` if the level is not within (0, 1)
 */
export function multiclassAuroc(
  given: ClassScores,
  options: MulticlassAurocOptions = {},
): MulticlassAuroc {
  const name = 'multiclassAuroc'
  checkArguments('OPTION_INVALID', name, { events: given }, { events: objectOf(EVENTS) })
  checkOptions('OPTION_INVALID', name, options, { level: ANY, usable: ANY, onRanked: FUNCTION })
  const { level = 0.95, usable = usableEvents(given), onRanked } = options
  checkLevel(level)
  const { classes, events, labels } = usable
  const oneVsRest: (Area | null)[] = classes.map(() => null)
  const oneVsOne: (readonly (number | null)[])[] = classes.map(() => classes.map(() => null))
  const present = classes.flatMap(({ sum }, label) => (sum > 0 ? [label] : []))
  if (present.length < 2) {
    return { oneVsRest, meanOneVsRest: null, oneVsOne, meanOneVsOne: null }
  }
  const sums: PartSums = {
    rest: new Float64Array(events.length),
    pairs: new Float64Array(events.length),
  }
  for (const positive of present) {
    const ranked = rankEvents(given, usable, positive)
    onRanked?.(positive, ranked)
    const components = structuralComponents(ranked, classes, positive)
    const { auroc, squares } = addParts(components, usable, positive, sums)
    const samples = [classes[positive] as EventTotals, restOf(classes, positive)]
    oneVsRest[positive] = withInterval({ auroc, squares, samples }, level)
    oneVsOne[positive] = Array.from(components.pairAreas, (area) =>
      Number.isNaN(area) ? null : area,
    )
  }
  const meanArea = (areas: readonly number[], parts: Float64Array) => {
    const auroc = areas.reduce((sum, area) => sum + area, 0) / areas.length
    const squares = new Float64Array(classes.length)
    for (let i = 0; i < parts.length; i++) {
      const label = labels[i] as number
      squares[label] = (squares[label] as number) + ((parts[i] as number) / areas.length) ** 2
    }
    return withInterval({ auroc, squares, samples: classes }, level)
  }
  const areasOfRest = present.map((label) => (oneVsRest[label] as Area).auroc)
  const areasOfPairs = oneVsOne.flat().filter((area) => area !== null)
  return {
    oneVsRest,
    meanOneVsRest: meanArea(areasOfRest, sums.rest),
    oneVsOne,
    meanOneVsOne: meanArea(areasOfPairs, sums.pairs),
  }
}

/** By the place of the event: its parts in the areas, less what is expected of them, summed over the areas. */
interface PartSums {
  /** In the areas of a class against all others. */
  readonly rest: Float64Array
  /** In the areas of pairs. */
  readonly pairs: Float64Array
}

/**
 * Adds the parts of events in the areas of one class, by which these are uncertain.
 *
 * @returns the area of the class against all others, and its parts squared and summed, of the events of the
 *   class and of all others
 */
function addParts(
  { againstRest, againstEach, pairAreas }: StructuralComponents,
  { classes, labels, weights }: UsableEvents,
  positive: number,
  sums: PartSums,
): { readonly auroc: number; readonly squares: readonly [number, number] } {
  const sizes = Float64Array.from(classes, ({ sum }) => sum)
  const ownSum = sizes[positive] as number
  const restSum = sizes.reduce((sum, size) => sum + size, 0) - ownSum
  const pairSum = pairAreas.reduce((sum, area) => (Number.isNaN(area) ? sum : sum + area), 0)
  const n = labels.length
  let won = 0
  for (let i = 0; i < n; i++) {
    if (labels[i] === positive) won += (weights[i] as number) * (againstRest[i] as number)
  }
  const auroc = won / ownSum
  let ofOwn = 0
  let ofRest = 0
  for (let i = 0; i < n; i++) {
    const label = labels[i] as number
    const weight = weights[i] as number
    const component = againstRest[i] as number
    let part: number
    let partInPairs: number
    if (label === positive) {
      part = (weight / ownSum) * (component - auroc)
      partInPairs = ((againstEach[i] as number) - pairSum) / ownSum
      ofOwn += part * part
    } else {
      part = (weight / restSum) * (component - auroc)
      partInPairs = (component - (pairAreas[label] as number)) / (sizes[label] as number)
      ofRest += part * part
    }
    sums.rest[i] = (sums.rest[i] as number) + part
    sums.pairs[i] = (sums.pairs[i] as number) + weight * partInPairs
  }
  return { auroc, squares: [ofOwn, ofRest] }
}

function restOf(classes: readonly EventTotals[], positive: number): EventTotals {
  const rest = classes.filter((_, label) => label !== positive)
  const add = (key: keyof EventTotals) => rest.reduce((sum, size) => sum + size[key], 0)
  return { sum: add('sum'), squares: add('squares'), n: add('n') }
}

interface AreaParts {
  readonly auroc: number
  /** Of each sample, the squares of what its events' parts differ from what is expected, summed. */
  readonly squares: ArrayLike<number>
  readonly samples: readonly EventTotals[]
}

/** The area with its interval, each sample's variance corrected for its size. */
function withInterval({ auroc, squares, samples }: AreaParts, level: number): Area {
  if (samples.some(({ n }) => n === 1)) return { auroc, se: null, low: null, high: null }
  const variance = samples.reduce((sum, size, i) => {
    const n = effectiveNumber(size)
    return n > 0 ? sum + (squares[i] as number) * (n / (n - 1)) : sum
  }, 0)
  const se = Math.sqrt(variance)
  return { auroc, se, ...aurocInterval({ auroc, se, sizes: sizesOf(samples) }, level) }
}

/** Each sample against all others: of an area its two classes once, of a mean every class. */
function sizesOf(samples: readonly EventTotals[]): { a: number; b: number }[] {
  const sizes = samples.map(effectiveNumber).filter((n) => n > 0)
  const all = sizes.reduce((sum, n) => sum + n, 0)
  const [first] = sizes
  if (first !== undefined && sizes.length === 2) return [{ a: first, b: all - first }]
  return sizes.map((a) => ({ a, b: all - a }))
}
