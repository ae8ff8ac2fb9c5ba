import path from 'node:path'
import { openReportDirectory } from '../../output/reportDirectory.ts'
import { loadRuns } from '../../runs/loadRuns.ts'
import { toCsv } from '../../tables/csv.ts'
import { selectRuns } from '../../tables/select.ts'
import { inputsFromConfig, inputsFromFixture } from '../config/inputs.ts'
import { composeReportConfig } from '../config/reportConfig.ts'
import type { Analyzed, ReportSpec } from '../spec/defineReport.ts'
import type { InferProgress } from '../spec/inferHook.ts'
import { whichFigures } from '../spec/whichFigures.ts'
import { describeWarning, requireRuns, requireSelected, selectionWarnings } from './checks.ts'
import { type Attachment, type DrawnFigure, drawFigure } from './drawFigure.ts'
import { type FinishedReport, finishReport } from './finish.ts'
import { planInference } from './inference.ts'
import { Stage } from './stage.ts'
import { summaryTex } from './summaryTex.ts'
import { trainingSummaryJson } from './trainingSummary.ts'

/** What a person asked for when starting a report. */
export interface ReportRequest {
  /** Overrides as on the command line, such as `inputs.sweep_dir=…`. */
  readonly overrides: readonly string[]
  /** The person's directory, absolute: relative paths of the inputs refer to it. */
  readonly cwd: string
  /** The folder of `configs/`, `fixtures/` and `reports/`, absolute. */
  readonly projectRoot: string
  /** Where a report over its fixture goes; null: the report needs inputs. */
  readonly fixtureOutputRoot: string | null
}

/** A part of a report that succeeds or fails on its own: one test. */
export interface ReportTask {
  readonly name: string
  /** Returns what the task drew. @throws NeedFailedError when another task is to blame. */
  readonly run: () => Promise<readonly Attachment[]>
}

/** A report in the making. */
export interface ReportBuild {
  readonly tasks: readonly ReportTask[]
  /** Over the fixture without overrides: the texts that are kept as snapshots, by file name. */
  readonly snapshots: (() => Promise<ReadonlyMap<string, string>>) | undefined
  /**
   * Publishes the report after its tasks; undefined when its tables could not be made, or when only
   * some of its tasks have run and `partial` does not allow for that.
   */
  readonly finish: (options: { partial: boolean }) => Promise<FinishedReport | undefined>
}

/**
 * Lays a report out as tasks: collect, analyze, one for each figure and each model. Nothing is read
 * but the config, except that the models of `infer` are known only after the runs were selected.
 *
 * @throws ReportError when the config, the inputs or the figure names are wrong.
 */
export async function buildReport(
  spec: ReportSpec,
  request: ReportRequest,
  onProgress: (progress: InferProgress) => void = () => {},
): Promise<ReportBuild> {
  const { config, composed } = composeReportConfig({
    configDir: path.join(request.projectRoot, 'configs'),
    name: spec.name,
    overrides: request.overrides,
  })
  const wanted = whichFigures(spec, config)
  const fixture = fixtureOf(spec, request)
  const { inputs, outputRoot } = fixture
    ? inputsFromFixture({ ...request, ...fixture })
    : inputsFromConfig(config, request.cwd)

  const collect = new Stage('collect', [], async () => {
    const context = { inputs, config }
    const facts = await (spec.collect ? spec.collect(context) : loadRuns(inputs))
    requireRuns(facts, inputs)
    return { ...context, ...facts, parameters: facts.parameters.map(({ name }) => name) }
  })
  const analyze = new Stage('analyze', [collect], async (): Promise<Analyzed> => {
    const collected = await collect.run()
    const { select } = config.inputs
    const analysis = await (spec.analyze
      ? spec.analyze(collected)
      : { runs: selectRuns(collected.runs, select) })
    requireSelected(collected.runs, analysis.runs, select)
    const selected = new Set(analysis.runs.array('run_dir') as Iterable<string>)
    return {
      ...collected,
      ...analysis,
      perEpoch: new Map([...collected.perEpoch].filter(([runDir]) => selected.has(runDir))),
      notices: [
        ...collected.warnings.map(describeWarning),
        ...selectionWarnings(collected.runs, select),
        ...(analysis.remarks ?? []),
      ],
    }
  })
  const directory = new Stage('open the report directory', [analyze], () =>
    openReportDirectory({ outputRoot, name: spec.name, now: new Date() }),
  )
  const figures = wanted.training.map(
    (name) =>
      new Stage(`plot ${name}`, [analyze, directory], async () => {
        const figure = await spec.plot[name]?.(await analyze.run())
        const place = { part: 'training', name } as const
        return drawFigure(figure, place, config.outputs, await directory.run())
      }),
  )
  const inference =
    spec.infer && config.inference.enabled
      ? await planInference({
          hook: spec.infer,
          figures: wanted.inference,
          analyze,
          directory,
          cacheDir: config.cache && !fixture ? path.join(outputRoot, '.cache') : undefined,
          onProgress,
        })
      : undefined

  const drawn = [...figures, ...(inference?.figures ?? [])]
  const stages = [collect, analyze, directory, ...(inference?.models ?? []), ...drawn]
  // A place that cannot be written shows with the analysis, once, instead of at every figure.
  const prepare = async () => {
    await analyze.run()
    await directory.run()
    return []
  }
  return {
    tasks: [
      task(collect),
      { name: analyze.name, run: prepare },
      ...figures.map(figureTask),
      ...(inference?.models ?? []).map(task),
      ...(inference?.figures ?? []).map(figureTask),
    ],
    snapshots:
      fixture && request.overrides.length === 0
        ? async () => snapshotTexts(await analyze.run(), request)
        : undefined,
    finish: async ({ partial }) => {
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
        linkBack: !fixture,
      })
    },
  }
}

function task(stage: Stage<unknown>): ReportTask {
  return { name: stage.name, run: async () => stage.run().then(() => []) }
}

function figureTask(stage: Stage<DrawnFigure>): ReportTask {
  return { name: stage.name, run: async () => (await stage.run()).attachments }
}

/** A report that is given no inputs runs over its fixture, where it may. */
function fixtureOf(spec: ReportSpec, request: ReportRequest) {
  const named = request.overrides.some((word) => /^[+~]*inputs\.(sweep_dir|run_dirs)\b/.test(word))
  if (named || !spec.fixture || request.fixtureOutputRoot === null) return undefined
  return { fixture: spec.fixture, outputRoot: request.fixtureOutputRoot }
}

/** The tables of a report over its fixture, without what depends on where the checkout lies. */
function snapshotTexts(
  analyzed: Analyzed,
  { cwd, projectRoot }: ReportRequest,
): ReadonlyMap<string, string> {
  const root = path.relative(cwd, projectRoot)
  const texts = {
    'summary.csv': toCsv(analyzed.runs),
    'summary.json': trainingSummaryJson(analyzed),
    'summary.tex': summaryTex(analyzed),
  }
  return new Map(
    Object.entries(texts).map(([name, text]) => [
      name,
      root === '' ? text : text.replaceAll(`${root}${path.sep}`, ''),
    ]),
  )
}
