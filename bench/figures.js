// Figures: milliseconds a figure for 24, 200 and 1000 runs, and memory after 200 figures.
//   node --expose-gc bench/figures.js
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildIfStale } from '../bin/buildIfStale.js'

const RUN_COUNTS = [24, 200, 1000]
const EPOCHS = 100
const ROUNDS = 3
const MEMORY_FIGURES = 200

await buildIfStale()
const { runsOf, historyOf } = await import('../dist/framework/testing/internals.js')
const {
  bars,
  boxPlot,
  histogram,
  histogramGrid,
  horizontalBars,
  learningCurves,
  lossVsTime,
  metricGrid,
  parallelCoordinates,
  paretoFront,
  renderFigure,
  rocCurves,
  scatter,
  trainAndValidation,
} = await import('../dist/framework/index.js')

const KINDS = {
  lossVsTime: ({ runs, perEpoch }) => lossVsTime(runs, perEpoch),
  learningCurves: ({ runs, perEpoch }) => learningCurves(runs, perEpoch, { dash: 'encoder' }),
  trainAndValidation: ({ runs, perEpoch }) =>
    trainAndValidation(runs, perEpoch, { metrics: ['val_loss', 'val_loss'] }),
  paretoFront: ({ runs }) => paretoFront(runs, { x: 'latent_dim', y: 'loss' }),
  scatter: ({ runs }) => scatter(runs, { x: 'speed', y: 'loss' }),
  boxPlot: ({ runs }) => boxPlot(runs, { value: 'loss' }),
  bars: ({ runs }) => bars(runs, { value: 'loss', by: 'encoder' }),
  metricGrid: ({ runs }) => metricGrid(runs, { x: 'latent_dim', y: 'tokenizer', value: 'loss' }),
  horizontalBars: ({ runs }) => horizontalBars(runs, { value: 'loss' }),
  parallelCoordinates: ({ runs }) =>
    parallelCoordinates(runs, { parameters: ['tokenizer', 'latent_dim', 'speed'], value: 'loss' }),
  histogram: ({ runs }) =>
    histogram(
      ['none', 'linear', 'vq'].map((name) => ({
        name,
        values: runs.objects().flatMap(({ tokenizer, loss }) => (tokenizer === name ? [loss] : [])),
      })),
      { title: 'Best validation loss' },
    ),
  histogramGrid: ({ runs }) =>
    histogramGrid(
      ['none', 'linear', 'vq'].map((name) => ({
        title: name,
        series: ['mlp', 'gnn'].map((encoder) => ({
          name: encoder,
          values: runs
            .objects()
            .flatMap((run) =>
              run.tokenizer === name && run.encoder === encoder ? [run.loss] : [],
            ),
        })),
      })),
      { title: 'Best validation loss' },
    ),
  rocCurves: ({ runs }) =>
    rocCurves(
      runs.objects().map(({ run_dir, tokenizer }) => ({
        name: run_dir,
        group: tokenizer,
        fpr: rates,
        tpr: rates.map(Math.sqrt),
        auroc: 2 / 3,
        low: 0.6,
        high: 0.7,
      })),
    ),
}

/** The points of a ROC curve. */
const rates = Array.from({ length: 500 }, (_, i) => i / 499)

const times = []
for (const n of RUN_COUNTS) {
  const sweep = makeSweep(n)
  for (const [kind, draw] of Object.entries(KINDS)) {
    times.push({
      kind,
      runs: n,
      build_ms: await median(() => draw(sweep)),
      png_ms: await median(() => renderFigure(draw(sweep), { format: 'png' })),
      svg_ms: await median(() => renderFigure(draw(sweep), { format: 'svg' })),
      pdf_ms: await median(() => renderFigure(draw(sweep), { format: 'pdf' })),
    })
  }
}
const result = { bench: 'figures', times, ...(await memory()) }
console.table(times)
console.log(
  `${result.memory_mb_before} MB before, ${result.memory_mb_after} MB after ${MEMORY_FIGURES} figures`,
)
const results = path.join(import.meta.dirname, 'results')
mkdirSync(results, { recursive: true })
writeFileSync(path.join(results, 'figures.json'), `${JSON.stringify(result, null, 2)}\n`)

/** The median time of a few rounds. */
async function median(run) {
  const milliseconds = []
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    await run()
    milliseconds.push(performance.now() - start)
  }
  return Math.round(milliseconds.sort((a, b) => a - b)[ROUNDS >> 1])
}

async function memory() {
  const sweep = makeSweep(24)
  const draw = () => renderFigure(lossVsTime(sweep.runs, sweep.perEpoch), { format: 'png' })
  await draw()
  const memory_mb_before = residentMegabytes()
  for (let i = 0; i < MEMORY_FIGURES; i++) await draw()
  return { memory_figures: MEMORY_FIGURES, memory_mb_before, memory_mb_after: residentMegabytes() }
}

function residentMegabytes() {
  globalThis.gc?.()
  return Math.round(process.memoryUsage().rss / 2 ** 20)
}

function makeSweep(n) {
  const rows = Array.from({ length: n }, (_, i) => ({
    run_dir: `run_${i}`,
    encoder: i % 2 === 0 ? 'mlp' : 'gnn',
    tokenizer: ['none', 'linear', 'vq'][i % 3],
    latent_dim: [8, 16, 32][Math.floor(i / 3) % 3],
    speed: 1000 + ((i * 7919) % 4000),
    loss: 0.001 * (1 + ((i * 104729) % 997) / 100),
  }))
  const perEpoch = rows.map(({ run_dir, loss }) => [run_dir, historyOf(curve(loss))])
  return { runs: runsOf(rows), perEpoch: new Map(perEpoch) }
}

function curve(end) {
  return Array.from({ length: EPOCHS }, (_, epoch) => end + 2 * Math.exp(-epoch / 12))
}
