import {
  type BaselineComparison,
  compareWithBaseline,
} from '../../../compare/baseline/compareWithBaseline.ts'
import type { Gate, GateOutcome } from '../../../compare/gates/gate.ts'
import { judgeGate } from '../../../compare/gates/judgeGate.ts'
import { parseGate } from '../../../compare/gates/parseGate.ts'
import { chooseMetric } from '../../../compare/metrics/chooseMetric.ts'
import { ReportError } from '../../../errors.ts'
import type { AnalyzedReport } from '../analyze.ts'
import { Stage } from '../stage.ts'
import { readBaseline } from './readBaseline.ts'

/** A gate with what came of it. */
export interface JudgedGate extends GateOutcome {
  readonly text: string
}

/** The gates of a report, and the comparison that they may refer to. */
export interface GatePlan {
  readonly gates: readonly Stage<JudgedGate>[]
  /** Undefined without a baseline. */
  readonly baseline: Stage<BaselineComparison> | undefined
}

/**
 * Lays out a stage for each gate.
 *
 * @throws {ReportError} GATE_INVALID for a gate that cannot be read
 */
export function planGates(
  texts: readonly string[],
  analyze: Stage<AnalyzedReport>,
  report: { readonly name: string; readonly cwd: string; readonly baseline: string | null },
): GatePlan {
  const gates = texts.map(parseGate)
  const { baseline: directory } = report
  const baseline =
    directory === null
      ? undefined
      : new Stage('baseline', [analyze], async () => {
          const analyzed = await analyze.run()
          const { metric, better } = comparedBy(analyzed)
          const before = await readBaseline(directory, report)
          return compareWithBaseline(analyzed.runs, before, {
            metric,
            better,
            parameters: settingColumns(analyzed),
          })
        })
  return {
    baseline,
    gates: gates.map((gate) => {
      // A baseline that failed must not skip gates that have nothing to do with it.
      const needed = gate.kind === 'baseline' ? baseline : undefined
      return new Stage(`gate ${gate.text}`, [analyze, ...(needed ? [needed] : [])], async () => ({
        text: gate.text,
        ...judge(gate, await analyze.run(), await needed?.run()),
      }))
    }),
  }
}

/** @throws {ReportError} GATE_FAILED with its numbers, where the gate does not hold */
export function requireHolds({ holds, text, sentence }: JudgedGate): void {
  if (!holds) throw new ReportError('GATE_FAILED', `The gate "${text}" does not hold: ${sentence}`)
}

function judge(
  gate: Gate,
  analyzed: AnalyzedReport,
  baseline: BaselineComparison | undefined,
): GateOutcome {
  const { runs, goals, config } = analyzed
  const metric = gate.kind === 'limit' ? gate.metric : comparedBy(analyzed).metric
  return judgeGate(gate, {
    runs,
    metric,
    betterOf: (column) => chooseMetric({ runs, goals }, column, config.inputs.goal).better,
    parameters: settingColumns(analyzed),
    baseline,
  })
}

/** The metric that the report was reported, or that would be guessed. */
function comparedBy({ runs, goals, config }: AnalyzedReport) {
  return chooseMetric({ runs, goals }, config.inputs.metric, config.inputs.goal)
}

function settingColumns({ runs, parameters }: AnalyzedReport): string[] {
  return parameters.filter((name) => name !== 'seed' && runs.columnIndex(name) >= 0)
}
