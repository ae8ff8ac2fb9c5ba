import { ReportError } from '../../errors.ts'
import { requireColumn } from '../../tables/requireColumn.ts'
import { selectRuns } from '../../tables/select.ts'
import { valueKey } from '../../tables/valueKey.ts'
import { checkArguments, objectOf } from '../../text/checkOptions.ts'
import { valueName } from '../../text/names/valueName.ts'
import type { BaselineComparison } from '../baseline/compareWithBaseline.ts'
import { compareGroups } from '../compareGroups.ts'
import type { Gate, GateOutcome, GroupsGate, Worsening } from './gate.ts'
import { gateColumn, lacks, requireValue } from './gateColumns.ts'
import { judgeBaseline } from './judgeBaseline.ts'
import { judgeLimit, type LimitContext } from './judgeLimit.ts'
import { judgeWorsening, worseningOf } from './worsening.ts'

const ARGUMENTS = {
  gate: objectOf('a gate, as parseGate returns it'),
  context: objectOf('an object with the runs, the metric and betterOf'),
}

/** What gates are judged over. */
export interface GateContext extends LimitContext {
  /** What groups and the baseline are compared by. */
  readonly metric: string
  /** Undefined without one. */
  readonly baseline: BaselineComparison | undefined
}

/**
 * Judges a gate. On intervals, which is the default, the whole 95 % interval must lie where the gate
 * wants it; where runs are too few for one, the gate does not hold.
 *
 * @throws {ReportError} GATE_INVALID where it names a column or value that the runs lack
 */
export function judgeGate(gate: Gate, context: GateContext): GateOutcome {
  checkArguments('GATE_INVALID', 'judgeGate', { gate, context }, ARGUMENTS)
  if (gate.kind === 'limit') return judgeLimit(gate, context)
  return gate.kind === 'groups' ? judgeGroups(gate, context) : judgeBaseline(gate, context.baseline)
}

function judgeGroups(gate: GroupsGate, context: GateContext): GateOutcome {
  const { runs, metric, betterOf, parameters } = context
  const column =
    gate.column === undefined ? columnWith(gate, context) : gateColumn(gate, runs, gate.column)
  if (valueKey(gate.value) === valueKey(gate.reference)) {
    throw new ReportError(
      'GATE_INVALID',
      `The gate "${gate.text}" compares ${gate.value} with itself. Name two values of ${column}.`,
    )
  }
  for (const value of [gate.value, gate.reference]) requireValue(gate, runs, column, value)
  const two = selectRuns(runs, { [column]: [gate.value, gate.reference] })
  const { rows } = compareGroups(two, { metric, by: column, better: betterOf(metric), parameters })
  const [row] = rows
  if (row === undefined) {
    const sentence = `${gate.value} and ${gate.reference} cannot be compared: one has no value of ${metric}.`
    return { holds: false, sentence }
  }
  const worsening: Worsening = worseningOf(row, valueKey(row.b) === valueKey(gate.value))
  const what = `${metric} of ${gate.value} against ${gate.reference}`
  return judgeWorsening(gate, worsening, what)
}

/** The parameter that has both values of a gate. */
function columnWith(gate: GroupsGate, { runs, parameters }: GateContext): string {
  const wanted = [gate.value, gate.reference]
  const known = parameters.map((name) => {
    const column = requireColumn(runs, name, { code: 'GATE_INVALID' })
    const cells = Array.from(runs.array(column) as Iterable<unknown>)
    return { name, keys: new Set(cells.map(valueKey)), values: [...new Set(cells.map(valueName))] }
  })
  const columns = known
    .filter(({ keys }) => wanted.every((value) => keys.has(valueKey(value))))
    .map(({ name }) => name)
  const [only, other] = columns
  if (only !== undefined && other === undefined) return only
  const unknown = wanted.find((value) => known.every(({ keys }) => !keys.has(valueKey(value))))
  if (unknown !== undefined) {
    const values = [...new Set(known.flatMap((each) => each.values))]
    throw lacks(gate, unknown, `no parameter has the value ${unknown}`, values)
  }
  const what =
    only === undefined
      ? `no parameter has both the value ${gate.value} and ${gate.reference}. The parameters are ${parameters.join(', ')}`
      : `${columns.join(' and ')} have both values`
  throw new ReportError(
    'GATE_INVALID',
    `The gate "${gate.text}": ${what}. Name the parameter: COLUMN = ${gate.value} not worse than ${gate.reference}.`,
  )
}
