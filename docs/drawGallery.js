// Draws the figures of docs/figures.md from the code in it: node docs/drawGallery.js
// Every block of code that is followed by an image is one expression, whose figure is that image.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildIfStale } from '../bin/build.js'

const EXAMPLE = /```js\n(?<code>[^`]+)```\n+!\[[^\]]*\]\((?<file>[^)]+)\)/g
const SWEEP_DIR = '../fixtures/compare_tokenizers/outputs/multiruns/exp_20251103-140953_experiment'
const GALLERY_DPI = 110

await buildIfStale()
const face = await import('../dist/index.js')
const { Random } = await import('../dist/stats/random.js')
const { rocCurve } = await import('../dist/stats/rocCurve.js')
const docs = import.meta.dirname
const { runs, perEpoch } = await face.loadRuns({ sweepDir: path.join(docs, SWEEP_DIR) })
const names = {
  ...face,
  rocCurve,
  runs,
  perEpoch,
  palette: face.colours(runs.array('tokenizer')),
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

/** Per-event errors of three models over signal (label 0) and background (label 1). */
function exampleModels() {
  const random = new Random(0, 'gallery')
  const labels = Array.from({ length: 3000 }, (_, event) => event % 2)
  return [
    { name: 'none', shift: 1.2 },
    { name: 'linear', shift: 0.8 },
    { name: 'vq', shift: 0.4 },
  ].map(({ name, shift }) => ({
    name,
    labels,
    errors: labels.map((label) => Math.exp((label === 0 ? shift : 0) + random.normal())),
  }))
}
