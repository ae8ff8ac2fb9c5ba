import type { ColumnTable } from 'arquero'
import { parseInferenceOptions } from '../../inference/execution/inferenceOptions.ts'
import type { ModelResult } from '../../inference/execution/modelResult.ts'
import { prepareInference } from '../../inference/execution/prepareInference.ts'
import type { Palette } from '../../plots/parts/colours/palette.ts'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { checkOptions } from '../../text/checkOptions.ts'
import { comparability, lackingNotes, notCompared } from '../models/comparableModels.ts'
import { cutsTable } from '../models/cutsTable.ts'
import { findModels } from '../models/findModels.ts'
import type { ModelNaming } from '../models/inferredModels.ts'
import { MODEL_NAMING } from '../models/inferredModels.ts'
import type { Analyzed } from '../spec/defineReport.ts'
import type { InferHook, InferOutcome } from '../spec/inferHook.ts'
import { runIds } from '../stages/runIds.ts'
import { reconstructionFigures } from './reconstructionFigures.ts'
import { strategiesTable } from './strategiesTable.ts'
import { codebooksTable, tokenErrorsTable } from './tokenTables.ts'

/** Raised when a key of `inference/summary.json` changes its meaning. */
const SCHEMA_VERSION = 1

/** What the anomaly score is to tell apart. */
const CUTS_TASK = 'signal against background'

/** What the hook needs of a report. */
export interface ReconstructionContext
  extends Pick<Analyzed, 'config' | 'runs' | 'parameters' | 'dataSections'> {
  /** The analysis's colours by group, for the same ones in all figures. Default: of the runs' groups. */
  readonly palette?: Palette
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
  checkOptions('OPTION_INVALID', 'reconstruction', naming, MODEL_NAMING)
  return {
    checkConfig: ({ inference }) => parseInferenceOptions(inference),

    // Before any model: what is wrong with the options is wrong for all of them.
    models: (context, tools) => findModels('reconstruction', context, tools, prepareInference),

    notes: (_, outcome) => lackingNotes(comparability(outcome).lacking),

    summarize: ({ config }, outcome) => ({
      schema_version: SCHEMA_VERSION,
      options: config.inference,
      models: Object.fromEntries(
        [...outcome.results].map(([runId, { summary }]) => [runId, summary]),
      ),
      not_compared: notCompared(comparability(outcome).lacking),
      failed: outcome.failed,
    }),

    tables: ({ runs }, { results }) => {
      const cuts = [...results].flatMap(([run_id, { summary }]) =>
        summary.cuts === undefined ? [] : [{ run_id, task: CUTS_TASK, cuts: summary.cuts }],
      )
      const tokenErrors = tokenErrorsTable(results)
      const codebooks = codebooksTable(results, codebookSizes(runs))
      return {
        strategies: strategiesTable(results),
        ...(cuts.length > 0 && { cuts: cutsTable(cuts) }),
        ...(tokenErrors && { token_errors: tokenErrors }),
        ...(codebooks && { codebooks }),
      }
    },

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

/** The parameter that says how many codes a codebook has. */
const CODEBOOK_SIZE = 'codebook_size'

/** The codebook's size of each run, by its ID, where the runs have such a parameter. */
function codebookSizes(runs: ColumnTable): (runId: string) => number | undefined {
  const column = resolveColumn(runs, CODEBOOK_SIZE)
  const ids = [...runIds(runs).values()]
  return (runId) => {
    const size = column === undefined ? Number.NaN : Number(runs.get(column, ids.indexOf(runId)))
    return size > 0 ? size : undefined
  }
}
