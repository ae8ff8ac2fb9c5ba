import type { Comparison } from '../comparison.ts'
import { groupName } from '../groups/groupText.ts'
import type { SinglePairs } from '../interactions/interactionOf.ts'
import { divergedCounts, divergesMore } from './divergenceFinding.ts'
import { type Effect, effectOf } from './effect.ts'
import type { UnsettledFinding, UnsettledReason } from './foldUnsettled.ts'
import { levelsText } from './interactionFinding.ts'
import { moreText, roundedMore } from './moreText.ts'
import { keyPart } from './reportFinding.ts'
import { number } from './wording.ts'

/**
 * Of a column of which nothing is settled: never a claim about which value is better.
 *
 * @param name as sentences call it. Default: as the column is called
 * @param single its effects where it has one pair at each value of another parameter
 * @param margin what counts as equal, which more runs are to find. Default: a ratio of 1.1
 */
export function unsettledFinding(
  by: string,
  rows: readonly Comparison[],
  {
    name = by,
    single,
    margin,
  }: {
    readonly name?: string
    readonly single?: SinglePairs | undefined
    readonly margin?: number | undefined
  } = {},
): UnsettledFinding {
  const saying = (reason: UnsettledReason, sentence: string, values = {}): UnsettledFinding => {
    return { by: name, reason, finding: { key: keyPart(by), sentence, values } }
  }
  const verdicts = new Set(rows.map(({ verdict }) => verdict))
  const tested = rows.filter(({ unit }) => unit !== null)
  if (verdicts.has('descriptive only')) {
    return saying(
      'chosen by a sampler',
      `${name}: not tested, since a sampler chose the runs by their results.`,
    )
  }
  if (tested.length === 0) {
    return saying(
      'nothing to compare',
      `${name}: cannot tell, since no runs differ in it and the seed alone.`,
    )
  }
  if (tested.every(({ isConstant }) => isConstant)) {
    const [reason, what] = sameness(tested)
    return saying(
      reason,
      `${name}: cannot tell, since the metric ${what} in all pairs of runs, whatever their seed.`,
    )
  }
  const hasDiverged = rows.some((row) => row.nDivergedA + row.nDivergedB > 0)
  // Runs that do not have the parameter at all, since another one rules it out, match none that have.
  const hasUnmatched = rows.some(
    ({ verdict, a, b }) => verdict === 'no matching runs' && a !== null && b !== null,
  )
  const isUnsure = verdicts.has('underpowered') || hasUnmatched || hasDiverged
  const excluded = isUnsure ? Number.NaN : excludedBy(tested.map(effectOf))
  if (Number.isNaN(excluded)) {
    const isDivergenceFound = rows.some(divergesMore)
    const start = isDivergenceFound ? `${name}: apart from how often runs diverge,` : `${name}:`
    const { sentence, values } =
      single !== undefined && !hasDiverged
        ? { sentence: `${start} cannot tell ${singleText(single, tested)}`, values: {} }
        : undecided(start, tested, { hasDiverged, margin })
    // A finding of its own has the counts.
    const diverged = isDivergenceFound ? undefined : divergedCounts(rows)
    const whole =
      diverged === undefined ? `${sentence}.` : `${sentence}; diverged: ${diverged.text}.`
    const reason = isDivergenceFound ? 'only divergence found' : 'too few runs'
    return { ...saying(reason, whole, values), diverged }
  }
  const isRatio = tested.every((row) => effectOf(row).isRatio)
  const size = roundedUp(isRatio ? 100 * excluded : excluded)
  const what = isRatio ? `${number(size)} %` : number(size)
  const values = isRatio ? { 'excluded-percent': size } : { excluded: size }
  const sentence = `${name}: differences above ${what} excluded by 95 % intervals; smaller ones are not.`
  return saying('some differences excluded', sentence, values)
}

