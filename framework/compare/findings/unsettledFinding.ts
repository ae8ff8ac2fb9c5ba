import type { Comparison } from '../comparison.ts'
import { divergedWords } from './divergenceFinding.ts'
import { type Effect, effectOf } from './effect.ts'
import type { UnsettledFinding, UnsettledReason } from './foldUnsettled.ts'
import { moreText } from './moreText.ts'
import { keyPart } from './reportFinding.ts'
import { number } from './wording.ts'

/** Of a column of which nothing is settled: never a claim about which value is better. */
export function unsettledFinding(by: string, rows: readonly Comparison[]): UnsettledFinding {
  const saying = (reason: UnsettledReason, sentence: string, values = {}): UnsettledFinding => {
    return { by, reason, finding: { key: keyPart(by), sentence, values } }
  }
  const verdicts = new Set(rows.map(({ verdict }) => verdict))
  const tested = rows.filter(({ unit, verdict }) => unit !== null && verdict !== 'no matching runs')
  if (verdicts.has('descriptive only')) {
    return saying(
      'chosen by a sampler',
      `${by}: not tested, since a sampler chose the runs by their results.`,
    )
  }
  if (tested.length === 0) {
    return saying(
      'nothing to compare',
      `${by}: cannot tell, since no runs differ in it and the seed alone.`,
    )
  }
  if (tested.every(({ isConstant }) => isConstant)) {
    const isSame = tested.every(({ ratio, difference }) => ratio === 1 || difference === 0)
    const what = isSame ? 'is the same' : 'differs by exactly as much'
    return saying(
      isSame ? 'always the same' : 'always differs as much',
      `${by}: cannot tell, since the metric ${what} in all pairs of runs, whatever their seed.`,
    )
  }
  const hasDiverged = rows.some((row) => row.nDivergedA + row.nDivergedB > 0)
  const isUnsure = verdicts.has('underpowered') || verdicts.has('no matching runs') || hasDiverged
  const excluded = isUnsure ? Number.NaN : excludedBy(tested.map(effectOf))
  if (Number.isNaN(excluded)) {
    const { sentence, values } = undecided(by, tested)
    const told = sentence.replace(/\.$/, `${divergedWords(rows)}.`)
    return saying('too few runs', told, values)
  }
  const isRatio = tested.every((row) => effectOf(row).isRatio)
  const size = roundedUp(isRatio ? 100 * excluded : excluded)
  const what = isRatio ? `${number(size)} %` : number(size)
  const values = isRatio ? { 'excluded-percent': size } : { excluded: size }
  const sentence = `${by}: differences above ${what} excluded by 95 % intervals; smaller ones are not.`
  return saying('some differences excluded', sentence, values)
}

/** How many more runs it takes, as far as the rows say. */
function undecided(
  by: string,
  rows: readonly Comparison[],
): Pick<UnsettledFinding['finding'], 'sentence' | 'values'> {
  const counted = rows.flatMap(({ moreUnits, unit, nBlocks }) =>
    moreUnits === null || moreUnits === 0 || unit === null ? [] : [{ moreUnits, unit, nBlocks }],
  )
  const [first, ...others] = counted
  if (first === undefined) {
    const sentence = `${by}: cannot tell, with too few runs to say how many more it takes.`
    return { sentence, values: {} }
  }
  const { moreUnits, unit, nBlocks } = others.reduce(
    (most, each) => (each.moreUnits > most.moreUnits ? each : most),
    first,
  )
  const more = Number.isFinite(moreUnits)
    ? moreText(moreUnits, unit, nBlocks)
    : 'more runs than anybody trains'
  const which =
    counted.length === rows.length
      ? 'would probably decide'
      : `would probably decide ${counted.length} of its ${rows.length} comparisons, and for the others the runs ` +
        'are too few to say'
  const sentence = `${by}: cannot tell; ${more} ${which}.`
  return { sentence, values: Number.isFinite(moreUnits) ? { more: moreUnits } : {} }
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
