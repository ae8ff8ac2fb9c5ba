import { loadRuns } from '../../runs/loadRuns.ts'
import { checkCollected } from '../hookResults/checkCollected.ts'
import type { After, Collected, Derived, ReportContext, ReportSpec } from '../spec/defineReport.ts'
import { requireRuns } from './checks.ts'
import { Stage } from './stage.ts'

/** What later hooks see of the runs, before they are selected. */
export type CollectedContext = After<After<ReportContext, Collected>, Pick<Derived, 'parameters'>>

/** The stage that reads the runs: the report's `collect`, or `loadRuns(inputs)`. */
export function collectStage(spec: ReportSpec, context: ReportContext): Stage<CollectedContext> {
  return new Stage('collect', [], async () => {
    const collected = spec.collect
      ? checkCollected(await spec.collect(context))
      : await loadRuns(context.inputs)
    requireRuns(collected, context.inputs)
    return { ...context, ...collected, parameters: collected.parameters.map(({ name }) => name) }
  })
}
