import { parseInferenceOptions } from '../../inference/execution/inferenceOptions.ts'
import { inferModel } from '../../inference/execution/inferModel.ts'
import { inferModels } from '../../inference/execution/inferModels.ts'
import type { ModelResult, ModelRun } from '../../inference/execution/modelResult.ts'
import {
  type InferenceSetup,
  prepareInference,
} from '../../inference/execution/prepareInference.ts'
import { prepareRuntime } from '../../inference/execution/prepareRuntime.ts'
import type { Palette } from '../../plots/parts/colours/palette.ts'
import type { Analyzed } from '../spec/defineReport.ts'
import type { InferHook, InferModel, InferOutcome, InferTools } from '../spec/inferHook.ts'
import { runIds } from '../stages/runIds.ts'
import type { ModelNaming } from './inferredModels.ts'
import { dataFiles, modelFiles } from './readFiles.ts'
import { reconstructionFigures } from './reconstructionFigures.ts'
import { strategiesTable } from './strategiesTable.ts'

/** Raised when a key of `inference/summary.json` changes its meaning. */
const SCHEMA_VERSION = 1

/** What the hook needs of a report. */
export interface ReconstructionContext
  extends Pick<Analyzed, 'config' | 'runs' | 'parameters' | 'dataSections'> {
  /** The analysis's colours by group, for the same ones in all figures. Default: of the runs' groups. */
  palette?: Palette
}

/**
 * The usual `infer` hook: runs each run's autoencoder over the data that it was trained on, clean and
 * corrupted, and reports reconstruction errors and how well they tell events apart. Options are the
 * `inference` section of the config (docs/inference.md); `data` overrides single keys of the runs'
 * own data configs.
 *
 * @param naming what figures call the models, and which column of the runs gives their colour
 */
export function reconstruction(
  naming: ModelNaming = {},
): InferHook<ReconstructionContext, ModelResult> {
  return {
    async models({ runs, config, dataSections }, tools) {
      // Before any model: what is wrong with these is wrong for all of them.
      const options = parseInferenceOptions(config.inference)
      const notes = await prepareRuntime(options)
      const ids = runIds(runs)
      const groups = groupByData([...ids.keys()], dataSections, config.data ?? {})
      const setups = await Promise.allSettled(
        groups.map(async ({ dataConfig, runDirs: [runDir = ''] }) => {
          return prepareInference({ dataConfig, options, runDir, cacheDir: tools.cacheDir })
        }),
      )
      const prepared = setups.flatMap((setup) => (setup.status === 'fulfilled' ? setup.value : []))
      const models = groups.flatMap(({ runDirs }, at) => {
        const setup = setups[at] as PromiseSettledResult<InferenceSetup>
        const modelRuns = runDirs.map((runDir) => ({ runDir, runId: ids.get(runDir) ?? runDir }))
        return setup.status === 'fulfilled'
          ? modelsOf(setup.value, modelRuns, tools)
          : modelRuns.map(({ runId }) => ({ runId, run: () => Promise.reject(setup.reason) }))
      })
      const order = [...ids.values()]
      models.sort((a, b) => order.indexOf(a.runId) - order.indexOf(b.runId))
      return {
        models,
        notes: [...notes, ...new Set(prepared.flatMap((setup) => setup.notes))],
        files: [
          ...(await modelFiles([...ids.keys()], options.model)),
          ...(await dataFiles(prepared)),
        ],
      }
    },

    summarize: ({ config }, { results, failed }) => ({
      schema_version: SCHEMA_VERSION,
      options: config.inference,
      models: Object.fromEntries([...results].map(([runId, { summary }]) => [runId, summary])),
      failed,
    }),

    tables: (_, { results }) => ({ strategies: strategiesTable(results) }),

    plot: Object.fromEntries(
      Object.entries(reconstructionFigures(naming)).map(([name, draw]) => [
        name,
        (
          { runs, parameters, palette, config }: ReconstructionContext,
          outcome: InferOutcome<ModelResult>,
        ) => {
          const { scale } = config.outputs
          return draw({ runs, runIds: runIds(runs), parameters, palette, scale }, outcome)
        },
      ]),
    ),
  }
}

type PlainConfig = Readonly<Record<string, unknown>>

/** Runs that share their data settings, which are so prepared once. */
interface DataGroup {
  readonly dataConfig: PlainConfig
  readonly runDirs: string[]
}

function groupByData(
  runDirs: readonly string[],
  sections: ReadonlyMap<string, PlainConfig>,
  overrides: PlainConfig,
): DataGroup[] {
  const groups = new Map<string, DataGroup>()
  for (const runDir of runDirs) {
    const dataConfig = overlay(sections.get(runDir) ?? {}, overrides)
    const key = JSON.stringify(dataConfig)
    const group = groups.get(key)
    if (group) group.runDirs.push(runDir)
    else groups.set(key, { dataConfig, runDirs: [runDir] })
  }
  return [...groups.values()]
}

/** The config with single keys replaced, however deep they stand. */
function overlay(config: PlainConfig, overrides: PlainConfig): PlainConfig {
  const laid = Object.entries(overrides).map(([key, value]) => {
    const below = config[key]
    return [key, isPlainConfig(below) && isPlainConfig(value) ? overlay(below, value) : value]
  })
  return { ...config, ...Object.fromEntries(laid) }
}

function isPlainConfig(value: unknown): value is PlainConfig {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function modelsOf(
  setup: InferenceSetup,
  runs: readonly ModelRun[],
  tools: InferTools,
): InferModel<ModelResult>[] {
  let shared: Map<string, Promise<ModelResult>> | undefined
  const runModel = (run: ModelRun) => {
    if (setup.options.workers === 1) return inferModel(setup, run, tools.onProgress)
    shared ??= inferModels(setup, runs, tools.onProgress)
    return shared.get(run.runId) as Promise<ModelResult>
  }
  return runs.map((run) => ({
    runId: run.runId,
    run: async () => {
      const result = await runModel(run)
      if (result.notKept !== undefined) tools.note(notKeptNote(result.notKept))
      if (result.scores) await tools.write(`scores/${run.runId}.parquet`, result.scores)
      return result
    },
  }))
}

function notKeptNote(reason: string): string {
  return `Results of models cannot be kept for a later time, which costs time only: ${reason}.`
}
