import { groupBy } from '../../tables/groupBy.ts'
import { count } from '../../text/counts.ts'
import { formatNumber } from '../../text/numberFormat.ts'
import type { Comparison } from '../comparison.ts'
import { groupText } from '../groups/groupText.ts'
import type { Trend } from '../trend.ts'
import { keyPart, type ReportFinding, withUniqueKeys } from './reportFinding.ts'

/** More are not read; the table has a row for each. */
const MOST_SETTLED = 40

/**
 * What rows allow one to say, the surest first: one sentence for each pair or trend that is settled, and
 * for each compared column of which nothing is settled, what its intervals exclude or what is missing.
 */
export function findingsOf(
  rows: readonly Comparison[],
  trends: readonly Trend[] = [],
): ReportFinding[] {
  const settled = [
    ...rows.filter(isSettled).map((row) => ({ p: row.pHolm ?? 1, finding: findingOfPair(row) })),
    ...trends
      .filter(({ verdict }) => verdict === 'rises' || verdict === 'falls')
      .map((trend) => ({ p: trend.pHolm ?? 1, finding: findingOfTrend(trend) })),
  ]
    .sort((a, b) => a.p - b.p)
    .slice(0, MOST_SETTLED)
    .map(({ finding }) => finding)
  const unsettled = [
    ...[...groupBy(rows, ({ by }) => by)]
      .filter(([, ofColumn]) => !ofColumn.some(isSettled))
      .map(([by, ofColumn]) => unsettledFinding(by, ofColumn)),
    ...trends
      .filter(({ verdict }) => verdict !== 'rises' && verdict !== 'falls')
      .map(unsettledTrend),
  ]
  return withUniqueKeys([...settled, ...unsettled])
}

function isSettled({ verdict }: Comparison): boolean {
  return verdict === 'different' || verdict.startsWith('equal')
}

function findingOfPair(row: Comparison): ReportFinding {
  const { by, a, b, block, metric, verdict } = row
  const effect = effectOf(row)
  const [ofA, ofB] = [a, b].map((value) =>
    typeof value === 'string' ? groupText(value) : `${by} ${groupText(value)}`,
  )
  const where = block === '' ? '' : ` (${block})`
  const times = `${number(effect.estimate)} times the ${metric}`
  const units =
    row.unit === 'run' ? `${row.nA} and ${row.nB} runs` : count(row.nPairs, row.unit ?? 'pair')
  const findingOf = (sentence: string): ReportFinding => {
    return { key: keyOf(row), sentence, values: valuesOf(row, effect) }
  }
  if (verdict !== 'different') {
    const size = effect.isRatio ? times : `${metric} differs by ${number(effect.estimate)}`
    const claim = `${ofB} and ${ofA}${where} are ${verdict}`
    return findingOf(`${claim}: ${size} ${intervalText(effect)}, ${units}.`)
  }
  const isHigher = directionOf(row, effect) > 0
  const word = isHigher === (row.better === 'lower') ? 'worse' : 'better'
  const holm = row.pHolm === null ? '' : `, ${pText(row.pHolm)} after Holm`
  const claim = `${ofB} is ${word} than ${ofA}${where}`
  return findingOf(`${claim}: ${sizeText(row, effect)}, ${units}${holm}.`)
}

/** By how much b differs from a; of runs that diverged, how many did, since ranks decided. */
function sizeText(row: Comparison, effect: Effect): string {
  const { metric, nA, nB, nDivergedA, nDivergedB } = row
  if (nDivergedA + nDivergedB > 0) {
    return `by ranks, since ${nDivergedB} of ${nB} and ${nDivergedA} of ${nA} runs diverged`
  }
  if (effect.isRatio)
    return `${number(effect.estimate)} times the ${metric} ${intervalText(effect)}`
  const isHigher = effect.estimate > 0
  const { estimate, low, high } = effect
  const shown = isHigher ? effect : { ...effect, estimate: -estimate, low: -high, high: -low }
  return `${metric} ${isHigher ? 'higher' : 'lower'} by ${number(shown.estimate)} ${intervalText(shown)}`
}

interface Effect {
  readonly isRatio: boolean
  readonly estimate: number
  readonly low: number
  readonly high: number
}

function effectOf(row: Comparison): Effect {
  const isRatio = row.ratio !== null || row.difference === null
  const [estimate, low, high] = isRatio
    ? [row.ratio, row.ratioLow, row.ratioHigh]
    : [row.difference, row.differenceLow, row.differenceHigh]
  const orNaN = (value: number | null) => value ?? Number.NaN
  return { isRatio, estimate: orNaN(estimate), low: orNaN(low), high: orNaN(high) }
}

/** Above 0 where the values of b are the greater ones; by the ranks where runs diverged. */
function directionOf(row: Comparison, { isRatio, estimate }: Effect): number {
  const hasDiverged = row.nDivergedA + row.nDivergedB > 0
  if (hasDiverged || Number.isNaN(estimate)) {
    // A run of a beats one of b: b is the worse one.
    const bIsWorse = (row.pImprovement ?? 0.5) > 0.5
    return (row.better === 'lower') === bIsWorse ? 1 : -1
  }
  return isRatio ? Math.log(estimate) : estimate
}

