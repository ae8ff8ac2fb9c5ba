import type { ColumnTable } from 'arquero'
import type { ModelResult } from '../../inference/execution/modelResult.ts'
import type { Figure } from '../../plots/figure.ts'
import { calibrationCurve } from '../../plots/kinds/classification/calibrationCurve.ts'
import { confusionMatrices } from '../../plots/kinds/classification/confusionMatrix.ts'
import { backgroundRejection } from '../../plots/kinds/classification/cuts/backgroundRejection.ts'
import { significanceImprovement } from '../../plots/kinds/classification/cuts/significanceImprovement.ts'
import { precisionRecallCurves } from '../../plots/kinds/classification/precisionRecallCurves.ts'
import { rocCurves } from '../../plots/kinds/classification/rocCurves.ts'
import { forestPlot } from '../../plots/kinds/groups/forestPlot.ts'
import { metricAgainstParameter } from '../../plots/kinds/runs/metricAgainstParameter.ts'
import type { ScaleChoice } from '../../plots/parts/axes/axes.ts'
import { coloursOfNames, type Palette } from '../../plots/parts/colours/palette.ts'
import { noteFigure } from '../../plots/parts/composeFigure.ts'
import { groupName, texts } from '../../tables/columns.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { leftOut } from '../../text/counts.ts'
import { comparability, lackingRemark } from '../models/comparableModels.ts'
import {
  ensembleGroup,
  inferredModels,
  type ModelNaming,
  type Models,
  namedValue,
  withEnsembleColours,
} from '../models/inferredModels.ts'
import type { InferOutcome } from '../spec/inferHook.ts'
import { measureColumn, measuredRuns } from './measuredRuns.ts'
import { distinct, NO_TASK, scoreDistributions } from './scoreDistributions.ts'

type Outcome = InferOutcome<ModelResult<'classification'>>
type Classifiers = Models<'classification'>

