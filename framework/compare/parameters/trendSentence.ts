import { count } from '../../text/counts.ts'
import { formatEstimate } from '../../text/numbers/intervalFormat.ts'
import { formatAlike, formatNumber } from '../../text/numbers/numberFormat.ts'
import { formatPValue } from '../../text/numbers/pValueFormat.ts'
import { isTrend, type Trend } from '../trend.ts'

/** A trend in words, with its counts. */
export function trendSentence(trend: Omit<Trend, 'sentence'>): string {
  const { by, correlation, correlationLow, correlationHigh, n, unit, pHolm } = trend
  const [least, greatest] = formatAlike([trend.least, trend.greatest])
  const range = `from ${least} to ${greatest}`
  const claim = trendClaim(trend)
  if (correlation === null) {
    return `${by} ${range}: ${claim}; ${count(n, unit)} can be compared, too few for a rank correlation.`
  }
  const texts =
    correlationLow === null || correlationHigh === null
      ? undefined
      : formatEstimate({ estimate: correlation, low: correlationLow, high: correlationHigh })
  const interval =
    texts === undefined ? '' : ` (single 95 % interval ${texts.low} to ${texts.high})`
  const p =
    pHolm === null
      ? ''
      : `; p ${formatPValue(pHolm)} for a trend or a turn, after Holm's adjustment`
  return (
    `${by} ${range}: ${claim}. The rank correlation${among(trend)} is ${texts?.estimate ?? formatNumber(correlation)}` +
    `${interval}, over ${count(n, unit)} of ${count(trend.nValues, 'value')}${p}${unpairedWordsOf(trend)}${divergedWordsOf(trend)}.`
  )
}

/** How many runs have none of another value to be compared with, as the end of a sentence; empty where none do. */
function unpairedWordsOf({ n, unit, nRuns, within, nBlocks }: Omit<Trend, 'sentence'>): string {
  if (unit === 'setting' || n >= nRuns) return ''
  const [has, their] = nRuns - n === 1 ? ['has', 'its'] : ['have', 'their']
  const where = partsOf({ within, nBlocks }).join(' and ')
  return (
    `; ${nRuns - n} of ${count(nRuns, 'run')} ${has} no partner of another value` +
    `${where === '' ? '' : ` within ${their} ${where}`}`
  )
}

/** What ranks are taken within, as readers are told of it: of a single block they are not. */
function partsOf({ within, nBlocks }: Pick<Trend, 'within' | 'nBlocks'>): string[] {
  const hasSeeds = within === 'block and seed'
  const hasBlocks = nBlocks > 1 && within !== 'all runs'
  return [...(hasBlocks ? ['block'] : []), ...(hasSeeds ? ['seed'] : [])]
}

function among(trend: Pick<Trend, 'within' | 'nBlocks'>): string {
  if (trend.within === 'all runs') return ' of all runs'
  const parts = partsOf(trend).map((part) => `${part}s`)
  return parts.length === 0 ? '' : ` within ${parts.join(' and ')}`
}

/** How many runs diverged, as the end of a sentence; empty where none did. */
export function divergedWordsOf({ nDiverged, nRuns }: Pick<Trend, 'nDiverged' | 'nRuns'>): string {
  if (nDiverged === 0) return ''
  return `; ${nDiverged} of ${count(nRuns, 'run')} diverged and ${nDiverged === 1 ? 'ranks' : 'rank'} as the worst`
}

/** What a trend allows one to say: `loss rises with lr`, `loss is lowest near lr 0.003 [0.001, 0.01], …`. */
export function trendClaim({
  by,
  metric,
  verdict,
  turnsAt,
  turnsAtLow,
  turnsAtHigh,
}: Omit<Trend, 'sentence'>): string {
  if (!isTrend(verdict)) return `whether ${metric} rises or falls with ${by} is ${verdict}`
  if (verdict === 'changes') {
    return `${metric} changes with ${by}, and is not shown to rise or fall throughout`
  }
  if (turnsAt === null) return `${metric} ${verdict} with ${by}`
  const number = (value: number) => formatNumber(value, { digits: 2 })
  const [end, sides] = verdict === 'lowest inside' ? ['lowest', 'higher'] : ['highest', 'lower']
  const where = `${number(turnsAt)} [${number(turnsAtLow ?? turnsAt)}, ${number(turnsAtHigh ?? turnsAt)}]`
  return `${metric} is ${end} near ${by} ${where}, and ${sides} on both sides`
}
