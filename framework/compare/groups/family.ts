import { smallestFisherPValue } from '../../stats/tests/fisherExact.ts'
import { holmAdjust } from '../../stats/tests/holm.ts'
import type { Better, Comparison } from '../comparison.ts'
import type { Finding, Question } from './findings.ts'
import { sentenceOf } from './sentence.ts'
import { ALPHA, verdictOf } from './verdict.ts'

/**
 * The rows of one table: their p-values are adjusted as one family, those of equality as another, and
 * the verdicts follow from the adjusted ones.
 *
 * @param sampler what chose the runs by their results, where something did: then nothing is tested
 * @param others p-values of other tests in the same table, which belong to the family
 */
export function judgeFamily(
  findings: readonly Finding[],
  question: Question,
  sampler: string | undefined,
  others: readonly number[] = [],
): Comparison[] {
  const isDescriptive = sampler !== undefined
  const pValues = pValuesOf(findings, sampler)
  const pHolm = holmAdjust([...pValues, ...others])
  // Holm's adjustment asks of what is still open to be found at this rate, once the rest is settled.
  const alphaOfOpen = ALPHA / Math.max(1, pHolm.filter((p) => p > ALPHA).length)
  const pEqual = holmAdjust(findings.map(({ pEqual }) => (isDescriptive ? Number.NaN : pEqual)))
  return findings.map((finding, at) => {
    const { tested, units, contrast, scale } = finding
    const verdict = verdictOf({
      isTestable: tested !== undefined,
      isDescriptive,
      leastUnits: tested?.leastUnits ?? 0,
      pHolm: pHolm[at] as number,
      pEqual: pEqual[at] as number,
      margin: question.margin,
      holdsBothMargins: finding.holdsBothMargins && tested?.isRanked === false,
      smallestPValue: tested?.isRanked ? tested.exact.smallestPValue : 0,
    })
    const isRatio = scale === 'ratio'
    const onRatio = (value: number) => (isRatio ? orNull(Math.exp(value)) : null)
    const onDifference = (value: number) => (isRatio ? null : orNull(value))
    const interval = isDescriptive
      ? { low: Number.NaN, high: Number.NaN }
      : { low: finding.low, high: finding.high }
    const isSettled = verdict === 'different' || verdict.startsWith('equal')
    const row: Comparison = {
      by: finding.by,
      a: finding.a,
      b: finding.b,
      block: contrast.block,
      metric: question.metric,
      better: question.better,
      nA: contrast.a.size,
      nB: contrast.b.size,
      nPairs: tested !== undefined && tested.nUnitsA === 0 ? tested.nUnits : 0,
      nUnpairedA: units.nUnpairedA,
      nUnpairedB: units.nUnpairedB,
      nLeftOutA: units.nLeftOutA,
      nLeftOutB: units.nLeftOutB,
      nDivergedA: finding.nDivergedA,
      nDivergedB: finding.nDivergedB,
      ratio: onRatio(finding.estimate),
      ratioLow: onRatio(interval.low),
      ratioHigh: onRatio(interval.high),
      difference: onDifference(finding.estimate),
      differenceLow: onDifference(interval.low),
      differenceHigh: onDifference(interval.high),
      pImprovement: orNull(units.pImprovement),
      pImprovementLow: isDescriptive ? null : orNull(units.pImprovementLow),
      pImprovementHigh: isDescriptive ? null : orNull(units.pImprovementHigh),
      unit: isDescriptive ? null : (tested?.unit ?? null),
      nUnitsA: tested?.nUnitsA ?? 0,
      nUnitsB: tested?.nUnitsB ?? 0,
      isConstant: tested?.isConstant ?? false,
      hasOutlier: finding.hasOutlier,
      test: isDescriptive ? null : (tested?.test ?? null),
      pValue: orNull(pValues[at] as number),
      pHolm: orNull(pHolm[at] as number),
      exactPValue: isDescriptive ? null : orNull(tested?.exact.pValue ?? Number.NaN),
      smallestPValue: isDescriptive ? null : (tested?.exact.smallestPValue ?? null),
      verdict,
      favours: verdict === 'different' ? favouredValue(finding, question.better) : null,
      direction: tested?.direction ?? 0,
      nBlocks: units.nCommonBlocks,
      moreUnits: isDescriptive ? null : isSettled ? 0 : orNull(finding.moreUnits(alphaOfOpen)),
      divergedPValue: orNull(finding.divergedPValue),
      divergedPHolm: orNull(pHolm[findings.length + at] as number),
      meanA: isRatio ? onRatio(finding.meanA) : orNull(finding.meanA),
      meanB: isRatio ? onRatio(finding.meanB) : orNull(finding.meanB),
      // Of thousands of rows few are read.
      get sentence() {
        return sentenceOf(row, tested)
      },
    }
    return row
  })
}

/** Of the two values the one that the test favours; null where it favours neither. */
function favouredValue({ a, b, tested }: Finding, better: Better): Finding['a'] {
  const { direction } = tested ?? { direction: 0 }
  if (direction === 0) return null
  return direction < 0 === (better === 'lower') ? b : a
}

/** The rows by what they were made from. */
export function rowsByFinding(
  findings: readonly Finding[],
  rows: readonly Comparison[],
): ReadonlyMap<Finding, Comparison> {
  return new Map(
    rows.flatMap((row, at) => {
      const finding = findings[at]
      return finding === undefined ? [] : [[finding, row] as const]
    }),
  )
}

/**
 * The p-values before adjustment: of all rows, then of the numbers of diverged runs of all rows; NaN where nothing is
 * tested. Counts that could not differ at 0.05 however they fell are not tests, and cost the others nothing (Tarone,
 * Biometrics 46, 1990).
 */
export function pValuesOf(findings: readonly Finding[], sampler: string | undefined): number[] {
  if (sampler !== undefined) return findings.flatMap(() => [Number.NaN, Number.NaN])
  return [
    ...findings.map(({ tested }) => tested?.pValue ?? Number.NaN),
    ...findings.map(({ contrast: { a, b, block }, nDivergedA, nDivergedB, divergedPValue }) => {
      const least = smallestFisherPValue(nDivergedA + nDivergedB, a.size, b.size)
      return block === '' && least <= ALPHA ? divergedPValue : Number.NaN
    }),
  ]
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}