/** What the figures need besides the results. */
export interface ClassificationFigureContext {
  readonly runs: ColumnTable
  /** What the outcome calls each run, by `run_dir`. */
  readonly runIds: ReadonlyMap<string, string>
  /** Columns of the parameters that the sweep varied. */
  readonly parameters: readonly string[]
  /** The report's colours by group. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
  readonly scale: ScaleChoice
}

export type ClassificationFigure = (
  context: ClassificationFigureContext,
  outcome: Outcome,
) => Figure

export type ClassificationFigureName =
  | 'auroc_comparison'
  | 'auroc_by_parameter'
  | 'roc_curves'
  | 'precision_recall'
  | 'confusion_matrices'
  | 'calibration'
  | 'score_distributions'
  | 'background_rejection'
  | 'significance_improvement'

/**
 * The figures of classifiers, by the names that may stand in `outputs.which_figures`. Whatever became of the
 * models, each is a figure, if need be one that says what is missing; models that failed are counted, and so are those
 * that lack scores which others have: they are left out, unless there are no others.
 */
export function classificationFigures(
  naming: ModelNaming = {},
): Record<ClassificationFigureName, ClassificationFigure> {
  const figure =
    (draw: Draw): ClassificationFigure =>
    (context, whole) => {
      const { comparable, lacking } = comparability(whole)
      const areDrawn = comparable.results.size === 0
      const outcome = areDrawn ? whole : comparable
      const { runs, parameters } = context
      const main = parameters.find((parameter) => parameter !== 'seed')
      const group = naming.group ?? main ?? 'run'
      const byValue = context.palette ?? coloursOfNames(texts(runs, group))
      const palette = new Map(byValue)
      const named = { runs, runIds: context.runIds, parameters }
      const models = inferredModels(named, outcome, { ...naming, group }).map((model) => {
        if (runs.columnIndex(group) < 0) return model
        const value = runs.get(group, model.row)
        const shown = namedValue(group, value)
        const colour = byValue.get(groupName(value))
        if (colour !== undefined) palette.set(shown, colour)
        return { ...model, group: model.isEnsemble ? ensembleGroup(shown) : shown }
      })
      const [first, ...others] = models
      const look = { ...context, palette: withEnsembleColours(palette, models), main, outcome }
      const drawn = first ? draw([first, ...others], look) : noModel(outcome)
      const notes = leftOut(outcome.failed.length, 'model', 'that could not be run')
      const remark = lackingRemark(lacking.length, areDrawn)
      return { ...drawn, notes: [...drawn.notes, ...remark, ...notes] }
    }
  return {
    auroc_comparison: figure(comparison),
    auroc_by_parameter: figure(byParameter),
    roc_curves: figure(rocByClass),
    precision_recall: figure(precisionRecallByClass),
    confusion_matrices: figure(confusions),
    calibration: figure(calibrations),
    score_distributions: figure(scoreDistributions),
    background_rejection: figure(rejection),
    significance_improvement: figure(significance),
  }
}

interface Look extends ClassificationFigureContext {
  readonly palette: Palette
  /** The parameter that gives the colour. */
  readonly main: string | undefined
  readonly outcome: Outcome
}

type Draw = (models: Classifiers, look: Look) => Figure

const CHANCE = { name: 'chance', value: 0.5 }

function noModel({ failed: [first] }: Outcome): Figure {
  const reason = first === undefined ? 'None was found.' : `${first.run_id}: ${first.reason}`
  return noteFigure('classificationFigures', `No model could be run. ${reason}`)
}

function comparison(models: Classifiers, { palette }: Look): Figure {
  return forestPlot(
    models.map(({ name, group, summary }) => ({
      name,
      group,
      value: summary.auroc ?? Number.NaN,
      low: summary.auroc_ci?.[0] ?? Number.NaN,
      high: summary.auroc_ci?.[1] ?? Number.NaN,
    })),
    { title: 'AUROC, mean over the classes', reference: CHANCE, palette },
  )
}

function byParameter(_: Classifiers, { main, palette, outcome, ...named }: Look): Figure {
  if (main === undefined) {
    return noteFigure(
      'metricAgainstParameter',
      'The runs are not known to differ in a parameter other than the seed.',
    )
  }
  return metricAgainstParameter(measuredRuns(named, outcome), {
    metric: measureColumn('auroc'),
    parameter: main,
    better: 'higher',
    title: 'AUROC, mean over the classes',
    palette,
  })
}

/**
 * A panel for each class, unless there are two, whose curves mirror each other: then the first. Models may tell
 * other classes apart than the first one does; classes that no model has events of, and of others, have no curves.
 *
 * @returns the names, and a note on those that are left out
 */
function classesToShow(models: Classifiers): { names: readonly string[]; notes: string[] } {
  const classesOf = ({ summary: { classes } }: Classifiers[0]) =>
    classes.length === 2 ? classes.slice(0, 1) : classes
  const all = distinct(models, (model) => classesOf(model).map((each) => each.class))
  const drawable = new Set(
    distinct(models, (model) =>
      classesOf(model)
        .filter(({ auroc }) => auroc !== null)
        .map((each) => each.class),
    ),
  )
  // Without any, the curves say why.
  if (drawable.size === 0) return { names: all, notes: [] }
  const names = all.filter((name) => drawable.has(name))
  return { names, notes: leftOut(all.length - names.length, 'class', 'without events') }
}

function facetOf(name: string, names: readonly string[]): { facet?: string } {
  return names.length > 1 ? { facet: name } : {}
}

function rocByClass(models: Classifiers, { palette }: Look): Figure {
  const { names, notes } = classesToShow(models)
  const drawn = rocCurves(
    names.flatMap((each) =>
      models.flatMap(({ name, group, summary, curves }) => {
        const found = summary.classes.find((entry) => entry.class === each)
        if (found === undefined) return []
        const area = {
          auroc: found.auroc,
          low: found.auroc_ci?.[0] ?? null,
          high: found.auroc_ci?.[1] ?? null,
        }
        const curve = curves.roc[each] ?? { fpr: [], tpr: [] }
        return [{ name, group, ...facetOf(each, names), ...area, ...curve }]
      }),
    ),
    { palette },
  )
  return { ...drawn, notes: [...drawn.notes, ...notes] }
}

function precisionRecallByClass(models: Classifiers, { palette }: Look): Figure {
  const { names, notes } = classesToShow(models)
  const drawn = precisionRecallCurves(
    names.flatMap((each) =>
      models.flatMap(({ name, group, curves }) => {
        const curve = curves.precisionRecall[each]
        return curve === undefined ? [] : [{ name, group, ...facetOf(each, names), curve }]
      }),
    ),
    { palette },
  )
  return { ...drawn, notes: [...drawn.notes, ...notes] }
}

/** A matrix for each group of models that tell the same classes apart as the first one does: the mean of theirs. */
function confusions(models: Classifiers): Figure {
  const counted = models.filter(({ summary }) => summary.confusions.length > 0)
  const [first] = counted
  if (first === undefined) {
    return noteFigure('confusionMatrix', 'Scores that are not probabilities assign no class.')
  }
  const namesOf = ({ summary }: Classifiers[0]) => summary.classes.map((each) => each.class)
  const classes = namesOf(first)
  const drawable = counted.filter((model) => namesOf(model).join('\0') === classes.join('\0'))
  const groups = [...groupBy(drawable, ({ group }) => group)]
  const names = groups.map(([group]) => group)
  const drawn = confusionMatrices(
    groups.map(([group, members]) => ({
      ...facetOf(group, names),
      nModels: members.length,
      confusions: { classes, counts: addedUp(members), nOther: 0 },
    })),
  )
  const others = leftOut(counted.length - drawable.length, 'model', 'of other classes')
  return { ...drawn, notes: [...drawn.notes, ...others] }
}

/** The confusions of models, all of the same classes. */
function addedUp(models: readonly Classifiers[0][]): readonly (readonly number[])[] {
  const [first, ...others] = models.map(({ summary }) => summary.confusions)
  return others.reduce<readonly (readonly number[])[]>(
    (sum, counts) => sum.map((row, y) => row.map((cell, x) => cell + (counts[y]?.[x] ?? 0))),
    first ?? [],
  )
}

function calibrations(models: Classifiers, { palette }: Look): Figure {
  const calibrated = models.flatMap(({ name, group, curves }) =>
    curves.calibration === null ? [] : [{ name, group, ...curves.calibration }],
  )
  if (calibrated.length === 0) {
    const reasons = new Set(models.flatMap(({ summary }) => summary.reasons))
    return noteFigure('calibrationCurve', 'There is no calibration.', [...reasons])
  }
  const drawn = calibrationCurve(calibrated, { palette })
  const what =
    'Of each event, the highest probability counts, and whether its class is the true one.'
  const notes = new Set(models.flatMap(({ summary }) => summary.notes))
  return { ...drawn, caption: `${drawn.caption} ${what}`, notes: [...drawn.notes, ...notes] }
}

function cutsOf(models: Classifiers) {
  const tasks = distinct(models, ({ curves }) => Object.keys(curves.cuts))
  return tasks.flatMap((task) =>
    models.flatMap(({ name, group, curves }) => {
      const efficiency = curves.cuts[task]
      return efficiency === undefined ? [] : [{ name, group, ...facetOf(task, tasks), efficiency }]
    }),
  )
}

function rejection(models: Classifiers, { palette }: Look): Figure {
  const cuts = cutsOf(models)
  return cuts.length > 0
    ? backgroundRejection(cuts, { palette })
    : noteFigure('backgroundRejection', NO_TASK)
}

function significance(models: Classifiers, { palette }: Look): Figure {
  const cuts = cutsOf(models)
  return cuts.length > 0
    ? significanceImprovement(cuts, { palette })
    : noteFigure('significanceImprovement', NO_TASK)
}
