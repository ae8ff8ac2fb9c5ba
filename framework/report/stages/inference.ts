import { ReportError } from '../../errors.ts'
import type { ReadFile } from '../../output/fileStamps.ts'
import type { ReportDirectory } from '../../output/reportDirectory.ts'
import { toCsv } from '../../tables/csv.ts'
import { checkFigure, checkTables } from '../spec/checkHookResult.ts'
import type { Analyzed } from '../spec/defineReport.ts'
import { fileNameProblem } from '../spec/fileNames.ts'
import type { InferHook, InferOutcome, InferProgress } from '../spec/inferHook.ts'
import { type DrawnFigure, drawFigure } from './drawFigure.ts'
import { Stage } from './stage.ts'

/** The inference part of a report, laid out as stages. */
export interface InferencePlan {
  /** One for each model, named `infer <run>`. */
  readonly models: readonly Stage<unknown>[]
  /** One for each figure, named `plot <name>`; each works out all models that have not run yet. */
  readonly figures: readonly Stage<DrawnFigure>[]
  /** What the user should know before reading the results, a sentence each; models may add to them. */
  readonly notes: ReadonlySet<string>
  /** The files of models and data. */
  readonly files: readonly ReadFile[]
  /** What becomes of the results in files; nothing when no model was started. */
  readonly results: () => Promise<InferenceResults>
}

/** The results of the models as they stand in the report. */
export interface InferenceResults {
  /** Texts under `inference/`, by file name. */
  readonly files: ReadonlyMap<string, string>
  /** Figures whose names were known only after the models had run. */
  readonly figures: readonly DrawnFigure[]
  /** What was wrong with tables and figures, which were left out, a sentence each. */
  readonly problems: readonly string[]
}

const NO_RESULTS: InferenceResults = { files: new Map(), figures: [], problems: [] }

/**
 * Finds the models of the selected runs and lays out a stage for each of them and each figure. A
 * model that fails leaves the others standing: figures show those that ran.
 */
export async function planInference(options: {
  hook: InferHook<Analyzed>
  figures: readonly string[]
  analyze: Stage<Analyzed>
  directory: Stage<ReportDirectory>
  cacheDir: string | undefined
  onProgress: (progress: InferProgress) => void
}): Promise<InferencePlan> {
  const { hook, analyze, directory } = options
  const notes = new Set<string>()
  const find = new Stage('find the models', [analyze, directory], async () =>
    hook.models(await analyze.run(), {
      cacheDir: options.cacheDir,
      onProgress: options.onProgress,
      note: (sentence) => notes.add(sentence),
      write: async (file, content) => {
        await (await directory.run()).write(`inference/${file}`, content)
      },
    }),
  )
  const found = await find.run().catch(() => undefined)
  if (!found) {
    return { models: [find], figures: [], notes, files: [], results: async () => NO_RESULTS }
  }
  for (const note of found.notes) notes.add(note)

  const models = found.models.map(({ runId, run }) => ({
    runId,
    stage: new Stage(`infer ${runId}`, [analyze], run),
  }))
  const all = new Stage('infer', [analyze], async () => {
    const outcome = await gather(models)
    if (outcome.results.size > 0) return outcome
    throw new ReportError(
      'NO_MODEL_RAN',
      `None of ${models.length} models could be run. First: ${outcome.failed[0]?.reason ?? 'no models'}`,
    )
  })
  const draw = async (hookName: string, name: string, figure: unknown) => {
    const { outputs } = (await analyze.run()).config
    const place = { part: 'inference', name } as const
    return drawFigure(checkFigure(hookName, figure), place, outputs, await directory.run())
  }
  return {
    notes,
    files: found.files ?? [],
    models: models.map(({ stage }) => stage),
    figures: options.figures.map(
      (name) =>
        new Stage(`plot ${name}`, [all], async () =>
          draw(
            `infer.plot.${name}`,
            name,
            await hook.plot[name]?.(await analyze.run(), await all.run()),
          ),
        ),
    ),
    results: async () => {
      const started = models.filter(({ stage }) => stage.state !== 'not run')
      if (started.length === 0) return NO_RESULTS
      const [context, outcome] = [await analyze.run(), await gather(started)]
      const problems: string[] = []
      // Hours of computing are not lost to a slip in what is made of their results.
      const attempt = async <T>(hookName: string, make: () => T | Promise<T>) => {
        try {
          return await make()
        } catch (error) {
          problems.push(`${hookName}: ${(error as Error).message}`)
          return undefined
        }
      }
      const summary = await attempt('infer.summarize', () => hook.summarize(context, outcome))
      const checked = checkTables(
        'infer',
        await attempt('infer.tables', () => hook.tables?.(context, outcome)),
      )
      problems.push(...checked.problems)
      const figures: DrawnFigure[] = []
      for (const [name, figure] of Object.entries(hook.figures?.(outcome) ?? {})) {
        problems.push(...fileNameProblem('infer returned a figure, and', name))
        if (fileNameProblem('', name).length > 0) continue
        const hookName = `infer, in its figure "${name}",`
        const drawn = await attempt(hookName, () => draw(hookName, name, figure))
        if (drawn) figures.push(drawn)
      }
      const tables = Object.entries(checked.tables)
      return {
        files: new Map([
          ['summary.json', `${JSON.stringify(summary ?? { failed: outcome.failed }, null, 2)}\n`],
          ...tables.map(([name, table]): [string, string] => [`${name}.csv`, toCsv(table)]),
        ]),
        figures,
        problems,
      }
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
      failed.push({ run_id: runId, reason: (error as Error).message })
    }
  }
  return { results, failed }
}
