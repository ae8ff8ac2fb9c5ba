import type { ColumnTable } from 'arquero'
import type { RunWarning } from '../../runs/findings.ts'
import { columnNotes } from '../../tables/columnAliases.ts'
import { selectRuns } from '../../tables/select.ts'
import { checkAnalysis } from '../hookResults/checkAnalysis.ts'
import type { HookProblems } from '../hookResults/problem.ts'
import type { Analyzed, ReportSpec } from '../spec/defineReport.ts'
import {
  describeWarning,
  requireOwnRuns,
  requireSelectable,
  requireSelected,
  runningWarnings,
  selectionWarnings,
} from './checks.ts'
import type { CollectedContext } from './collect.ts'
import { Stage } from './stage.ts'

/** The selected runs, with all that was collected. */
export type AnalyzedReport = Analyzed & {
  readonly problems: HookProblems
  /** Warnings for whoever makes the report, which are in none of its files. */
  readonly asides: readonly string[]
  /** The columns of all parameters, those in which the runs agree too. */
  readonly parameterColumns: readonly string[]
}

/** Whether a warning tells of the cache, which costs time and changes no report. */
function isOfCache({ kind }: RunWarning): boolean {
  return kind === 'cache-damaged' || kind === 'cache-not-written'
}

/** The stage that selects and compares: the report's `analyze`, or the runs that are selected. */
export function analyzeStage(
  spec: ReportSpec,
  collect: Stage<CollectedContext>,
  warnings: readonly string[],
): Stage<AnalyzedReport> {
  return new Stage('analyze', [collect], async () => {
    const collected = await collect.run()
    const { select } = collected.config.inputs
    requireSelectable(collected.runs, select)
    const { result, problems } = spec.analyze
      ? checkAnalysis(await spec.analyze(collected), collected)
      : { result: { runs: selectRuns(collected.runs, select) }, problems: [] }
    requireSelected(collected.runs, result.runs, select)
    requireOwnRuns(collected.runs, result.runs)
    const selected = new Set(result.runs.array('run_dir') as Iterable<string>)
    return {
      ...collected,
      ...result,
      perEpoch: new Map([...collected.perEpoch].filter(([runDir]) => selected.has(runDir))),
      notices: [
        ...warnings,
        ...collected.warnings.filter((each) => !isOfCache(each)).map(describeWarning),
        ...(collected.inputs.includeRunning ? runningWarnings(result.runs) : []),
        ...selectionWarnings(collected.runs, select),
        ...(result.remarks ?? []),
      ],
      asides: collected.warnings.filter(isOfCache).map(describeWarning),
      problems: { ...collected.problems, analyze: problems },
      parameterColumns: parameterColumns(collected.runs, collected.parameters),
    }
  })
}

/** What facts call parameters, besides those of the runs' overrides. */
const PARAMETERS_OF_FACTS = ['encoder', 'tokenizer', 'latent_dim', 'codebook_size', 'dataset_name']

function parameterColumns(runs: ColumnTable, varied: readonly string[]): string[] {
  const others = columnNotes(runs)?.others
  const isParameter = (name: string) =>
    varied.includes(name) ||
    PARAMETERS_OF_FACTS.includes(name) ||
    (others !== undefined && !others.has(name))
  return runs.columnNames().filter((name) => name !== 'seed' && isParameter(name))
}
