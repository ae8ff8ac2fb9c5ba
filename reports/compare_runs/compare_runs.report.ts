import {
  boxPlot,
  chooseMetric,
  compareParameters,
  defineReport,
  horizontalBars,
  loadRuns,
  metricGrid,
  parallelCoordinates,
  parameterImportance,
  parametersTable,
  paretoFront,
  rankSettings,
  scatter,
  selectRuns,
} from 'thesis-report'
import { comparedParameter } from './comparedParameter.ts'
import { curvesByParameter } from './curvesByParameter.ts'
import { mainParameters } from './mainParameters.ts'
import { nothingToDraw } from './nothingToDraw.ts'
import { withBestSoFar, withShareBelow, withStart } from './overTime.ts'
import { withSetting } from './settings.ts'
import { tradeOff } from './tradeOff.ts'

export default defineReport({
  name: 'compare_runs',
  title: 'Which setting matters',
  fixture: 'compare_runs',

  collect: ({ inputs }) => loadRuns(inputs),

  analyze({ runs: all, goals, config }) {
    const { metric: wanted, by, margin, goal, select } = config.inputs
    const runs = selectRuns(all, select)
    const chosen = chooseMetric({ runs, goals }, wanted, goal)
    const { metric, better } = chosen
    const comparison = compareParameters(runs, {
      metric,
      better,
      by: by !== null && by.length > 0 ? by : undefined,
      margin: margin ?? undefined,
    })
    const importance = parameterImportance(runs, { metric, better })
    const parameters = importance.parameters.map(({ parameter }) => parameter)
    const best = rankSettings(runs, { metric, better, parameters })
    const main = mainParameters(comparison.parameters, importance)
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

    metric_by_parameter_1: (context) => comparedParameter(context, 0),
    metric_by_parameter_2: (context) => comparedParameter(context, 1),
    metric_by_parameter_3: (context) => comparedParameter(context, 2),
    metric_by_parameter_4: (context) => comparedParameter(context, 3),

    seed_spread({ runs, chosen, best, config }) {
      return boxPlot(withSetting(runs, best), {
        value: chosen.metric,
        group: 'setting',
        scale: config.outputs.scale,
      })
    },

    importance({ importance }) {
      if (importance.evaluator === null) throw nothingToDraw(importance.remarks[0])
      const title = `Importance (${importance.evaluator})`
      const figure = horizontalBars(importance.table, {
        value: 'importance',
        label: 'parameter',
        group: null,
        better: 'higher',
        scale: 'linear',
        title,
        limit: 30,
      })
      return { ...figure, caption: `${title} of each parameter, the most important first.` }
    },

    interaction({ runs, chosen, main, config }) {
      const [x, y] = main.pair
      if (x === undefined || y === undefined) {
        throw nothingToDraw('It takes two parameters of at most 20 values each.')
      }
      return metricGrid(runs, { x, y, value: chosen.metric, scale: config.outputs.scale })
    },

    parallel_coordinates({ runs, chosen, main, config }) {
      if (main.all.length === 0) throw nothingToDraw('No parameter differs between the runs.')
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
      scatter(withBestSoFar(runs, chosen), {
        x: 'nth_run',
        y: 'best_so_far',
        group: null,
        xScale: 'linear',
        scale: config.outputs.scale,
        xTitle: 'Runs, in the order of their start',
        yTitle: `Best ${chosen.metric} so far`,
      }),

    ecdf: ({ runs, chosen, main, config }) =>
      scatter(withShareBelow(runs, chosen.metric, main.categories[0]), {
        x: chosen.metric,
        y: 'share_of_runs',
        group: main.categories[0] ?? null,
        xScale: config.outputs.scale,
        scale: 'linear',
        yTitle: 'Share of the runs of its group',
      }),

    timeline({ runs }) {
      const started = withStart(runs)
      return scatter(started, {
        x: 'started_hours',
        y: 'duration_s',
        group: 'status',
        xScale: 'linear',
        xTitle: 'Start, in hours after the first run',
      })
    },
  },
})
