import { summarizeScores } from '../classification/classifierSummary.ts'
import { classScoresTable } from '../classification/classScoresTable.ts'
import { joinColumns } from '../classification/joinColumns.ts'
import type { InferenceOptions } from '../execution/inferenceOptions.ts'
import type { ModelKind, ModelResult } from '../execution/modelResult.ts'
import type { EventScores } from '../scores/eventScores.ts'
import { summarizeModel } from '../scores/modelSummary.ts'
import type { NumberColumns } from '../scores/parquetColumns.ts'
import { scoresTable } from '../scores/scoresTable.ts'
import { LOGIT_COLUMN } from './meanScores.ts'

/** An ensemble of a kind of models. */
export interface EnsembleParts<Kind extends ModelKind> {
  /** The run IDs of its models. */
  readonly members: readonly string[]
  /** Their mean scores, by the names of the columns that keep them. */
  readonly columns: NumberColumns
  /** The result of one of them: what does not depend on scores is taken from it. */
  readonly member: ModelResult<Kind>
}

type EnsembleOf<Kind extends ModelKind> = (
  parts: EnsembleParts<Kind>,
  options: InferenceOptions,
) => Promise<ModelResult<Kind>>

const ENSEMBLE_OF: { readonly [Kind in ModelKind]: EnsembleOf<Kind> } = {
  reconstruction: ofAutoencoders,
  classification: ofClassifiers,
}

/** What comes of an ensemble, as of one more model of its kind. */
export function ensembleResult<Kind extends ModelKind>(
  kind: Kind,
  parts: EnsembleParts<Kind>,
  options: InferenceOptions,
): Promise<ModelResult<Kind>> {
  return ENSEMBLE_OF[kind](parts, options)
}

async function ofClassifiers(
  { members, columns, member }: EnsembleParts<'classification'>,
  options: InferenceOptions,
): Promise<ModelResult<'classification'>> {
  const labels = Int32Array.from(columns.get('label') ?? [])
  const columnsOf = (kind: RegExp) =>
    [...columns].flatMap(([name, each]) => (kind.test(name) ? [each] : []))
  const [scores, logits] = [columnsOf(/^score(_|$)/), columnsOf(LOGIT_COLUMN)]
  const events = {
    scores: joinColumns(scores, labels.length),
    nScores: scores.length,
    ...{ labels, weights: columns.get('weight') },
    logits: logits.length > 0 ? joinColumns(logits, labels.length) : undefined,
  }
  const classes = member.summary.classes.map((each) => each.class)
  const { summary, curves } = summarizeScores(events, {
    ...options,
    classes,
    signal: options.positiveLabel,
  })
  return {
    summary: { ensemble_of: members, ...summary },
    curves,
    scores: options.persistRawScores ? await classScoresTable(events) : undefined,
  }
}

async function ofAutoencoders(
  { members, columns, member }: EnsembleParts<'reconstruction'>,
  options: InferenceOptions,
): Promise<ModelResult> {
  const errorsOf = (name: string) => Float32Array.from(columns.get(name) ?? [])
  const variants = [...columns.keys()].flatMap((name) => /^(.*)\.mse$/s.exec(name)?.[1] ?? [])
  const scores = new Map(
    variants.map((variant): [string, EventScores] => [
      variant,
      { mse: errorsOf(`${variant}.mse`), mae: errorsOf(`${variant}.mae`) },
    ]),
  )
  const truth = { labels: columns.get('label'), weights: columns.get('weight') }
  const { summary, curves } = summarizeModel(scores, truth, options)
  const { labels } = member.summary
  return {
    summary: { ensemble_of: members, ...summary, ...(labels && { labels }) },
    curves,
    scores: options.persistRawScores ? await scoresTable(scores, truth) : undefined,
  }
}
