import type { Comparison } from '../comparison.ts'
import { groupText, pairNames, unitsText } from '../groups/groupText.ts'
import { type Effect, effectOf } from './effect.ts'
import { keyPart, type ReportFinding } from './reportFinding.ts'
import { intervalWords, LEAST_P_SHOWN, pNumber, presentValues, pText } from './wording.ts'

/**
 * What a row that is settled says: which value is worse, by how much, and how sure.
 *
 * @param isShared whether another column has both values as well, so that they need their column beside them
 * @param reservation what a reader must know beside it, as the end of the sentence; empty for nothing
 */
export function findingOfPair(
  row: Comparison,
  { isShared, reservation }: { readonly isShared: boolean; readonly reservation: string },
): ReportFinding {
  const { block, metric, verdict } = row
  const effect = effectOf(row)
  const { ofA, ofB } = pairNames(row, isShared)
  const where = block === '' ? '' : ` (${block})`
  const units = unitsText(row)
  const findingOf = (sentence: string): ReportFinding => {
    return { key: keyOfPair(row, isShared), sentence, values: valuesOf(row, effect) }
  }
  if (verdict !== 'different') {
    const { estimate, interval } = intervalWords(effect, effect.isRatio ? 1 : 0)
    const size = effect.isRatio
      ? `${estimate} times the ${metric}`
      : `${metric} differs by ${estimate}`
    const claim = `${ofB} and ${ofA}${where} are ${verdict}`
    return findingOf(`${claim}: ${size} ${interval}, ${units}${reservation}.`)
  }
  const isHigher = row.direction > 0
  const word = isHigher === (row.better === 'lower') ? 'worse' : 'better'
  const claim = `${ofB} is ${word} than ${ofA}${where}`
  return findingOf(
    `${claim}: ${sizeText(row, effect)}, ${units}${chanceText(row, units)}${reservation}.`,
  )
}

/** By how much b differs from a; of runs that diverged, how many did, since ranks decided. */
function sizeText(row: Comparison, effect: Effect): string {
  const { metric, nA, nB, nDivergedA, nDivergedB } = row
  if (nDivergedA + nDivergedB > 0) {
    return `by ranks, since ${nDivergedB} of ${nB} and ${nDivergedA} of ${nA} runs diverged`
  }
  if (effect.isRatio) {
    const { estimate, interval } = intervalWords(effect, 1)
    return `${estimate} times the ${metric} ${interval}`
  }
  const isHigher = effect.estimate > 0
  const { estimate, low, high } = effect
  const size = isHigher ? effect : { estimate: -estimate, low: -high, high: -low }
  const shown = intervalWords(size, 0)
  return `${metric} ${isHigher ? 'higher' : 'lower'} by ${shown.estimate} ${shown.interval}`
}

/**
 * The p-value, and where it is below that of the exact test, that one too: so few units cannot be as sure
 * without Student's assumption.
 */
function chanceText(
  { pHolm, exactPValue, smallestPValue, test }: Comparison,
  units: string,
): string {
  if (pHolm === null) return ''
  const holm = `, ${pText(pHolm)} after Holm`
  const isStudent = test?.includes("'s t") === true
  if (!isStudent || exactPValue === null || exactPValue <= Math.max(pHolm, LEAST_P_SHOWN))
    return holm
  const isLeast = exactPValue <= (smallestPValue ?? 0) * (1 + 1e-9)
  const exact = isLeast
    ? `exact p = ${pNumber(exactPValue)}, the least that ${units}${units.includes(',') ? ',' : ''} allow`
    : `exact p = ${pNumber(exactPValue)}`
  return `${holm} (Student's t; ${exact})`
}

/**
 * `vq-vs-none` where the values are names, else with the column: `lr-0.1-vs-0.01`. It depends on nothing
 * but the pair, so that a document that quotes it stands when another parameter is added; one that has both
 * values as well would make it mean either, and the column is added.
 */
export function keyOfPair({ by, a, b, block }: Comparison, isShared: boolean): string {
  const isNamed = !isShared && [a, b].every((value) => typeof value === 'string')
  const parts = [...(isNamed ? [] : [by]), `${groupText(b)}-vs-${groupText(a)}`]
  return [...parts, ...(block === '' ? [] : [block])].map(keyPart).join('-')
}

function valuesOf(row: Comparison, effect: Effect): Record<string, number> {
  return presentValues([
    [effect.isRatio ? 'ratio' : 'difference', effect.estimate],
    ['low', effect.low],
    ['high', effect.high],
    ['n', row.nPairs || row.nA + row.nB],
    ['p', row.pHolm],
    ['exact-p', row.exactPValue],
  ])
}
