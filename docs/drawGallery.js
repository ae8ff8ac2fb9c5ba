// Draws the figures of docs/figures.md from the code in it: node docs/drawGallery.js
// Every block of code that is followed by an image is one expression, whose figure is that image.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildIfStale } from '../bin/buildIfStale.js'

const EXAMPLE = /```js\n(?<code>[^`]+)```\n+!\[[^\]]*\]\((?<file>[^)]+)\)/g
const SWEEP_DIR = '../fixtures/compare_tokenizers/outputs/multiruns/exp_20251103-140953_experiment'
const GALLERY_DPI = 110
const N_EVENTS = 3000

await buildIfStale()
const face = await import('../dist/framework/index.js')
const docs = import.meta.dirname
const { runs, perEpoch } = await face.loadRuns({ sweepDir: path.join(docs, SWEEP_DIR) })
const names = {
  ...face,
  runs,
  perEpoch,
  palette: face.colours(runs.array('tokenizer')),
  comparison: face.compareGroups(runs, { metric: 'loss.total_best', by: 'tokenizer' }),
  importance: face.parameterImportance(runs, {
    metric: 'loss.total_best',
    parameters: ['tokenizer', 'encoder'],
  }),
  models: exampleModels(),
}

for (const { groups } of readFileSync(path.join(docs, 'figures.md'), 'utf8').matchAll(EXAMPLE)) {
  const figure = new Function(...Object.keys(names), `return ${groups.code}`)(
    ...Object.values(names),
  )
  const format = path.extname(groups.file).slice(1)
  const bytes = await face.renderFigure(figure, { format, dpi: GALLERY_DPI })
  writeFileSync(path.join(docs, groups.file), bytes)
  console.log(`docs/${groups.file}: ${bytes.length} bytes`)
}

/** Three models of each tokenizer, with the errors that they might make on the same events. */
function exampleModels() {
  return ['none', 'linear', 'vq'].flatMap((group, skill) =>
    [42, 43, 44].map((seed, training) => {
      const shift = 1.2 - 0.4 * skill + 0.15 * training
      const labels = Array.from({ length: N_EVENTS }, (_, event) => event % 2)
      const errorsAt = (strength) =>
        labels.map((label, event) => {
          const clean = spread(event, training) + (label === 0 ? shift : 0)
          return Math.exp(clean) + strength * (4 - skill) * Math.exp(spread(event, 7 + skill))
        })
      return { name: `${group}, seed ${seed}`, group, labels, errors: errorsAt(0), errorsAt }
    }),
  )
}

/** Bell-shaped numbers around zero (logistic ones), in an order that looks random, always the same. */
function spread(event, series) {
  const share = (((event + 0.5) * Math.sqrt(5 + series)) % 1) * 0.998 + 0.001
  return 0.55 * Math.log(share / (1 - share))
}
