import { type ColumnTable, table } from 'arquero'
import type { ModelResult } from '../../inference/execution/modelResult.ts'
import type { Figure } from '../../plots/figure.ts'
import { backgroundRejection } from '../../plots/kinds/classification/cuts/backgroundRejection.ts'
import { significanceImprovement } from '../../plots/kinds/classification/cuts/significanceImprovement.ts'
import { rocCurves } from '../../plots/kinds/classification/rocCurves.ts'
import { forestPlot } from '../../plots/kinds/groups/forestPlot.ts'
import { horizontalBars } from '../../plots/kinds/groups/horizontalBars.ts'
import type { ScaleChoice } from '../../plots/parts/axes/axes.ts'
import { coloursOfNames, type Palette } from '../../plots/parts/colours/palette.ts'
import { noteFigure } from '../../plots/parts/composeFigure.ts'
import { texts } from '../../tables/columns.ts'
import { leftOut } from '../../text/counts.ts'
import { comparability, lackingRemark } from '../models/comparableModels.ts'
import {
  inferredModels,
  type ModelNaming,
  type Models,
  withEnsembleColours,
} from '../models/inferredModels.ts'
import type { InferOutcome } from '../spec/inferHook.ts'
import { type DistributionLook, errorDistributions } from './errorDistributions.ts'
import { anomalyScore, aurocOf, cleanError, ERROR_TITLES, meanError } from './modelEstimates.ts'
import { againstStrength } from './strengthFigures.ts'
import {
  codebookPerplexity,
  errorByFeature,
  errorByTokenType,
  type TokenLook,
} from './tokenFigures.ts'

/** What the figures need besides the results. */
export interface ReconstructionFigureContext {
  readonly runs: ColumnTable
  /** What the outcome calls each run, by `run_dir`. */
  readonly runIds: ReadonlyMap<string, string>
  /** Columns of the parameters that the sweep varied, for the models' names. Default none. */
  readonly parameters?: readonly string[]
  /** The report's colours by group. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
  /** Of errors and their shares; AUROC has a linear axis. Default `auto`. */
  readonly scale?: ScaleChoice
}

export type ReconstructionFigure = (
  context: ReconstructionFigureContext,
  outcome: InferOutcome<ModelResult>,
) => Figure

export type ReconstructionFigureName =
  | 'reconstruction_error_distributions'
  | 'model_comparison_bars'
  | 'auroc_comparison'
  | 'roc_curves'
  | 'background_rejection'
  | 'significance_improvement'
  | 'error_by_token_type'
  | 'error_by_feature'
  | 'codebook_usage'
  | 'error_vs_strength'
  | 'auroc_vs_strength'

/**
 * The figures of a report's inference part, by the names that may stand in `outputs.which_figures`.
 * Whatever became of the models, each is a figure, if need be one that says what is missing; models
 * that failed are counted in a note, and so are those that lack scores which others have: they are left out, unless
 * there are no others.
 */
export function reconstructionFigures(
  naming: ModelNaming = {},
): Record<ReconstructionFigureName, ReconstructionFigure> {
  const figure =
    (draw: Draw): ReconstructionFigure =>
    (context, whole) => {
      const { comparable, lacking } = comparability(whole)
      const areDrawn = comparable.results.size === 0
      const outcome = areDrawn ? whole : comparable
      const { group = 'tokenizer' } = naming
      const palette = context.palette ?? coloursOfNames(texts(context.runs, group))
      const models = inferredModels(context, outcome, naming)
      const [first, ...others] = models
      const look = {
        palette: withEnsembleColours(palette, models),
        scale: context.scale ?? 'auto',
        groupColumn: group,
      }
      const drawn = first ? draw([first, ...others], look) : noModel(outcome)
      const notes = leftOut(outcome.failed.length, 'model', 'that could not be run')
      const remark = lackingRemark(lacking.length, areDrawn)
      return { ...drawn, notes: [...drawn.notes, ...remark, ...notes] }
    }
  return {
    reconstruction_error_distributions: figure(errorDistributions),
    model_comparison_bars: figure(errorBars),
    auroc_comparison: figure(aurocComparison),
    roc_curves: figure(rocOfModels),
    background_rejection: figure((models, look) => cutFigure('backgroundRejection', models, look)),
    significance_improvement: figure((models, look) =>
      cutFigure('significanceImprovement', models, look),
    ),
    error_by_token_type: figure(errorByTokenType),
    error_by_feature: figure(errorByFeature),
    codebook_usage: figure(codebookPerplexity),
    error_vs_strength: figure(errorAgainstStrength),
    auroc_vs_strength: figure(aurocAgainstStrength),
  }
}

type Draw = (models: Models, look: Look) => Figure

type Look = DistributionLook & TokenLook

/** The `auroc_of` of models whose data has labels; else it is the label of a strategy. */
const LABELS = 'labels'
const CHANCE = { name: 'chance', value: 0.5 }

