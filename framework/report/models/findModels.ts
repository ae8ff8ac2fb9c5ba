import { fileNameOf } from '../../files/fileName.ts'
import {
  type InferenceOptions,
  parseInferenceOptions,
} from '../../inference/execution/inferenceOptions.ts'
import type { InferenceSetup } from '../../inference/execution/inferenceSetup.ts'
import { inferModel } from '../../inference/execution/inferModel.ts'
import { inferModels } from '../../inference/execution/inferModels.ts'
import type { ModelKind, ModelResult, ModelRun } from '../../inference/execution/modelResult.ts'
import type { PrepareOptions } from '../../inference/execution/prepareOptions.ts'
import { prepareRuntime } from '../../inference/execution/prepareRuntime.ts'
import { findSlot } from '../../inference/execution/resultCache.ts'
import { isOfShard } from '../../runs/shard.ts'
import type { Analyzed } from '../spec/defineReport.ts'
import type { InferModel, InferModels, InferTools } from '../spec/inferHook.ts'
import { runIds } from '../stages/runIds.ts'
import { withEnsembles, withScoresForEnsembles } from './ensembles.ts'
import { groupByData } from './groupByData.ts'
import { dataFiles, modelFiles } from './readFiles.ts'

/** Reads the data that models of a kind share. */
export type Prepare<Kind extends ModelKind> = (
  options: PrepareOptions,
) => Promise<InferenceSetup<Kind>>

/**
 * The models of the runs, each to be run over the data that it was trained on; data that several share is
 * prepared once. What is wrong with the data of some models harms those alone.
 *
 * @throws {ReportError} for what is wrong with the options, before any model
 */
export async function findModels<Kind extends ModelKind>(
  kind: Kind,
  context: Pick<Analyzed, 'config' | 'runs' | 'dataSections' | 'parameters'>,
  tools: InferTools,
  prepare: Prepare<Kind>,
): Promise<InferModels<ModelResult<Kind>>> {
  const { runs, config, dataSections } = context
  const asked = parseInferenceOptions(config.inference)
  const options = withScoresForEnsembles(asked)
  const notes = await prepareRuntime(options)
  // A report's own code may hand over a config that it made itself.
  const followExternal = config.security?.follow_external ?? false
  // A path of the report's own config is its author's choice, others are what runs say.
  const mayLieAnywhere = config.data?.path !== undefined || followExternal
  const ids = runIds(runs)
  const { shard } = tools
  const wanted = [...ids.keys()].filter((_, at) => shard === undefined || isOfShard(at, shard))
  const groups = groupByData(wanted, dataSections, config.data ?? {})
  const setups = await Promise.allSettled(
    groups.map(async ({ dataConfig, runDirs: [runDir = ''] }) => {
      const { cacheDir } = tools
      const allowed = { followExternal, mayLieAnywhere }
      return prepare({ dataConfig, given: config.data, options, runDir, cacheDir, ...allowed })
    }),
  )
  const prepared = setups.flatMap((setup) => (setup.status === 'fulfilled' ? setup.value : []))
  const models = groups.flatMap(({ runDirs }, at) => {
    const setup = setups[at] as PromiseSettledResult<InferenceSetup<Kind>>
    const modelRuns = runDirs.map((runDir) => ({ runDir, runId: ids.get(runDir) ?? runDir }))
    return setup.status === 'fulfilled'
      ? modelsOf(setup.value, modelRuns, asked, tools)
      : modelRuns.map(({ runId }) => ({ runId, run: () => Promise.reject(setup.reason) }))
  })
  const order = [...ids.values()]
  models.sort((a, b) => order.indexOf(a.runId) - order.indexOf(b.runId))
  const found = {
    models,
    notes: [...notes, ...new Set(prepared.flatMap((setup) => setup.notes))],
    methods: [...new Set(prepared.flatMap((setup) => setup.methods))],
    files: [
      ...(await modelFiles(wanted, options.model, { followExternal })),
      ...(await dataFiles(prepared)),
    ],
  }
  // An ensemble is made of what all shards leave.
  if (shard !== undefined) return found
  return withEnsembles(kind, found, asked, context, tools)
}

function modelsOf<Kind extends ModelKind>(
  setup: InferenceSetup<Kind>,
  runs: readonly ModelRun[],
  { persistRawScores }: InferenceOptions,
  tools: InferTools,
): InferModel<ModelResult<Kind>>[] {
  let shared: Map<string, Promise<ModelResult<Kind>>> | undefined
  const runModel = (run: ModelRun) => {
    if (setup.options.workers === 1) return inferModel(setup, run, tools.onProgress)
    shared ??= inferModels(setup, runs, tools.onProgress)
    return shared.get(run.runId) as Promise<ModelResult<Kind>>
  }
  /** By run. */
  const notKept = new Map<string, string>()
  return runs.map((run) => ({
    runId: run.runId,
    isKept: async () => {
      const slot = await findSlot(setup, run)
      const kept = await slot?.read({ withScores: setup.options.persistRawScores })
      return typeof kept === 'object'
    },
    notKept: () => notKept.get(run.runId),
    keptIn: async () => (await findSlot(setup, run))?.entryFile,
    run: async () => {
      const result = await runModel(run)
      if (result.notKept !== undefined) {
        notKept.set(run.runId, result.notKept)
        // A shard, which computes only to keep it, fails instead.
        if (tools.shard === undefined) tools.note(notKeptNote(result.notKept), 'cache')
      }
      if (result.wasDamaged) tools.note(DAMAGED_NOTE, 'cache')
      if (result.scores && persistRawScores)
        await tools.write(`scores/${fileNameOf(run.runId)}.parquet`, result.scores)
      return result
    },
  }))
}

const DAMAGED_NOTE =
  'Results of models that were kept of an earlier time were not as they were written, or of another ' +
  'version; those models were run again.'

function notKeptNote(reason: string): string {
  return `Results of models cannot be kept for a later time, which costs time only: ${reason}.`
}
