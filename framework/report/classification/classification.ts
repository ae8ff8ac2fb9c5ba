import { parseInferenceOptions } from '../../inference/execution/inferenceOptions.ts'
import type { ModelResult } from '../../inference/execution/modelResult.ts'
import { prepareClassification } from '../../inference/execution/prepareClassification.ts'
import type { Palette } from '../../plots/parts/colours/palette.ts'
import { checkOptions } from '../../text/checkOptions.ts'
import { comparability, lackingNotes, notCompared } from '../models/comparableModels.ts'
import { findModels } from '../models/findModels.ts'
import type { ModelNaming } from '../models/inferredModels.ts'
import { MODEL_NAMING } from '../models/inferredModels.ts'
import type { Analyzed } from '../spec/defineReport.ts'
import type { InferHook, InferOutcome } from '../spec/inferHook.ts'
import { runIds } from '../stages/runIds.ts'
import { classificationFigures } from './classificationFigures.ts'
import { classificationTables } from './classificationTables.ts'
import { compareMeasures } from './compareMeasures.ts'
import { measuredRuns } from './measuredRuns.ts'
import { modelNotes } from './modelNotes.ts'
import { scoreFileModels } from './scoreFiles.ts'

/** Raised when a key of `inference/summary.json` changes its meaning. */
const SCHEMA_VERSION = 1

/** What the hook needs of a report. */
export interface ClassificationContext
  extends Pick<Analyzed, 'config' | 'runs' | 'parameters' | 'dataSections'> {
  /** The analysis's colours by group, for the same ones in all figures. Default: of the runs' groups. */
  readonly palette?: Palette
}

type Outcome = InferOutcome<ModelResult<'classification'>>

/**
 * The `infer` hook of classifiers: runs each run's model over labelled events, and reports how well it tells
 * the classes apart, what cuts on its scores are worth, and how that depends on the parameters. Options are
 * the `inference` section of the config (docs/classifiers.md); `data` overrides single keys of the runs' own
 * data configs.
 *
 * @param naming what figures call the models, and which column of the runs gives their colour. Default: the
 *   first parameter
 */
export function classification(
  naming: ModelNaming = {},
): InferHook<ClassificationContext, ModelResult<'classification'>> {
  checkOptions('OPTION_INVALID', 'classification', naming, MODEL_NAMING)
  return {
    checkConfig: ({ inference }) => parseInferenceOptions(inference),

    models(context, tools) {
      const { scores } = parseInferenceOptions(context.config.inference)
      return scores === undefined
        ? findModels('classification', context, tools, prepareClassification)
        : scoreFileModels(context, tools, scores)
    },

    notes: (_, outcome) => [
      ...lackingNotes(comparability(outcome).lacking),
      ...modelNotes(outcome),
    ],

    summarize: ({ config }, outcome) => ({
      schema_version: SCHEMA_VERSION,
      options: config.inference,
      models: Object.fromEntries(
        [...outcome.results].map(([runId, { summary }]) => [runId, summary]),
      ),
      not_compared: notCompared(comparability(outcome).lacking),
      failed: outcome.failed,
    }),

    tables: (_, outcome) => classificationTables(outcome),

    compare({ runs, parameters }, outcome) {
      const { comparable } = comparability(outcome)
      const measured = measuredRuns({ runs, runIds: runIds(runs) }, comparable)
      const { rows, trends, table, ...compared } = compareMeasures(measured, parameters)
      return {
        tables: rows.length + trends.length > 0 ? { comparisons: table } : {},
        findings: compared.findings,
        methods: compared.methods,
        remarks: compared.remarks,
      }
    },

    plot: Object.fromEntries(
      Object.entries(classificationFigures(naming)).map(([name, draw]) => [
        name,
        ({ runs, parameters, palette, config }: ClassificationContext, outcome: Outcome) =>
          draw(
            { runs, runIds: runIds(runs), parameters, palette, scale: config.outputs.scale },
            outcome,
          ),
      ]),
    ),
  }
}