/**
 * `vq-vs-none` where the values are names, else with the column: `lr-0.1-vs-0.01`. It depends on nothing
 * but the pair, so that a document that quotes it stands when another parameter is added.
 */
function keyOf({ by, a, b, block }: Comparison): string {
  const isNamed = [a, b].every((value) => typeof value === 'string')
  const parts = [...(isNamed ? [] : [by]), `${groupText(b)}-vs-${groupText(a)}`]
  return [...parts, ...(block === '' ? [] : [block])].map(keyPart).join('-')
}

function valuesOf(row: Comparison, effect: Effect): Record<string, number> {
  const all: [string, number | null][] = [
    [effect.isRatio ? 'ratio' : 'difference', effect.estimate],
    ['low', effect.low],
    ['high', effect.high],
    ['n', row.unit === 'run' ? row.nA + row.nB : row.nPairs],
    ['p', row.pHolm],
  ]
  return present(all)
}

/** Of a column of which nothing is settled: never a claim about which value is better. */
function unsettledFinding(by: string, rows: readonly Comparison[]): ReportFinding {
  const key = keyPart(by)
  const verdicts = new Set(rows.map(({ verdict }) => verdict))
  const tested = rows.filter(({ unit, verdict }) => unit !== null && verdict !== 'no matching runs')
  if (verdicts.has('descriptive only')) {
    const sentence = `${by}: not tested, since a sampler chose the runs by their results.`
    return { key, sentence, values: {} }
  }
  if (tested.length === 0) {
    return {
      key,
      sentence: `${by}: cannot tell, since no runs differ in it and the seed alone.`,
      values: {},
    }
  }
  const hasDiverged = rows.some((row) => row.nDivergedA + row.nDivergedB > 0)
  const isUnsure = verdicts.has('underpowered') || verdicts.has('no matching runs') || hasDiverged
  const excluded = isUnsure ? Number.NaN : excludedBy(tested.map(effectOf))
  if (!Number.isNaN(excluded)) {
    const isRatio = tested.every((row) => effectOf(row).isRatio)
    const what = isRatio
      ? `${formatNumber(roundedUp(100 * excluded))} %`
      : number(roundedUp(excluded))
    return {
      key,
      sentence: `${by}: differences above ${what} excluded by 95 % intervals; smaller ones are not.`,
      values: { excluded },
    }
  }
  const more = tested.map(({ moreUnits }) => moreUnits)
  const most = Math.max(...more.map((each) => each ?? Number.NaN))
  const unit = tested[0]?.unit ?? 'pair'
  if (!(most > 0))
    return {
      key,
      sentence: `${by}: cannot tell, with too few runs to say how many more it takes.`,
      values: {},
    }
  return {
    key,
    sentence: `${by}: cannot tell; ${count(most, unit).replace(/^(\d+) /, '$1 more ')} would probably decide.`,
    values: { more: most },
  }
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

function findingOfTrend(trend: Trend): ReportFinding {
  const { by, metric, verdict, n, pHolm, correlation } = trend
  const holm = pHolm === null ? '' : `, ${pText(pHolm)} after Holm`
  return {
    key: keyPart(by),
    sentence: `${metric} ${verdict} with ${by}: rank correlation ${number(correlation ?? Number.NaN)} ${trendInterval(trend)}, ${count(n, 'run')}${holm}.`,
    values: trendValues(trend),
  }
}

function unsettledTrend(trend: Trend): ReportFinding {
  const { by, metric, verdict, correlation, correlationLow } = trend
  const start =
    verdict === 'descriptive only'
      ? `${by}: not tested, since a sampler chose the runs by their results`
      : `${by}: cannot tell whether ${metric} rises or falls with it`
  const numbers =
    correlation === null || correlationLow === null
      ? ''
      : `; rank correlation ${number(correlation)} ${trendInterval(trend)}, ${count(trend.n, 'run')}`
  return { key: keyPart(by), sentence: `${start}${numbers}.`, values: trendValues(trend) }
}

function trendInterval({ correlationLow, correlationHigh }: Trend): string {
  const [low, high] = [correlationLow ?? Number.NaN, correlationHigh ?? Number.NaN]
  return intervalText({ isRatio: false, estimate: Number.NaN, low, high })
}

function trendValues(trend: Trend): Record<string, number> {
  return present([
    ['correlation', trend.correlation],
    ['low', trend.correlationLow],
    ['high', trend.correlationHigh],
    ['n', trend.n],
    ['p', trend.pHolm],
  ])
}

function present(values: readonly [string, number | null][]): Record<string, number> {
  return Object.fromEntries(
    values.flatMap(([name, value]) =>
      value === null || Number.isNaN(value) ? [] : [[name, value] as const],
    ),
  )
}

function intervalText({ low, high }: Effect): string {
  if (Number.isNaN(low) || Number.isNaN(high)) return 'without an interval'
  return `[${number(low)}, ${number(high)}]`
}

/** Two digits, or as many as tell a ratio near 1 from it. */
function number(value: number): string {
  const isNearOne = Math.abs(value - 1) < 0.1
  return formatNumber(value, { digits: isNearOne ? 4 : 2 })
}

function pText(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${formatNumber(p, { digits: p < 0.1 ? 1 : 2 })}`
}
