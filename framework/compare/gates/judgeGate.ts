import type { ColumnTable } from 'arquero'
import { ReportError } from '../../errors.ts'
import { meanInterval } from '../../stats/intervals/meanInterval.ts'
import { requireColumn } from '../../tables/requireColumn.ts'
import { selectRuns } from '../../tables/select.ts'
import { cellValue, valueKey } from '../../tables/valueKey.ts'
import { count } from '../../text/counts.ts'
import { didYouMean } from '../../text/nearest.ts'
import { formatNumber } from '../../text/numberFormat.ts'
import type { BaselineComparison } from '../baseline/compareWithBaseline.ts'
import type { Better } from '../better.ts'
import { compareGroups } from '../compareGroups.ts'
import type { Gate, GateOutcome, GroupsGate, LimitGate } from './gate.ts'
import { judgeBaseline } from './judgeBaseline.ts'
import { judgeWorsening, type Worsening, worseningOf } from './worsening.ts'

/** What gates are judged over. */
export interface GateContext {
  readonly runs: ColumnTable
  /** What groups and the baseline are compared by. */
  readonly metric: string
  /** Of a metric by its column. */
  readonly betterOf: (metric: string) => Better
  /** Columns that the sweep varied. */
  readonly parameters: readonly string[]
  /** Undefined without one. */
  readonly baseline: BaselineComparison | undefined
}

/**
 * Judges a gate. On intervals, which is the default, the whole 95 % interval must lie where the gate
 * wants it; where runs are too few for one, the gate does not hold.
 *
 * @throws {ReportError} `GATE_INVALID` where it names a column or value that the runs lack
 */
export function judgeGate(gate: Gate, context: GateContext): GateOutcome {
  if (gate.kind === 'limit') return judgeLimit(gate, context)
  return gate.kind === 'groups' ? judgeGroups(gate, context) : judgeBaseline(gate, context.baseline)
}

function judgeLimit(gate: LimitGate, { runs, betterOf }: GateContext): GateOutcome {
  const metric = columnOf(gate, runs, gate.metric)
  const { name, values } = subjectOf(gate, runs, metric, betterOf(metric))
  const nDiverged = values.filter((value) => !Number.isFinite(value)).length
  const of = name === '' ? '' : ` of ${name}`
  if (values.length === 0) return fails(`${gate.metric}${of} has no value in any run.`)
  if (nDiverged > 0) {
    return fails(`${nDiverged} of ${count(values.length, 'run')}${of} diverged in ${gate.metric}.`)
  }
  const { estimate, low, high, kind } = meanInterval(values)
  const isUpper = gate.operator.startsWith('<')
  const runsText = `over ${count(values.length, 'run')}`
  const bound = `${gate.operator} ${formatNumber(gate.bound)}`
  if (gate.on === 'mean') {
    return outcome(
      satisfies(estimate, gate),
      `${gate.metric}${of} has a mean of ${formatNumber(estimate)} ${runsText}; the gate is ${bound}.`,
    )
  }
  if (kind !== 't') {
    return fails(
      `${gate.metric}${of} has a mean of ${formatNumber(estimate)} ${runsText}, too few for an interval; ` +
        'train more, or judge it "on mean".',
    )
  }
  return outcome(
    satisfies(isUpper ? high : low, gate),
    `${gate.metric}${of} is ${formatNumber(estimate)} [${formatNumber(low)}, ${formatNumber(high)}] ` +
      `${runsText}; the gate is ${bound}.`,
  )
}

