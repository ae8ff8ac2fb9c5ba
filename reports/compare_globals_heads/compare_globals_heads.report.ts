import {
  colours,
  compareGroups,
  defineReport,
  type Figure,
  learningCurves,
  loadRuns,
  metricGrid,
  reconstruction,
  scatter,
  selectRuns,
} from 'thesis-report'
import { withLosses } from './losses.ts'

const GRID = { x: 'globals_beta', y: 'tokenizer' } as const
const REC_TOKENS = 'Token reconstruction loss'
const REC_GLOBALS = 'Globals loss / β'
/** How the globals' loss differs from what the trainer logs. */
const PER_BETA =
  'The globals’ loss is shown divided by β, since the trainer logs it multiplied by β; it is not ' +
  'available at β = 0, where the globals are not trained.'

function withCaption(figure: Figure, sentence: string): Figure {
  return { ...figure, caption: `${figure.caption} ${sentence}` }
}

export default defineReport({
  name: 'compare_globals_heads',
  title: 'How the weight of the globals reconstruction trades against the tokens',
  description: 'What reconstructing the globals costs the tokens, for each weight of it.',
  fixture: 'compare_globals_heads',

  collect: ({ inputs }) => loadRuns(inputs),

  analyze({ runs, parameters, config }) {
    const selected = withLosses(selectRuns(runs, config.inputs.select))
    const { table, findings, methods, remarks } = compareGroups(selected, {
      metric: 'rec_tokens',
      by: 'globals_beta',
      better: 'lower',
      parameters,
      margin: config.inputs.margin ?? undefined,
    })
    return {
      runs: selected,
      tables: { comparisons: table },
      findings,
      methods,
      remarks,
      latex: {
        metrics: [
          // Never in bold: it grows with β.
          { column: 'loss.total_best' },
          { column: 'rec_tokens', best: 'min' },
          { column: 'rec_globals', best: 'min' },
        ],
        note: PER_BETA,
      },
      scale: config.outputs.scale,
      // From all runs, so that a selection does not change the colours.
      palette: colours(runs.array('tokenizer')),
    }
  },

  plot: {
    grid_best_val_loss: ({ runs, scale }) =>
      metricGrid(runs, { ...GRID, value: 'loss.total_best', scale }),

    grid_best_rec_globals: ({ runs, scale }) =>
      withCaption(
        metricGrid(runs, { ...GRID, value: 'rec_globals', title: REC_GLOBALS, scale }),
        PER_BETA,
      ),

    grid_best_rec_tokens: ({ runs, scale }) =>
      metricGrid(runs, { ...GRID, value: 'rec_tokens', title: REC_TOKENS, scale }),

    tradeoff_scatter: ({ runs, scale, palette }) =>
      withCaption(
        scatter(runs, {
          x: 'rec_tokens',
          y: 'rec_globals',
          xTitle: REC_TOKENS,
          yTitle: REC_GLOBALS,
          label: 'globals_beta',
          palette,
          scale,
        }),
        `Points are named by β. ${PER_BETA}`,
      ),

    all_val_curves: ({ runs, perEpoch, parameters, scale, palette }) =>
      learningCurves(runs, perEpoch, {
        metric: 'val_loss',
        dash: 'globals_beta',
        within: parameters.filter((parameter) => parameter !== 'seed'),
        palette,
        scale,
      }),

    all_train_curves: ({ runs, perEpoch, parameters, scale, palette }) =>
      learningCurves(runs, perEpoch, {
        metric: 'train_loss',
        dash: 'globals_beta',
        within: parameters.filter((parameter) => parameter !== 'seed'),
        palette,
        scale,
      }),
  },

  infer: reconstruction(),
})