/** In what way all pairs are alike; without a ratio or a difference both runs of each diverged. */
function sameness(rows: readonly Comparison[]): readonly [UnsettledReason, string] {
  const every = (has: (estimate: number | null, neutral: number) => boolean) =>
    rows.every(({ ratio, difference }) => has(ratio ?? difference, ratio === null ? 0 : 1))
  if (every((estimate) => estimate === null)) return ['always diverged', 'ended in NaN or infinity']
  return every((estimate, neutral) => estimate === null || estimate === neutral)
    ? ['always the same', 'is the same']
    : ['always differs as much', 'differs by exactly as much']
}

/** What the pairs show, which is too little to tell an interaction from the spread between seeds. */
function singleText(
  { by, partner, contrast }: SinglePairs,
  [first]: readonly Comparison[],
): string {
  const effects = levelsText(contrast, { by, partner, metric: first?.metric ?? '' })
  return (
    `from one pair at each value of ${partner}: ${groupName(by, contrast.b)} has ${effects}; more seeds would tell ` +
    `whether its effect depends on ${partner}`
  )
}

/** How many more runs it takes, as far as the rows say; a sentence without its end. */
function undecided(
  start: string,
  rows: readonly Comparison[],
  { hasDiverged, margin }: { readonly hasDiverged: boolean; readonly margin: number | undefined },
): Pick<UnsettledFinding['finding'], 'sentence' | 'values'> {
  const counted = rows.flatMap((row) =>
    row.moreUnits === null || row.moreUnits === 0 || row.unit === null
      ? []
      : [{ row, moreUnits: row.moreUnits }],
  )
  const [first, ...others] = counted
  if (first === undefined) {
    const outlying = rows.find((row) => row.hasOutlier)
    const why = hasDiverged
      ? 'from ranks in which runs that diverged are the worst'
      : outlying !== undefined
        ? `with one ${outlying.unit} so far from the others that nothing shows how many more it takes`
        : 'with too few runs to say how many more it takes'
    return { sentence: `${start} cannot tell, ${why}`, values: {} }
  }
  const { moreUnits, row } = others.reduce(
    (most, each) => (each.moreUnits > most.moreUnits ? each : most),
    first,
  )
  const which =
    counted.length === rows.length
      ? ''
      : ` in ${counted.length} of its ${rows.length} comparisons, and for the others the runs ` +
        `are too few${hasDiverged ? ', or diverged too often,' : ''}` +
        `${rows.some((row) => row.hasOutlier) ? ', or one is too far from the others,' : ''} to say`
  const what = sought(row, margin)
  if (moreUnits > MOST_TOLD) {
    const most = moreText(MOST_TOLD, row)
    return {
      sentence: `${start} cannot tell; it would probably take more than ${most} to show ${what}${which}`,
      values: {},
    }
  }
  return {
    sentence: `${start} cannot tell; ${moreText(moreUnits, row)} would probably show ${what}${which}`,
    values: { more: roundedMore(moreUnits) },
  }
}

/** Nobody trains more: a larger number only says that the spread hides the effect. */
const MOST_TOLD = 500

/** The effect that more runs are to find. */
function sought(row: Comparison, margin = 1.1): string {
  if (!effectOf(row).isRatio) return `a difference of ${margin}`
  return `a ratio of ${number(margin > 1 ? margin : 1 + margin)}`
}

/** The largest difference that some interval still holds; NaN where one is missing or bounds mix. */
function excludedBy(effects: readonly Effect[]): number {
  const isRatio = effects[0]?.isRatio
  if (effects.some((effect) => effect.isRatio !== isRatio)) return Number.NaN
  return Math.max(
    ...effects.map(({ low, high }) =>
      isRatio ? Math.max(high, 1 / low) - 1 : Math.max(Math.abs(low), Math.abs(high)),
    ),
  )
}

/** To two digits, and not down: what lies below is not excluded. */
function roundedUp(value: number): number {
  const rounded = Number(value.toPrecision(2))
  if (rounded >= value) return rounded
  const step = Number(`1e${Math.floor(Math.log10(value)) - 1}`)
  return Number((rounded + step).toPrecision(2))
}