/** The name and values of the runs that a limit is about. */
function subjectOf(
  gate: LimitGate,
  runs: ColumnTable,
  metric: string,
  better: Better,
): { name: string; values: number[] } {
  const { subject } = gate
  if (subject.kind === 'all') return { name: '', values: valuesOf(runs, metric) }
  const column = columnOf(gate, runs, subject.column)
  if (subject.kind === 'value') {
    requireValue(gate, runs, column, subject.value)
    const selected = selectRuns(runs, { [column]: [subject.value] })
    return { name: `${subject.column}=${subject.value}`, values: valuesOf(selected, metric) }
  }
  const groups = new Map<string, { name: string; values: number[] }>()
  for (let row = 0; row < runs.numRows(); row++) {
    const cell = runs.get(column, row)
    const group = groups.get(valueKey(cell)) ?? {
      name: `${subject.column}=${cellValue(cell)}`,
      values: [],
    }
    groups.set(valueKey(cell), group)
    group.values.push(...valuesAt(runs, metric, row))
  }
  const sign = better === 'lower' ? 1 : -1
  const middle = ({ values }: { values: number[] }) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    // One that diverged is never the best, whichever values are better.
    return Number.isFinite(mean) ? sign * mean : Number.POSITIVE_INFINITY
  }
  const [best] = [...groups.values()]
    .filter(({ values }) => values.length > 0)
    .sort((a, b) => middle(a) - middle(b))
  return best ?? { name: subject.column, values: [] }
}

function judgeGroups(gate: GroupsGate, context: GateContext): GateOutcome {
  const { runs, metric, betterOf, parameters } = context
  const column =
    gate.column === undefined ? columnWith(gate, context) : columnOf(gate, runs, gate.column)
  for (const value of [gate.value, gate.reference]) requireValue(gate, runs, column, value)
  const two = selectRuns(runs, { [column]: [gate.value, gate.reference] })
  const { rows } = compareGroups(two, { metric, by: column, better: betterOf(metric), parameters })
  const [row] = rows
  if (row === undefined) {
    return fails(
      `${gate.value} and ${gate.reference} cannot be compared: one has no value of ${metric}.`,
    )
  }
  const worsening: Worsening = worseningOf(row, valueKey(row.b) === valueKey(gate.value))
  const what = `${metric} of ${gate.value} against ${gate.reference}`
  return judgeWorsening(gate, worsening, what)
}

/** The parameter that has both values of a gate. */
function columnWith(gate: GroupsGate, { runs, parameters }: GateContext): string {
  const wanted = [gate.value, gate.reference].map(valueKey)
  const columns = parameters.filter((name) => {
    const column = requireColumn(runs, name, { code: 'GATE_INVALID' })
    const keys = new Set(Array.from(runs.array(column) as Iterable<unknown>, valueKey))
    return wanted.every((key) => keys.has(key))
  })
  const [only, other] = columns
  if (only === undefined || other !== undefined) {
    const what =
      only === undefined
        ? `no parameter has both the value ${gate.value} and ${gate.reference}. The parameters are ${parameters.join(', ')}`
        : `${columns.join(' and ')} have both values`
    throw new ReportError(
      'GATE_INVALID',
      `The gate "${gate.text}": ${what}. Name the parameter: COLUMN = ${gate.value} not worse than ${gate.reference}.`,
    )
  }
  return only
}

function requireValue(gate: Gate, runs: ColumnTable, column: string, value: string): void {
  const cells = Array.from(runs.array(column) as Iterable<unknown>, cellValue)
  if (cells.some((cell) => valueKey(cell) === valueKey(value))) return
  const known = [...new Set(cells.map(String))]
  throw new ReportError(
    'GATE_INVALID',
    `The gate "${gate.text}": no run has ${column}=${value}. ${didYouMean(value, known)}They have: ` +
      `${known.slice(0, 12).join(', ')}.`,
  )
}

function columnOf(gate: Gate, runs: ColumnTable, name: string): string {
  return requireColumn(runs, name, { code: 'GATE_INVALID', askedBy: `The gate "${gate.text}"` })
}

function valuesOf(runs: ColumnTable, metric: string): number[] {
  return Array.from({ length: runs.numRows() }, (_, row) => valuesAt(runs, metric, row)).flat()
}

function valuesAt(runs: ColumnTable, metric: string, row: number): number[] {
  const value = cellValue(runs.get(metric, row))
  return typeof value === 'number' || typeof value === 'bigint' ? [Number(value)] : []
}

function satisfies(value: number, { operator, bound }: LimitGate): boolean {
  if (operator === '<=') return value <= bound
  if (operator === '<') return value < bound
  return operator === '>=' ? value >= bound : value > bound
}

function fails(sentence: string): GateOutcome {
  return { holds: false, sentence }
}

function outcome(holds: boolean, sentence: string): GateOutcome {
  return { holds, sentence }
}
