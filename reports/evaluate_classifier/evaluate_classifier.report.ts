import { classification, defineReport, learningCurves, loadRuns } from 'thesis-report'

export default defineReport({
  name: 'evaluate_classifier',
  title: 'Classifiers over labelled events',
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
