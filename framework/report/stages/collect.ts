import { type LoadedRuns, loadRuns } from '../../runs/loadRuns.ts'
import { checkCollected } from '../hookResults/checkCollected.ts'
import type { HookProblems } from '../hookResults/problem.ts'
import type { After, Derived, ReportContext, ReportSpec } from '../spec/defineReport.ts'
import { requireRuns } from './checks.ts'
import { Stage } from './stage.ts'

/** What later hooks see of the runs, before they are selected. */
export type CollectedContext = After<
  After<ReportContext, LoadedRuns>,
  Pick<Derived, 'parameters'>
> & { readonly problems: HookProblems }

/** The stage that reads the runs: the report's `collect`, or `loadRuns(inputs)`. */
export function collectStage(spec: ReportSpec, context: ReportContext): Stage<CollectedContext> {
  return new Stage('collect', [], async () => {
    const { result: collected, problems } = spec.collect
      ? checkCollected(await spec.collect(context), context)
      : { result: await loadRuns(context.inputs), problems: [] }
    requireRuns(collected, context.inputs)
    return {
      ...{ ...context, ...collected, problems: { collect: problems, analyze: [] } },
      parameters: collected.parameters.map(({ name }) => name),
    }
  })
}
