import {
  chooseMetric,
  classification,
  defineReport,
  learningCurves,
  loadRuns,
  ReportError,
} from 'thesis-report'

export default defineReport({
  name: 'evaluate_classifier',
  title: 'Classifiers over labelled events',
  description:
    'How well classifiers tell labelled events apart, and what cuts on their scores are worth.',
  fixture: 'evaluate_classifier',

  collect: ({ inputs }) => loadRuns(inputs),

  plot: {
    learning_curves({ runs, perEpoch, goals, parameters, config }) {
      if (perEpoch.size === 0) throw new ReportError('NOTHING_TO_DRAW', 'No run logged a course.')
      const { logged } = chooseMetric({ runs, goals }, config.inputs.metric, config.inputs.goal)
      return learningCurves(runs, perEpoch, {
        metric: logged,
        group: parameters.find((parameter) => parameter !== 'seed') ?? 'run',
      })
    },
  },

  infer: classification(),
})