function noModel({ failed: [first] }: InferOutcome<ModelResult>): Figure {
  const reason = first === undefined ? 'None was found.' : `${first.run_id}: ${first.reason}`
  return noteFigure('reconstructionFigures', `No model could be run. ${reason}`)
}

function errorBars(models: Models, { palette, scale, groupColumn }: Look): Figure {
  const metric = anomalyScore(models[0].summary)
  const title = `Mean ${ERROR_TITLES[metric]}`
  const estimates = models.map(({ summary }) => cleanError(summary, metric))
  const drawn = horizontalBars(
    table({
      [groupColumn]: models.map(({ group }) => group),
      model: models.map(({ name }) => name),
      mean: estimates.map(({ value }) => value),
      low: estimates.map(({ low }) => low),
      high: estimates.map(({ high }) => high),
    }),
    {
      value: 'mean',
      low: 'low',
      high: 'high',
      label: 'model',
      group: groupColumn,
      title,
      scale,
      palette,
    },
  )
  const caption =
    `${title} of each model on the events as they are, the lowest first. Whiskers are 95 % ` +
    'intervals of the mean over events (1.96 standard errors); how much it changes from training ' +
    'to training shows in the bars of the same colour.'
  return { ...drawn, caption }
}

function aurocComparison(models: Models, { palette }: Look): Figure {
  const label = aurocLabel(models)
  if (label === undefined) return noAuroc('forestPlot')
  const drawn = forestPlot(
    models.map(({ name, group, summary }) => ({ name, group, ...aurocOf(summary) })),
    {
      title: `AUROC of ${label === LABELS ? 'the labels' : label}`,
      reference: CHANCE,
      palette,
    },
  )
  return { ...drawn, caption: `${drawn.caption} ${whatIsToldApart(label)}` }
}

function rocOfModels(models: Models, { palette }: Look): Figure {
  const label = aurocLabel(models)
  if (label === undefined) return noAuroc('rocCurves')
  const drawn = rocCurves(
    models.map(({ name, group, summary, curves }) => {
      const { value: auroc, low, high } = aurocOf(summary)
      return { name, group, auroc, low, high, ...(curves.roc[label] ?? { fpr: [], tpr: [] }) }
    }),
    { palette },
  )
  const subject = whatIsToldApart(label)
  return { ...drawn, caption: `${drawn.caption} ${subject}`, notes: [subject, ...drawn.notes] }
}

const CUT_FIGURES = { backgroundRejection, significanceImprovement }

/** What cuts on the anomaly score are worth, where labels tell signal from background. */
function cutFigure(kind: keyof typeof CUT_FIGURES, models: Models, { palette }: Look): Figure {
  const cut = models.flatMap(({ name, group, curves }) =>
    curves.cuts === undefined ? [] : [{ name, group, efficiency: curves.cuts }],
  )
  if (cut.length === 0) {
    return noteFigure(
      kind,
      'There are no events of signal and background: the data have no labels of two classes, or AUROC ' +
        'is not among inference.metrics.',
    )
  }
  const drawn = CUT_FIGURES[kind](cut, { palette })
  const notes = leftOut(models.length - cut.length, 'model', 'without events of both classes')
  return {
    ...drawn,
    caption: `${drawn.caption} ${whatIsToldApart(LABELS)}`,
    notes: [...drawn.notes, ...notes],
  }
}

function errorAgainstStrength(models: Models, { palette, scale }: Look): Figure {
  const metric = anomalyScore(models[0].summary)
  return againstStrength(models, {
    title: `Mean ${ERROR_TITLES[metric]}`,
    valueAt: (strategy, { n_events, n_invalid }) =>
      meanError(strategy, metric, n_events - n_invalid),
    valueAtZero: (summary) => cleanError(summary, metric),
    scale,
    palette,
  })
}

function aurocAgainstStrength(models: Models, { palette }: Look): Figure {
  if (aurocLabel(models) === undefined) return noAuroc('strengthCurves')
  return againstStrength(models, {
    title: 'AUROC of corrupted against clean',
    valueAt: aurocOf,
    valueAtZero: () => ({ value: CHANCE.value, low: Number.NaN, high: Number.NaN }),
    reference: CHANCE,
    palette,
  })
}

/** What the models' AUROC tells apart: `labels`, or the first strategy against the baseline. */
function aurocLabel(models: Models): string | undefined {
  return models.find(({ summary }) => summary.auroc_of !== null)?.summary.auroc_of ?? undefined
}

function whatIsToldApart(label: string): string {
  return label === LABELS
    ? 'The reconstruction error tells signal from background, by the labels of the data.'
    : `The reconstruction error tells events after ${label} from the same events before.`
}

function noAuroc(kind: string): Figure {
  return noteFigure(
    kind,
    'AUROC was not asked for, or there are neither labels nor corruptions: see inference.metrics ' +
      'and inference.corruption_strategies.',
  )
}
