import {
  bars,
  boxPlot,
  colours,
  compareGroups,
  defineReport,
  loadRuns,
  lossVsTime,
  paretoFront,
  reconstruction,
  scatter,
  selectRuns,
  timeToThreshold,
} from 'thesis-report'
import { comparedMetric } from './comparedMetric.ts'
import { withCompression } from './compression.ts'
import { requireTokenizers } from './integrity.ts'
import { mixedSettings } from './mixedSettings.ts'
import { readThreshold } from './threshold.ts'

export default defineReport({
  name: 'compare_tokenizers',
  title: 'VQ versus non-VQ autoencoders',
  description: 'What a VQ bottleneck costs in reconstruction, training time and compression.',
  fixture: 'compare_tokenizers',

  collect: ({ inputs }) => loadRuns(inputs),

  analyze({ runs, perEpoch, parameters, config }) {
    const selected = selectRuns(runs, config.inputs.select)
    requireTokenizers(selected, config.inputs.select)
    const threshold = readThreshold(config.thresholds)
    const compared = comparedMetric(selected, perEpoch)
    const comparison = compareGroups(compared.runs, {
      metric: compared.metric,
      by: 'tokenizer',
      better: 'lower',
      parameters,
      margin: config.inputs.margin ?? undefined,
    })
    return {
      runs: timeToThreshold(withCompression(selected), perEpoch, threshold),
      threshold,
      summary: { comparisons: comparison.sentences },
      tables: { comparisons: comparison.table },
      findings: comparison.findings,
      methods: comparison.methods,
      remarks: [...mixedSettings(parameters, selected), ...compared.remarks, ...comparison.remarks],
      // From all runs, so that a selection does not change the colours.
      style: {
        palette: colours([...runs.array('tokenizer'), ...runs.array('encoder')]),
        scale: config.outputs.scale,
      },
    }
  },

  plot: {
    val_mse_vs_time: ({ runs, perEpoch, parameters, style }) =>
      lossVsTime(runs, perEpoch, {
        metric: 'val_loss',
        group: 'tokenizer',
        dash: 'encoder',
        within: parameters.filter((parameter) => parameter !== 'seed'),
        ...style,
      }),

    pareto_error_vs_compression: ({ runs, parameters, style }) =>
      paretoFront(runs, {
        x: 'compression',
        y: 'loss.recon_best',
        better: { x: 'higher' },
        xTitle: 'Compression (input bits / latent bits)',
        ...(parameters.length > 0 && { label: parameters }),
        ...style,
      }),

    vq_perplexity_boxplot: ({ runs, style }) =>
      boxPlot(selectRuns(runs, { tokenizer: 'vq' }), {
        value: 'metric_perplex_final',
        group: 'encoder',
        ...style,
      }),

    throughput_vs_best_val: ({ runs, style }) =>
      scatter(runs, { x: 'throughput_mean', y: 'loss.total_best', ...style }),

    time_to_threshold: ({ runs, threshold, style }) =>
      bars(runs, {
        value: 'time_to_threshold_s',
        by: 'encoder',
        missing: `${threshold.metric} never ${threshold.comparison} ${threshold.threshold}`,
        palette: style.palette,
      }),
  },

  infer: reconstruction(),
})
