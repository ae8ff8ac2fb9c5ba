import { count } from '../../text/counts.ts'
import type { BaselineComparison, BaselineRow } from '../baseline/compareWithBaseline.ts'
import { pText } from '../findings/wording.ts'
import type { BaselineGate, GateOutcome, Worsening } from './gate.ts'
import { againstReference, judgeWorsening, orient } from './worsening.ts'

const SHOWN = 4

/** Whether every setting that both reports have is not worse than it was. */
export function judgeBaseline(
  gate: BaselineGate,
  baseline: BaselineComparison | undefined,
): GateOutcome {
  if (baseline === undefined) {
    return {
      holds: false,
      sentence: 'There is no baseline: name an earlier report with baseline=….',
    }
  }
  const both = baseline.rows.filter(({ verdict }) => verdict !== 'new' && verdict !== 'gone')
  if (both.length === 0) {
    return { holds: false, sentence: 'No setting of this report is in the baseline.' }
  }
  const judged = both.map((row) => {
    const worsening = worseningOf(row, baseline)
    const outcome = judgeWorsening(gate, worsening, settingText(row, baseline))
    if (gate.allowed !== undefined || gate.on === 'mean' || row.pHolm === null) return outcome
    if (worsening.divergesMore) return outcome
    // Where many settings are compared, some interval is above 0 by chance: the adjusted verdict counts.
    const sentence = outcome.sentence.replace(/\.$/, ` (${pText(row.pHolm)} after Holm).`)
    return { ...outcome, sentence, holds: row.verdict !== 'worse' }
  })
  const failed = judged.filter(({ holds }) => !holds)
  const gone = baseline.rows.filter(({ verdict }) => verdict === 'gone').length
  const left =
    gone > 0 ? ` ${count(gone, 'setting')} of the baseline ${gone > 1 ? 'are' : 'is'} gone.` : ''
  if (failed.length === 0) {
    const closest = judged.reduce((least, each) =>
      Number.isNaN(least.slack) || each.slack < least.slack ? each : least,
    )
    return {
      holds: true,
      sentence:
        `${count(both.length, 'setting')} of ${baseline.metric} not worse than the baseline${both.length > 1 ? '; the closest' : ''}: ` +
        `${closest.sentence}${left}`,
    }
  }
  const shown = failed.slice(0, SHOWN).map(({ sentence }) => sentence)
  const more = failed.length > SHOWN ? ` And ${failed.length - SHOWN} more.` : ''
  return {
    holds: false,
    sentence: `${failed.length} of ${count(both.length, 'setting')}: ${shown.join(' ')}${more}${left}`,
  }
}

function worseningOf(row: BaselineRow, { better, scale }: BaselineComparison): Worsening {
  const { estimate, low, high, nNow, nBefore, nDivergedNow, nDivergedBefore } = row
  const orNaN = (value: number | null) => value ?? Number.NaN
  return orient(
    {
      isShare: scale === 'ratio',
      estimate: orNaN(estimate),
      low: orNaN(low),
      high: orNaN(high),
      divergesMore: nDivergedNow / nNow > nDivergedBefore / nBefore,
      divergedReference: againstReference(
        { n: nNow, nDiverged: nDivergedNow },
        { n: nBefore, nDiverged: nDivergedBefore },
        row.verdict === 'better',
      ),
    },
    better === 'lower',
  )
}

function settingText({ setting }: BaselineRow, { parameters, metric }: BaselineComparison): string {
  if (parameters.length === 0) return metric
  return `${metric} of ${parameters.map((name, at) => `${name}=${setting[at]}`).join(', ')}`
}
