import { classification, defineReport, learningCurves, loadRuns } from 'thesis-report'

export default defineReport({
  name: 'evaluate_classifier',
  title: 'Classifiers over labelled events',
  description:
    'How well classifiers tell labelled events apart, and what cuts on their scores are worth.',
  fixture: 'evaluate_classifier',

  collect: ({ inputs }) => loadRuns(inputs),

  plot: {
    learning_curves: ({ runs, perEpoch, parameters, config }) =>
      learningCurves(runs, perEpoch, {
        metric: config.inputs.metric ?? 'val/loss',
        group: parameters.find((parameter) => parameter !== 'seed') ?? 'run',
      }),
  },

  infer: classification(),
})
