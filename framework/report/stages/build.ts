import { openReportDirectory } from '../../output/reportDirectory.ts'
import { FigureDrawer } from '../../plots/render/parallel/figureDrawer.ts'
import { count } from '../../text/counts.ts'
import { cacheLimitOf } from '../config/cacheFolder.ts'
import { expectCache } from '../config/expectCache.ts'
import { composeReportConfig, type ReportConfig } from '../config/reportConfig.ts'
import { checkFigure } from '../hookResults/checkFigure.ts'
import { throwProblems } from '../hookResults/problem.ts'
import type { ReportSpec } from '../spec/defineReport.ts'
import { whichFigures } from '../spec/whichFigures.ts'
import { analyzeStage } from './analyze.ts'
import { collectStage } from './collect.ts'
import { drawFigure } from './drawFigure.ts'
import { type FinishedReport, finishReport } from './finish.ts'
import { planGates, requireHolds } from './gates/planGates.ts'
import { planInference } from './inference/inference.ts'
import { inferHook } from './inference/inferHook.ts'
import type { ReportProgress } from './outcomes/reportProgress.ts'
import { describeAnalysis, describeRuns, NOTHING_TOLD } from './outcomes/taskOutcome.ts'
import type { ReportRequest } from './reportRequest.ts'
import { figureTask, type ReportTask, task } from './reportTask.ts'
import { resolveInputs } from './resolveInputs.ts'
import {
  missingModels,
  planShard,
  type RunsFound,
  resultsMissing,
  type ShardPlan,
} from './shard.ts'
import { snapshotTexts } from './snapshots.ts'
import { Stage } from './stage.ts'

/** A report in the making, or a share of its work. */
export interface ReportBuild {
  readonly tasks: readonly ReportTask[]
  readonly isFixture: boolean
  /** Folders and files in which runs may change or appear, absolute. */
  readonly runFolders: readonly string[]
  /**
   * Over the fixture without overrides: the texts that are kept as snapshots, by file name. Throws
   * NeedFailedError when the analysis failed.
   */
  readonly snapshots: (() => Promise<ReadonlyMap<string, string>>) | undefined
  /**
   * Publishes the report after its tasks; undefined when its tables could not be made, or when only
   * some of its tasks have run and `partial` does not allow for that.
   */
  readonly finish: (options: { partial: boolean }) => Promise<FinishedReport | undefined>
  /** Of a share of the work: what was done, after its tasks. */
  readonly share?: Pick<ShardPlan, 'workDone' | 'keptIn'>
  /** Whether the report is not made since results that it was to be made of are missing. */
  readonly lacksResults?: boolean
}

/**
 * Lays a report out as tasks: collect, analyze, one for each figure and each model. Nothing is read
 * but the config, except that the models of `infer` are known only after the runs were selected.
 *
 * @throws {ReportError} when the config, the inputs or the figure names are wrong
 */
