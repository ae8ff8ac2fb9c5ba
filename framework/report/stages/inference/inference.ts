import { ReportError } from '../../../errors.ts'
import type { ReadFile } from '../../../output/fileStamps.ts'
import type { ReportDirectory } from '../../../output/reportDirectory.ts'
import type { FigureDrawer } from '../../../plots/render/parallel/figureDrawer.ts'
import type { Shard } from '../../../runs/shard.ts'
import { checkFigure } from '../../hookResults/checkFigure.ts'
import { checkInferModels } from '../../hookResults/checkInferModels.ts'
import type { Analyzed } from '../../spec/defineReport.ts'
import type { InferHook, InferModel, InferOutcome, InferProgress } from '../../spec/inferHook.ts'
import { type DrawnFigure, drawFigure } from '../drawFigure.ts'
import { runIds } from '../runIds.ts'
import { NeedFailedError, Stage } from '../stage.ts'
import { failuresToldOnce } from './failuresToldOnce.ts'
import { type DrawInferred, type InferenceResults, inferenceResults } from './inferenceResults.ts'

/** The inference part of a report, laid out as stages. */
export interface InferencePlan {
  /** One for each model, named `infer <run>`. */
  readonly models: readonly Stage<unknown>[]
  /** The models as the hook gave them. */
  readonly found: readonly InferModel<unknown>[]
  /** One for each figure, named `plot <name>`; each works out all models that have not run yet. */
  readonly figures: readonly Stage<DrawnFigure>[]
  /** Summary and tables over all models; undefined when the models could not be found. */
  readonly results: Stage<InferenceResults> | undefined
  /** What the user should know before reading the results, a sentence each; models may add to them. */
  readonly notes: ReadonlySet<string>
  /** What the models are run over, a sentence each. */
  readonly methods: readonly string[]
  /** What came up that concerns the cache, and no file of the report. */
  readonly asides: ReadonlySet<string>
  /** The files of models and data. */
  readonly files: readonly ReadFile[]
  /** The results of the models that were started, when the report ends; of none, nothing. */
  readonly finish: () => Promise<InferenceResults>
}

const NO_RESULTS: InferenceResults = {
  files: new Map(),
  tables: new Map(),
  ...{ figures: [], findings: [], methods: [], remarks: [], problems: [] },
}

/**
 * Finds the models of the selected runs and lays out a stage for each of them and each figure. A
 * model that fails leaves the others standing: figures show those that ran.
 */
export async function planInference(options: {
  hook: InferHook<Analyzed>
  /** Of the report. */
  title: string
  figures: readonly string[]
  analyze: Stage<Analyzed>
  directory: Stage<ReportDirectory>
  drawer: FigureDrawer
  cacheDir: string | undefined
  shard: Shard | undefined
  onProgress: (progress: InferProgress) => void
}): Promise<InferencePlan> {
  const { hook, analyze, directory } = options
  const notes = new Set<string>()
  const asides = new Set<string>()
  // A shard leaves no report, and need not be able to write one.
  const needs = options.shard === undefined ? [analyze, directory] : [analyze]
  const find = new Stage('find the models', needs, async () =>
    checkInferModels(
      await hook.models(await analyze.run(), {
        cacheDir: options.cacheDir,
        shard: options.shard,
        onProgress: options.onProgress,
        note: (sentence, about) => {
          // A shard makes no report: all that it notes is for whoever runs it.
          const told = about === 'cache' && options.shard === undefined ? asides : notes
          told.add(sentence)
        },
        write: async (file, content) => {
          if (options.shard !== undefined) return
          await (await directory.run()).write(`inference/${file}`, content)
        },
      }),
    ),
  )
  const found = await find.run().catch(() => undefined)
  if (!found) {
    const finish = async () => NO_RESULTS
    const none = { found: [], figures: [], results: undefined, files: [], methods: [] }
    return { models: [find], ...none, notes, asides, finish }
  }
  for (const note of found.notes ?? []) notes.add(note)

  const { runs } = await analyze.run()
  const runDirOf = new Map([...runIds(runs)].map(([runDir, runId]) => [runId, runDir]))
  const toldOnce = failuresToldOnce()
  const models = found.models.map(({ runId, run }) => ({
    runId,
    stage: new Stage(`infer ${runId}`, [analyze], () =>
      toldOnce(`infer ${runId}`, run, runDirOf.get(runId)),
    ),
  }))
  const all = new Stage('infer', [analyze], async () => {
    const outcome = await gather(models)
    if (outcome.results.size > 0) {
      for (const note of hook.notes?.(await analyze.run(), outcome) ?? []) notes.add(note)
      return outcome
    }
    throw new ReportError(
      'NO_MODEL_RAN',
      models.length === 0
        ? 'infer.models returned no models.'
        : `None of ${models.length} models could be run. First: ${outcome.failed[0]?.reason}`,
    )
  })
  const draw: DrawInferred = async (hookName, name, figure) => {
    const { outputs } = (await analyze.run()).config
    const place = { title: options.title, part: 'inference', name } as const
    return drawFigure(checkFigure(hookName, figure), place, {
      outputs,
      directory: await directory.run(),
      drawer: options.drawer,
    })
  }
  const results = new Stage('infer results', [analyze], async () => {
    // Without models there is no other test that could say so.
    const outcome = await all.run().catch((error: unknown) => {
      throw models.length === 0 ? error : new NeedFailedError(all.name, error)
    })
    return inferenceResults(hook, await analyze.run(), outcome, draw)
  })
  return {
    notes,
    asides,
    results,
    methods: found.methods ?? [],
    files: found.files ?? [],
    found: found.models,
    models: models.map(({ stage }) => stage),
    figures: options.figures.map(
      (name) =>
        new Stage(`plot ${name}`, [all], async () =>
          draw(
            `infer.plot.${name}`,
            name,
            await hook.plot?.[name]?.(await analyze.run(), await all.run()),
          ),
        ),
    ),
    finish: async () => {
      if (results.state === 'done') return results.run()
      const started = models.filter(({ stage }) => stage.state !== 'not run')
      if (started.length === 0) return NO_RESULTS
      return inferenceResults(hook, await analyze.run(), await gather(started), draw)
    },
  }
}

/** Runs what has not run yet, one after another, and sorts results from failures. */
async function gather(
  models: readonly { runId: string; stage: Stage<unknown> }[],
): Promise<InferOutcome<unknown>> {
  const results = new Map<string, unknown>()
  const failed: { run_id: string; reason: string }[] = []
  for (const { runId, stage } of models) {
    try {
      results.set(runId, await stage.run())
    } catch (error) {
      failed.push({ run_id: runId, reason: reasonOf(error) })
    }
  }
  return { results, failed }
}

/** Why a model failed, itself: not which other one failed for the same reason. */
function reasonOf(error: unknown): string {
  const isReference = error instanceof ReportError && error.code === 'NEED_FAILED'
  const cause = isReference && error.cause !== undefined ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}
