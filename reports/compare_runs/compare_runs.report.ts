import {
  bestSoFar,
  chooseMetric,
  compareParameters,
  defineReport,
  ecdf,
  importanceBars,
  loadRuns,
  metricGrid,
  parallelCoordinates,
  parameterImportance,
  parametersTable,
  paretoFront,
  rankSettings,
  selectRuns,
  strip,
  timeline,
} from 'thesis-report'
import { curvesByParameter } from './curvesByParameter.ts'
import { mainParameters } from './mainParameters.ts'
import { nothingToDraw } from './nothingToDraw.ts'
import { allDifferences, metricByParameter, pairsOfRuns } from './parameterFigures.ts'
import { withSetting } from './settings.ts'
import { tradeOff } from './tradeOff.ts'

export default defineReport({
  name: 'compare_runs',
  title: 'Which setting matters',
  description:
    'Which settings matter for a metric, by how much and how sure that is, in a sweep of any kind.',
  fixture: 'compare_runs',

  collect: ({ inputs }) => loadRuns(inputs),

  analyze({ runs: all, perEpoch, goals, config }) {
    const { metric: wanted, by, margin, goal, select } = config.inputs
    const runs = selectRuns(all, select)
    const chosen = chooseMetric({ runs, goals }, wanted, goal)
    const { metric, better } = chosen
    const comparison = compareParameters(runs, {
      metric,
      better,
      by: by !== null && by.length > 0 ? by : undefined,
      margin: margin ?? undefined,
      perEpoch,
    })
    const importance = parameterImportance(runs, { metric, better })
    const parameters = importance.parameters.map(({ parameter }) => parameter)
    const best = rankSettings(runs, { metric, better, parameters })
    const main = mainParameters(runs, metric, comparison.parameters, importance)
    return {
      runs,
      chosen,
      comparison,
      importance,
      best,
      main,
      trade: tradeOff(runs, goals, config.inputs),
      summary: {
        metric,
        better,
        comparisons: comparison.sentences,
        importance: {
          evaluator: importance.evaluator,
          residual: importance.residual,
          interactions: importance.interactions.slice(0, 10),
        },
      },
      tables: {
        comparisons: comparison.table,
        parameters: parametersTable(comparison, importance),
        best: best.table,
      },
      findings: comparison.findings,
      methods: [...comparison.methods, ...importance.methods],
      latex: {
        groups: main.categories.slice(0, 3),
        metrics: [{ column: metric, best: better === 'lower' ? 'min' : 'max' } as const],
      },
      remarks: [
        ...new Set([
          ...chosen.remarks,
          ...comparison.remarks,
          ...importance.remarks,
          ...best.remarks,
        ]),
      ],
    }
  },

  plot: {
    learning_curves: (context) => curvesByParameter(context, 0),
    learning_curves_2: (context) => curvesByParameter(context, 1),
    learning_curves_3: (context) => curvesByParameter(context, 2),

    metric_by_parameter_1: (context) => metricByParameter(context, 0),
    metric_by_parameter_2: (context) => metricByParameter(context, 1),
    metric_by_parameter_3: (context) => metricByParameter(context, 2),
    metric_by_parameter_4: (context) => metricByParameter(context, 3),

    paired_runs: (context) => pairsOfRuns(context),
    differences: (context) => allDifferences(context),

    seed_spread({ runs, chosen, best, config }) {
      const shown = withSetting(runs, best)
      const figure = strip(shown.runs, {
        value: chosen.metric,
        group: 'setting',
        scale: config.outputs.scale,
      })
      return { ...figure, notes: [...figure.notes, ...shown.notes] }
    },

    importance({ importance, comparison }) {
      if (importance.evaluator === null) throw nothingToDraw(importance.remarks[0])
      return importanceBars(importance, { comparison })
    },

    interaction({ runs, chosen, main, config }) {
      const [x, y] = main.pair
      if (x === undefined || y === undefined) {
        throw nothingToDraw('It takes two parameters of at most 20 values each.')
      }
      return metricGrid(runs, { x, y, value: chosen.metric, scale: config.outputs.scale })
    },

    parallel_coordinates({ runs, chosen, main, config }) {
      if (main.all.length === 0)
        throw nothingToDraw('No parameter is known to differ between the runs.')
      if (main.all.length === 1) {
        throw nothingToDraw(
          `Its lines lead from parameter to parameter, and there is one, ${main.all[0]}: ` +
            'metric_by_parameter_1 shows it.',
        )
      }
      return parallelCoordinates(runs, {
        parameters: main.all.slice(0, 8),
        value: chosen.metric,
        better: chosen.better,
        scale: config.outputs.scale,
      })
    },

    pareto({ runs, trade, main }) {
      if (trade === undefined) {
        throw nothingToDraw('Name two metrics with inputs.metrics=[a,b].')
      }
      return paretoFront(runs, { ...trade, group: main.categories[0] ?? null })
    },

    best_so_far: ({ runs, chosen, config }) =>
      bestSoFar(runs, {
        metric: chosen.metric,
        better: chosen.better,
        scale: config.outputs.scale,
      }),

    ecdf: ({ runs, chosen, main, config }) =>
      ecdf(runs, {
        value: chosen.metric,
        group: main.repeated,
        scale: config.outputs.scale,
      }),

    timeline({ runs }) {
      const hasStarts =
        runs.columnIndex('started_at') >= 0 &&
        Array.from(runs.array('started_at') as Iterable<unknown>).some((start) => start !== null)
      if (!hasStarts) throw nothingToDraw('No run tells when it started.')
      return timeline(runs)
    },
  },
})