export async function buildReport(
  spec: ReportSpec,
  request: ReportRequest,
  onProgress: (progress: ReportProgress) => void = () => {},
): Promise<ReportBuild> {
  const composed = composeReportConfig({ ...request, name: spec.name })
  const { config } = composed
  const overridden = request.overrides.map(({ key }) => key)
  const wanted = whichFigures(spec, config, overridden)
  const resolved = await resolveInputs(spec, request, composed)
  const { outputRoot, cacheRoot, runFolders, isFixture } = resolved
  // Runs of the fixture do not go on, and are what snapshots are of.
  const includeRunning = !resolved.isFixture && followsRunning(request)
  const onRead = (done: number, total: number) =>
    onProgress({ task: 'read the runs', unit: 'run', done, total })
  /** Of the first time that the report reads its runs. */
  let found: RunsFound | undefined
  const onKnown = (nKnown: number, nAll: number) => {
    found ??= { nKnown, nAll }
  }
  const inputs = { ...resolved.inputs, includeRunning, onRead, onKnown }
  const isCached = config.cache && !isFixture
  // What was read of runs may be kept elsewhere than the results of models.
  const caches = [...new Set([cacheRoot, resolved.inputs.cacheDir ?? cacheRoot])]
  const { shard, onlyMerge = false } = request
  if (shard || onlyMerge) expectCache(config, shard ? '--shard' : '--only-merge')

  const collect = collectStage(spec, { inputs, config })
  const analyze = analyzeStage(spec, collect, [
    ...composed.warnings,
    ...idleInference(spec, config),
  ])
  const directory = new Stage('open the report directory', [analyze], () =>
    openReportDirectory({
      outputRoot,
      name: spec.name,
      now: new Date(),
      replaces: request.live?.replaces,
    }),
  )
  const hasInference = spec.infer !== undefined && config.inference.enabled
  const nFigures = wanted.training.length + (hasInference ? wanted.inference.length : 0)
  const drawer = new FigureDrawer(nFigures * new Set(config.outputs.fig_format).size)
  const figures = wanted.training.map(
    (name) =>
      new Stage(`plot ${name}`, [analyze, directory], async () => {
        const figure = checkFigure(`plot.${name}`, await spec.plot[name]?.(await analyze.run()))
        const place = { title: spec.title, part: 'training', name } as const
        const { outputs } = config
        return drawFigure(figure, place, { outputs, directory: await directory.run(), drawer })
      }),
  )
  const inference =
    spec.infer && config.inference.enabled
      ? await planInference({
          hook: inferHook(spec.infer),
          title: spec.title,
          figures: wanted.inference,
          analyze,
          directory,
          drawer,
          shard,
          cacheDir: isCached ? cacheRoot : undefined,
          onProgress: ({ runId, done, total }) =>
            onProgress({ task: `infer ${runId}`, unit: 'event', done, total }),
        })
      : undefined

  const discard = async () => {
    if (directory.state === 'done') await (await directory.run()).discard()
    return undefined
  }
  if (shard) {
    const own = (inference?.found ?? []).filter(({ isKept }) => isKept !== undefined)
    const search = inference?.found.length === 0 ? [collect, analyze, ...inference.models] : []
    const isSearched = !search.some(({ state }) => state === 'failed')
    const part = planShard(shard, inputs, own, { notes: inference?.notes, found, isSearched })
    return {
      ...{ isFixture, runFolders, snapshots: undefined, share: part },
      tasks: [
        task(part.read, async () => ({ ...NOTHING_TOLD, isCached: true })),
        ...[...search, ...part.models].map((stage) => task(stage)),
      ],
      finish: discard,
    }
  }
  const missing = onlyMerge ? await missingModels(inference?.found ?? []) : []
  if (missing.length > 0) {
    const merge = new Stage('merge', [], () => Promise.reject(resultsMissing(missing)))
    return {
      ...{ isFixture, runFolders, snapshots: undefined, lacksResults: true, tasks: [task(merge)] },
      finish: discard,
    }
  }

  const plan = planGates(config.gates, analyze, {
    name: spec.name,
    cwd: request.cwd,
    baseline: config.baseline,
  })
  const inferred = inference?.results
  const drawn = [...figures, ...(inference?.figures ?? [])]
  const stages = [
    collect,
    analyze,
    directory,
    ...(inference?.models ?? []),
    ...drawn,
    ...(inferred ? [inferred] : []),
    ...(plan.baseline ? [plan.baseline] : []),
    ...plan.gates,
  ]
  const isSnapshot = isFixture && request.overrides.length === 0
  const snapshots = new Stage('snapshots', [analyze], async () =>
    snapshotTexts(await analyze.run(), request),
  )
  return {
    isFixture,
    runFolders,
    tasks: [
      task(collect, async () => {
        const collected = await collect.run()
        throwProblems(collected.problems.collect)
        return { ...describeRuns(collected), isCached }
      }),
      // A place that cannot be written shows with the analysis, once, instead of at every figure.
      task(analyze, async () => {
        const { staging, path: target } = await directory.run()
        const analyzed = await analyze.run()
        throwProblems(analyzed.problems.analyze)
        return { ...describeAnalysis(analyzed), unfinished: { staging, target } }
      }),
      ...figures.map((stage) => figureTask(stage, drawer.isShared)),
      ...(inference?.models ?? []).map((stage) => task(stage)),
      ...(inference?.figures ?? []).map((stage) => figureTask(stage, drawer.isShared)),
      ...(inferred
        ? [
            task(inferred, async () => {
              const { findings, problems } = await inferred.run()
              throwProblems(problems)
              const said = findings.length > 0 ? count(findings.length, 'finding') : ''
              return { ...NOTHING_TOLD, said }
            }),
          ]
        : []),
      ...(plan.baseline ? [task(plan.baseline)] : []),
      ...plan.gates.map((gate) =>
        task(gate, async () => {
          requireHolds(await gate.run())
          return { ...NOTHING_TOLD, said: 'holds' }
        }),
      ),
    ],
    snapshots: isSnapshot ? () => snapshots.run() : undefined,
    finish: async ({ partial }) => {
      drawer.close()
      if (directory.state !== 'done') return undefined
      if (!partial && stages.some(({ state }) => state === 'not run')) {
        await (await directory.run()).discard()
        return undefined
      }
      return finishReport({
        spec,
        request,
        composed,
        analyzed: await analyze.run(),
        directory: await directory.run(),
        figures: drawn,
        stages,
        inference,
        plan,
        backLinks: isFixture ? false : config.outputs.back_links,
        tidies: isFixture ? undefined : { outputRoot, caches, cacheLimit: cacheLimitOf(config) },
      })
    },
  }
}

/** A report that follows its runs would wait for their end, unless it was told to take all or none. */
function followsRunning({ live, overrides }: ReportRequest): boolean {
  return live !== undefined && !overrides.some(({ key }) => key === 'inputs.require_complete')
}

/** A warning for inference that is asked for where there is none. */
function idleInference({ name, infer }: ReportSpec, { inference }: ReportConfig): string[] {
  if (infer !== undefined || !inference.enabled) return []
  return [`inference.enabled=true changes nothing: the report ${name} has no infer hook.`]
}
