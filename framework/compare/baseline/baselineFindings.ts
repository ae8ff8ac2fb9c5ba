import { fisherExactTest } from '../../stats/tests/fisherExact.ts'
import { count } from '../../text/counts.ts'
import { type ReportFinding, withUniqueKeys } from '../findings/reportFinding.ts'
import { intervalWords, presentValues, pText } from '../findings/wording.ts'
import { groupName } from '../groups/groupText.ts'
import type { BaselineComparison, BaselineRow, BaselineVerdict } from './compareWithBaseline.ts'

/** More are not read; the table has a row for each. */
const MOST_SETTINGS = 10
const VERDICTS: readonly BaselineVerdict[] = ['worse', 'better', 'not told apart', 'new', 'gone']

/**
 * What became of settings since an earlier report: how many, then each that got worse or better, and each of which all
 * runs diverged in one of the reports alone, told apart or not.
 */
export function baselineFindings(comparison: BaselineComparison): ReportFinding[] {
  const { rows } = comparison
  const counted = VERDICTS.map((verdict) => {
    const n = rows.filter((row) => row.verdict === verdict).length
    return { verdict, n }
  }).filter(({ n }) => n > 0)
  if (counted.length === 0) return []
  const summary: ReportFinding = {
    key: 'baseline',
    sentence: `Against the baseline, of ${count(rows.length, 'setting')}: ${counted
      .map(({ verdict, n }) => `${n} ${verdict}`)
      .join(', ')}.`,
    values: Object.fromEntries(
      counted.map(({ verdict, n }) => [verdict.replaceAll(' ', '-'), n] as const),
    ),
  }
  const changed = VERDICTS.slice(0, 3)
    .flatMap((verdict) => rows.filter((row) => row.verdict === verdict))
    .filter((row) => row.verdict !== 'not told apart' || hasDivergedOnce(row))
    .slice(0, MOST_SETTINGS)
  return withUniqueKeys([summary, ...changed.map((row) => findingOf(row, comparison))])
}

/** Whether all runs diverged in just one of the reports. */
function hasDivergedOnce({ nNow, nBefore, nDivergedNow, nDivergedBefore }: BaselineRow): boolean {
  return (nDivergedNow === nNow) !== (nDivergedBefore === nBefore)
}

function findingOf(
  row: BaselineRow,
  { metric, parameters, scale }: BaselineComparison,
): ReportFinding {
  const { verdict, setting } = row
  const [estimate, low, high] = [row.estimate, row.low, row.high].map((each) => each ?? Number.NaN)
  const effect = intervalWords(
    { estimate: estimate as number, low: low as number, high: high as number },
    scale === 'ratio' ? 1 : 0,
  )
  const names = setting.map((value, at) => groupName(parameters[at] as string, value))
  const name = names.length > 0 ? names.join(', ') : 'The runs'
  const change =
    scale === 'ratio'
      ? `${effect.estimate} times the ${metric} ${effect.interval}`
      : `${metric} changed by ${effect.estimate} ${effect.interval}`
  const than = verdict === 'not told apart' ? 'from' : 'than in'
  return {
    key: `baseline-${name}`.replaceAll(/[^\p{L}\p{N}._+-]+/gu, '-'),
    sentence: `${name} ${names.length > 0 ? 'is' : 'are'} ${verdict} ${than} the baseline: ${resultText(row, change)}.`,
    values: presentValues([
      [scale === 'ratio' ? 'ratio' : 'difference', row.estimate],
      ['low', row.low],
      ['high', row.high],
      ['p', row.pHolm],
    ]),
  }
}

/** What the verdict rests on. @param change of the runs that did not diverge */
function resultText(row: BaselineRow, change: string): string {
  const { nNow, nBefore, nDivergedNow, nDivergedBefore } = row
  const p = row.pHolm === null ? '' : `, ${pText(row.pHolm)} after Holm`
  if (nDivergedNow + nDivergedBefore === 0) return `${change}, ${nNow} runs against ${nBefore}${p}`
  const counts = `${nDivergedNow} of ${nNow} runs diverged, before ${nDivergedBefore} of ${nBefore}`
  if (row.estimate === null) return p === '' ? counts : `${counts}${p} (Fisher's exact test)`
  const others = row.low === null ? '' : `; of the others, ${change}`
  return (
    `${counts} (Fisher's exact ${pText(fisherPValue(row))})${p}, by the ranks of all runs with these as the ` +
    `worst${others}`
  )
}

function fisherPValue({ nNow, nBefore, nDivergedNow, nDivergedBefore }: BaselineRow): number {
  return fisherExactTest(nDivergedNow, nNow, nDivergedBefore, nBefore)
}
