import path from 'node:path'
import { globSync } from 'tinyglobby'
import { ReportError } from '../../errors.ts'
import { summarizeScores } from '../../inference/classification/classifierSummary.ts'
import { classScoresTable } from '../../inference/classification/classScoresTable.ts'
import { readScores } from '../../inference/classification/readScores.ts'
import {
  type InferenceOptions,
  parseInferenceOptions,
} from '../../inference/execution/inferenceOptions.ts'
import type { ModelResult } from '../../inference/execution/modelResult.ts'
import { compareNatural } from '../../text/naturalOrder.ts'
import { withEnsembles } from '../models/ensembles.ts'
import type { Analyzed } from '../spec/defineReport.ts'
import type { InferModels, InferTools } from '../spec/inferHook.ts'
import { runIds } from '../stages/runIds.ts'

/**
 * What stands for models where `inference.scores` names files of scores: nothing is run.
 *
 * @param pattern of a path within the directory of a run, such as `scores/*.parquet`
 * @throws {ReportError} for what is wrong with the options
 */
export function scoreFileModels(
  context: Pick<Analyzed, 'config' | 'runs' | 'parameters'>,
  tools: InferTools,
  pattern: string,
): InferModels<ModelResult<'classification'>> {
  const options = parseInferenceOptions(context.config.inference)
  const found = {
    models: Array.from(runIds(context.runs), ([runDir, runId]) => ({
      runId,
      run: () => summarizeFile(findScores(runDir, pattern), options),
    })),
    methods: [`Scores are read from ${pattern} of each run; no model is run.`],
  }
  return withEnsembles('classification', found, options, context, tools)
}

async function summarizeFile(
  file: string,
  options: InferenceOptions,
): Promise<ModelResult<'classification'>> {
  const { events, classes } = await readScores(file)
  const named = options.classes ?? classes
  const numbers = summarizeScores(events, {
    ...options,
    classes: named,
    signal: options.positiveLabel,
  })
  return { ...numbers, scores: options.ensemble ? await classScoresTable(events) : undefined }
}

/** @throws {ReportError} SCORES_NOT_FOUND unless the pattern finds one file */
function findScores(runDir: string, pattern: string): string {
  const found = globSync(pattern, { cwd: runDir, onlyFiles: true, expandDirectories: false })
  const [only, ...others] = found.sort(compareNatural)
  if (only !== undefined && others.length === 0) return path.join(runDir, only)
  const seen = only === undefined ? 'no file matches it' : `${found.length} files do`
  throw new ReportError(
    'SCORES_NOT_FOUND',
    `${runDir}: inference.scores=${pattern} is to name one file of scores of the run, and ${seen}.`,
  )
}
