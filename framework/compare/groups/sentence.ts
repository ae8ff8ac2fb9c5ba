import { count } from '../../text/counts.ts'
import { formatEstimate } from '../../text/numbers/intervalFormat.ts'
import { formatNumber } from '../../text/numbers/numberFormat.ts'
import { formatPValue } from '../../text/numbers/pValueFormat.ts'
import type { Comparison } from '../comparison.ts'
import type { Tested } from '../units/tested.ts'
import { groupText, unitsText } from './groupText.ts'

/**
 * A comparison in words: the verdict, what it rests on, how many runs it leaves out, and of an
 * inconclusive one, which differences are excluded.
 *
 * @param tested its test; undefined without one
 */
export function sentenceOf(
  row: Omit<Comparison, 'sentence'>,
  tested: Pick<Tested, 'isConstant' | 'isRanked'> | undefined,
): string {
  const { by, a, b, block, metric, better, verdict } = row
  const where = block === '' ? '' : ` (${block})`
  return [
    `${by} ${groupText(a)} against ${groupText(b)}${where}, ${metric} (${better} is better): ${verdict}.`,
    estimateSentence(row),
    testSentence(row, tested),
    excludedSentence(row),
    divergedSentence(row),
    leftOutSentence(row),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function estimateSentence(row: Omit<Comparison, 'sentence'>): string {
  const { a, b, nA, nB, meanA, meanB, verdict, pImprovement } = row
  if (verdict === 'no matching runs') {
    return (
      `They share no setting to be compared in: ${groupText(a)} has a mean of ${number(meanA)} over ` +
      `${count(nA, 'run')}, ${groupText(b)} of ${number(meanB)} over ${count(nB, 'run')}.`
    )
  }
  const effect = effectTexts(row)
  if (effect === undefined) return ''
  const { what, estimate, low, high } = effect
  const only = row.nDivergedA + row.nDivergedB > 0 ? ' of finite pairs only' : ''
  const sign = what === 'ratio' ? '/' : ' − '
  const [minuend, subtrahend] = [groupText(b), groupText(a)]
  const interval = low === undefined ? '' : ` (single 95 % interval ${low} to ${high})`
  const { pImprovementLow, pImprovementHigh } = row
  const chance =
    pImprovement === null || pImprovementLow === null || pImprovementHigh === null
      ? ''
      : `; a run of ${groupText(a)} beats one of ${groupText(b)} with probability ${number(pImprovement)} ` +
        `(${number(pImprovementLow)} to ${number(pImprovementHigh)})`
  return `The ${what} ${minuend}${sign}${subtrahend}${only} is ${estimate}${interval}${chance}.`
}

/** What an exact p-value may reach keeps nobody from a finding below this. */
const NEGLIGIBLE_P = 1e-4

function testSentence(
  row: Omit<Comparison, 'sentence'>,
  tested: Pick<Tested, 'isConstant' | 'isRanked'> | undefined,
): string {
  const { unit, test, pValue, pHolm, exactPValue, smallestPValue } = row
  if (unit === null || test === null) return ''
  if (tested?.isConstant && tested.isRanked) {
    return 'All its units are ties, so they count as one.'
  }
  if (tested?.isConstant) {
    return (
      'All its units show the same difference, so they count as one: check whether the seed has any effect, ' +
      'whether values were rounded, or whether runs were copied.'
    )
  }
  const units = unitsText(row)
  if (pValue === null) return `It rests on ${units}, too few for a test.`
  const hasFloor = smallestPValue !== null && smallestPValue > NEGLIGIBLE_P
  const floor = hasFloor
    ? `, which this many units cannot bring below ${number(smallestPValue)}`
    : ''
  return (
    `It rests on ${units}; p ${formatPValue(pValue)} (${test}), ${formatPValue(pHolm)} after Holm's adjustment; exact p ` +
    `${number(exactPValue)}${floor}.`
  )
}

/** What an interval excludes, where nothing is said to differ. */
function excludedSentence(row: Omit<Comparison, 'sentence'>): string {
  const { verdict } = row
  if (verdict !== 'inconclusive' && verdict !== 'underpowered') return ''
  if (row.nDivergedA + row.nDivergedB > 0) return ''
  const effect = effectTexts(row)
  if (effect?.low === undefined) return 'This is not evidence that they are equal.'
  const { what, low, high } = effect
  return `This is not evidence that they are equal: only ${what}s below ${low} and above ${high} are excluded.`
}

/** The ratio or difference with its interval, as all parts of the sentence write them. */
function effectTexts(row: Omit<Comparison, 'sentence'>) {
  const isRatio = row.ratio !== null || row.difference === null
  const [estimate, low, high] = isRatio
    ? [row.ratio, row.ratioLow, row.ratioHigh]
    : [row.difference, row.differenceLow, row.differenceHigh]
  if (estimate === null) return undefined
  const what = isRatio ? 'ratio' : 'difference'
  if (low === null || high === null) {
    return { what, estimate: number(estimate), low: undefined, high: undefined }
  }
  return { what, ...formatEstimate({ estimate, low, high }, { neutral: isRatio ? 1 : 0 }) }
}

function divergedSentence(row: Omit<Comparison, 'sentence'>): string {
  const { a, b, nA, nB, nDivergedA, nDivergedB, divergedPValue } = row
  if (nDivergedA + nDivergedB === 0) return ''
  return (
    `${nDivergedA} of ${count(nA, 'run')} of ${groupText(a)} and ${nDivergedB} of ${count(nB, 'run')} of ` +
    `${groupText(b)} diverged (Fisher's exact p ${number(divergedPValue)}); they count as the worst.`
  )
}

function leftOutSentence(row: Omit<Comparison, 'sentence'>): string {
  const { a, b, unit, nLeftOutA, nLeftOutB, verdict } = row
  if (unit === null || verdict === 'no matching runs' || nLeftOutA + nLeftOutB === 0) return ''
  return (
    `The test leaves out ${count(nLeftOutA, 'run')} of ${groupText(a)} and ${count(nLeftOutB, 'run')} of ` +
    `${groupText(b)} without a partner.`
  )
}

function number(value: number | null): string {
  return formatNumber(value ?? Number.NaN)
}
