// The figures by this project: node bench/side-by-side/ours.js DIRECTORY
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { group as groupBy } from 'd3-array'
import { buildIfStale } from '../../bin/buildIfStale.js'

await buildIfStale()
const face = await import('../../dist/framework/index.js')
const { historyOf, runsOf } = await import('../../dist/framework/testing/internals.js')

const [directory = 'outputs/side-by-side'] = process.argv.slice(2)
const read = (name) => JSON.parse(readFileSync(path.join(directory, `${name}.json`), 'utf8'))

const runs = runsOf(read('runs').map((run) => ({ ...run, run_dir: run.run })))
const curves = historiesOf(read('curves').filter(({ latent_dim }) => latent_dim === 32))
const weighted = historiesOf(read('weighted'))
const models = read('models')
const errors = groupBy(read('errors'), ({ corruption }) => corruption)
const areas = models.map(({ name, group, labels, errors }) => {
  const { fpr, tpr } = face.rocCurve(errors, labels, { positiveLabel: 1 })
  return { name, group, fpr, tpr, ...face.computeAuroc(errors, labels, { positiveLabel: 1 }) }
})

const FIGURES = [
  face.learningCurves(curves.runs, curves.perEpoch, { show: 'mean and runs' }),
  face.learningCurves(weighted.runs, weighted.perEpoch, { dash: 'beta', show: 'mean' }),
  face.boxPlot(runs, { value: 'loss', title: 'Best validation loss' }),
  face.metricAgainstParameter(runs, {
    metric: 'loss',
    parameter: 'latent_dim',
    group: 'tokenizer',
    scale: 'log',
    title: 'Best validation loss',
  }),
  face.metricGrid(runs, {
    x: 'latent_dim',
    y: 'tokenizer',
    value: 'loss',
    title: 'Best validation loss',
  }),
  face.rocCurves(areas),
  face.ecdfOfSeries(
    Array.from(errors, ([name, events]) => ({ name, values: events.map(({ error }) => error) })),
    { title: 'Reconstruction error', unit: 'events' },
  ),
  face.forestPlot(
    areas.map(({ name, group, auroc, low, high }) => ({ name, group, value: auroc, low, high })),
    { title: 'AUROC' },
  ),
]

writeFileSync(
  path.join(directory, 'estimates.json'),
  JSON.stringify(
    areas.map(({ name, group, auroc: value, low, high }) => ({
      name,
      group,
      estimate: { value, low, high },
    })),
  ),
)
for (const [i, figure] of FIGURES.entries()) {
  const bytes = await face.renderFigure(figure, { format: 'png', dpi: 150 })
  writeFileSync(path.join(directory, `${i + 1}-ours.png`), bytes)
}

/** The rows as a table of runs and a history of each. */
function historiesOf(rows) {
  const byRun = groupBy(rows, ({ run }) => run)
  return {
    runs: runsOf(
      Array.from(byRun, ([run_dir, [{ epoch: _, val_loss: __, ...run }]]) => ({ ...run, run_dir })),
    ),
    perEpoch: new Map(
      Array.from(byRun, ([run, epochs]) => [
        run,
        historyOf(epochs.map(({ val_loss }) => val_loss)),
      ]),
    ),
  }
}
