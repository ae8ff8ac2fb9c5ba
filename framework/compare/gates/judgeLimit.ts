import type { ColumnTable } from 'arquero'
import { mean } from '../../stats/intervals/location.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { cellValue, valueKey } from '../../tables/valueKey.ts'
import { count } from '../../text/counts.ts'
import { estimateText } from '../../text/numbers/intervalFormat.ts'
import { formatNumber } from '../../text/numbers/numberFormat.ts'
import type { Better } from '../better.ts'
import { worstValue } from '../groups/divergence.ts'
import { metricReader } from '../groups/metricOfRun.ts'
import type { SettingValue } from '../settings/intervalWithinSettings.ts'
import { settingKeys } from '../settings/settingKeys.ts'
import type { GateOutcome, LimitGate } from './gate.ts'
import { gateColumn, requireValue } from './gateColumns.ts'
import { exactNumber, placeText, withoutRounding } from './gateNumbers.ts'
import { levelOfBest, limitInterval } from './limitInterval.ts'

/** What a limit is judged over. */
export interface LimitContext {
  readonly runs: ColumnTable
  /** Of a metric by its column. */
  readonly betterOf: (metric: string) => Better
  /** Columns that the sweep varied: but for the seed, their values make the setting of a run. */
  readonly parameters: readonly string[]
}

/**
 * Judges a limit by the mean over runs, or by the whole of its interval. That of the best of several has a
 * level that holds for all of them, since whichever was lucky is the best.
 *
 * @throws {ReportError} GATE_INVALID where it names a column or value that the runs lack
 */
export function judgeLimit(gate: LimitGate, context: LimitContext): GateOutcome {
  const metric = gateColumn(gate, context.runs, gate.metric)
  const { name, values, nCompeting } = subjectOf(gate, metric, context)
  const subject = name === '' ? gate.metric : `${gate.metric} of ${name}`
  const nDiverged = values.filter(({ value }) => !Number.isFinite(value)).length
  if (values.length === 0) return fails(`${subject} has no value in any run.`)
  const runsText = count(values.length, 'run')
  if (nDiverged > 0) {
    const of = name === '' ? '' : ` of ${name}`
    return fails(`${nDiverged} of ${runsText}${of} diverged in ${gate.metric}.`)
  }
  const estimate = meanOf(values)
  const nSettings = new Set(values.map(({ setting }) => setting)).size
  const over = nSettings > 1 ? `over ${runsText} of ${nSettings} settings` : `over ${runsText}`
  const bound = `the gate is ${gate.operator} ${exactNumber(gate.bound)}`
  if (gate.on === 'mean') {
    return {
      holds: satisfies(estimate, gate),
      sentence:
        `${subject} has a mean of ${formatNumber(estimate)} ${over}; ${bound}: the mean is ` +
        `${placeText(estimate, gate.bound)}.`,
    }
  }
  const level = levelOfBest(nCompeting)
  const interval = limitInterval(values, level)
  if (interval === undefined) {
    const more = nSettings > 1 ? 'train more seeds of each setting' : 'train more'
    return fails(
      `${subject} has a mean of ${formatNumber(estimate)} ${over}, too few for an interval; ${more}, or ` +
        'judge it "on mean".',
    )
  }
  const { low, high } = interval
  const best =
    nCompeting > 1
      ? `, the best of ${nCompeting} (${formatNumber(100 * level, { digits: 3 })} % interval)`
      : ''
  const [judged, part] = gate.operator.startsWith('<') ? [high, 'ends'] : [low, 'begins']
  return {
    holds: satisfies(judged, gate),
    sentence:
      `${subject} is ${estimateText({ estimate, low, high }, { digits: 3 })} ${over}${best}; ${bound}: the interval ${part} ` +
      `${placeText(judged, gate.bound)}.`,
  }
}

/** The name and values of the runs that a limit is about, and out of how many groups they were chosen. */
function subjectOf(
  gate: LimitGate,
  metric: string,
  context: LimitContext,
): { name: string; values: readonly SettingValue[]; nCompeting: number } {
  const { subject } = gate
  const { runs, betterOf } = context
  const measured = settingValues(metric, context)
  if (subject.kind === 'all') {
    return { name: '', values: measured.map(({ value }) => value), nCompeting: 1 }
  }
  const column = gateColumn(gate, runs, subject.column)
  const groups = groupBy(measured, ({ row }) => valueKey(runs.get(column, row)))
  if (subject.kind === 'value') {
    requireValue(gate, runs, column, subject.value)
    const members = groups.get(valueKey(subject.value)) ?? []
    return {
      name: `${subject.column}=${subject.value}`,
      values: members.map(({ value }) => value),
      nCompeting: 1,
    }
  }
  const sign = betterOf(metric) === 'lower' ? 1 : -1
  const [best] = [...groups.values()]
    .map((members) => {
      const values = members.map(({ value }) => value)
      const middle = meanOf(values)
      return {
        name: `${subject.column}=${cellValue(runs.get(column, members[0]?.row ?? 0))}`,
        values,
        nCompeting: groups.size,
        // One that diverged is never the best, whichever values are better.
        rank: Number.isFinite(middle) ? sign * middle : Number.POSITIVE_INFINITY,
      }
    })
    .sort((a, b) => (a.rank < b.rank ? -1 : Number(a.rank > b.rank)))
  return best ?? { name: subject.column, values: [], nCompeting: 1 }
}

/** The runs that have a value of the metric, by their rows; infinite where it diverged. */
function settingValues(
  metric: string,
  { runs, parameters, betterOf }: LimitContext,
): { readonly row: number; readonly value: SettingValue }[] {
  const keys = settingKeys(runs, parameters)
  const metricOf = metricReader(runs, metric)
  return keys.flatMap((key, row) => {
    const measured = metricOf(row)
    if (measured === 'missing' || measured === 'pruned') return []
    const value = measured === 'diverged' ? worstValue(betterOf(metric)) : measured
    return [{ row, value: { ...key, value } }]
  })
}

function meanOf(values: readonly SettingValue[]): number {
  return mean(values.map(({ value }) => value))
}

function satisfies(value: number, { operator, bound }: LimitGate): boolean {
  const [seen, limit] = [withoutRounding(value), withoutRounding(bound)]
  if (operator === '<=') return seen <= limit
  if (operator === '<') return seen < limit
  return operator === '>=' ? seen >= limit : seen > limit
}

function fails(sentence: string): GateOutcome {
  return { holds: false, sentence }
}
