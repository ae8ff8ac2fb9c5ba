// The figures by Observable Plot: node bench/side-by-side/plot.js DIRECTORY
// Needs two packages that the project does without: npm install --no-save @observablehq/plot jsdom
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import * as Plot from '@observablehq/plot'
import { group as groupBy, mean, quantileSorted, rollups } from 'd3-array'
import { JSDOM } from 'jsdom'
import { chromium } from 'playwright-core'

const [directory = 'outputs/side-by-side'] = process.argv.slice(2)
const read = (name) => JSON.parse(readFileSync(path.join(directory, `${name}.json`), 'utf8'))
const { document } = new JSDOM('').window
// The ramp of a colour legend is painted on a canvas, which jsdom has none of.
const createElement = document.createElement.bind(document)
document.createElement = (name) => (name === 'canvas' ? createCanvas(1, 1) : createElement(name))

/** CSS pixels, at 100 to an inch on paper. */
const WIDTH = 630
const PIXEL_RATIO = 1.5
/** Student's quantile for four runs. */
const T = 3.182
const color = { legend: true, label: 'Tokenizer' }
const style = { fontSize: 12, fontFamily: 'sans-serif' }

const runs = read('runs')
const curves = read('curves').filter(({ latent_dim }) => latent_dim === 32)
const weighted = read('weighted')
const events = read('errors')
const estimates = read('estimates')

const FIGURES = [
  Plot.plot({
    ...{ document, style, width: WIDTH, height: 370, color, grid: true },
    x: { label: 'Epoch' },
    y: { type: 'log', label: 'Validation loss', tickFormat: '~g' },
    marks: [
      Plot.areaY(summed(curves, 'epoch'), {
        x: 'epoch',
        y1: 'low',
        y2: 'high',
        fill: 'tokenizer',
        fillOpacity: 0.2,
      }),
      Plot.line(curves, {
        x: 'epoch',
        y: 'val_loss',
        z: 'run',
        stroke: 'tokenizer',
        strokeWidth: 0.5,
        strokeOpacity: 0.5,
      }),
      Plot.line(summed(curves, 'epoch'), {
        x: 'epoch',
        y: 'mean',
        stroke: 'tokenizer',
        strokeWidth: 2,
      }),
    ],
  }),
  Plot.plot({
    ...{ document, style, width: WIDTH, height: 280, color, grid: true, marginLeft: 60 },
    fx: { label: 'β' },
    x: { label: 'Epoch', ticks: 4 },
    y: { type: 'log', label: 'Validation loss', tickFormat: '~g' },
    marks: [
      Plot.frame({ stroke: '#ddd' }),
      Plot.areaY(summed(weighted, 'epoch', 'beta'), {
        fx: 'beta',
        x: 'epoch',
        y1: 'low',
        y2: 'high',
        fill: 'tokenizer',
        fillOpacity: 0.2,
      }),
      Plot.line(summed(weighted, 'epoch', 'beta'), {
        fx: 'beta',
        x: 'epoch',
        y: 'mean',
        stroke: 'tokenizer',
      }),
    ],
  }),
  Plot.plot({
    ...{ document, style, width: WIDTH, height: 370, grid: true },
    fx: { label: 'Tokenizer', axis: 'bottom' },
    y: { label: 'Best validation loss' },
    marks: [
      Plot.boxY(runs, { fx: 'tokenizer', y: 'loss', fill: 'tokenizer', fillOpacity: 0.3, r: 0 }),
      Plot.dot(
        runs,
        Plot.dodgeX('middle', { fx: 'tokenizer', y: 'loss', fill: 'tokenizer', r: 2.5 }),
      ),
    ],
  }),
  Plot.plot({
    ...{ document, style, width: WIDTH, height: 370, color, grid: true },
    x: { type: 'log', label: 'Latent dimension', ticks: [8, 16, 32, 64, 128], tickFormat: 'd' },
    y: { type: 'log', label: 'Best validation loss', tickFormat: '~g' },
    marks: [
      Plot.dot(runs, { x: 'latent_dim', y: 'loss', fill: 'tokenizer', r: 1.5, fillOpacity: 0.6 }),
      Plot.ruleX(summed(runs, 'latent_dim', undefined, 'loss'), {
        x: 'latent_dim',
        y1: 'low',
        y2: 'high',
        stroke: 'tokenizer',
      }),
      Plot.line(summed(runs, 'latent_dim', undefined, 'loss'), {
        x: 'latent_dim',
        y: 'mean',
        stroke: 'tokenizer',
        marker: 'circle',
      }),
    ],
  }),
  Plot.plot({
    ...{ document, style, width: WIDTH, height: 240, padding: 0, marginLeft: 60 },
    color: { scheme: 'viridis', legend: true, label: 'Best validation loss' },
    x: { label: 'Latent dimension' },
    y: { label: 'Tokenizer' },
    marks: [
      Plot.cell(cells(), { x: 'latent_dim', y: 'tokenizer', fill: 'loss', inset: 0.5 }),
      Plot.text(cells(), {
        x: 'latent_dim',
        y: 'tokenizer',
        text: ({ loss }) => loss.toFixed(3),
        fill: ({ loss }) => (loss > 0.35 ? 'black' : 'white'),
      }),
    ],
  }),
  Plot.plot({
    ...{ document, style, width: WIDTH, height: 370, color, grid: true },
    x: { label: 'False positive rate' },
    y: { label: 'True positive rate' },
    marks: [
      Plot.link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: '#888', strokeDasharray: '4 3' }),
      Plot.line(rocPoints(), { x: 'fpr', y: 'tpr', z: 'name', stroke: 'group', strokeWidth: 1 }),
    ],
  }),
  Plot.plot({
    ...{ document, style, width: WIDTH, height: 370, grid: true },
    color: { legend: true, label: 'Corruption' },
    x: { type: 'log', label: 'Reconstruction error', tickFormat: '~g' },
    y: { label: 'Share of events' },
    marks: [
      Plot.line(shares(), { x: 'error', y: 'share', stroke: 'corruption', curve: 'step-after' }),
    ],
  }),
  Plot.plot({
    ...{ document, style, width: WIDTH, height: 320, grid: true, marginLeft: 100, color },
    x: { label: 'AUROC' },
    y: {
      label: null,
      domain: estimates
        .toSorted((a, b) => b.estimate.value - a.estimate.value)
        .map(({ name }) => name),
    },
    marks: [
      Plot.ruleY(estimates, {
        y: 'name',
        x1: ({ estimate }) => estimate.low,
        x2: ({ estimate }) => estimate.high,
        stroke: 'group',
      }),
      Plot.dot(estimates, { y: 'name', x: ({ estimate }) => estimate.value, fill: 'group' }),
    ],
  }),
]

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const page = await browser.newPage({
  deviceScaleFactor: PIXEL_RATIO,
  viewport: { width: WIDTH, height: 500 },
})
for (const [i, figure] of FIGURES.entries()) {
  await page.setContent(
    `<style>body{margin:0}figure{margin:0}</style><div id="figure" style="width:${WIDTH}px">${figure.outerHTML}</div>`,
  )
  await page.locator('#figure').screenshot({ path: path.join(directory, `${i + 1}-plot.png`) })
}
await browser.close()

/** Geometric means with Student's 95 % interval over the runs of a tokenizer at each place. */
function summed(rows, x, panel, value = 'val_loss') {
  const keys = ['tokenizer', x, ...(panel === undefined ? [] : [panel])]
  return rollups(
    rows,
    (members) => interval(members.map((row) => Math.log(row[value]))),
    (row) => JSON.stringify(keys.map((key) => row[key])),
  ).map(([key, ends]) => ({
    ...Object.fromEntries(JSON.parse(key).map((cell, i) => [keys[i], cell])),
    ...ends,
  }))
}

function interval(logs) {
  const centre = mean(logs)
  const deviation = Math.sqrt(
    mean(logs, (each) => (each - centre) ** 2) * (logs.length / (logs.length - 1)),
  )
  const reach = (T * deviation) / Math.sqrt(logs.length)
  return { mean: Math.exp(centre), low: Math.exp(centre - reach), high: Math.exp(centre + reach) }
}

function cells() {
  return Array.from(
    groupBy(runs, ({ tokenizer, latent_dim }) => `${tokenizer} ${latent_dim}`),
    ([, [first, ...rest]]) => ({
      ...first,
      loss: mean([first, ...rest], ({ loss }) => loss),
    }),
  )
}

function rocPoints() {
  return read('models').flatMap(({ name, group, labels, errors }) => {
    const order = [...errors.keys()].sort((a, b) => errors[b] - errors[a])
    const positives = labels.filter(Boolean).length
    let [tp, fp] = [0, 0]
    return order.map((event) => {
      if (labels[event]) tp++
      else fp++
      return { name, group, fpr: fp / (labels.length - positives), tpr: tp / positives }
    })
  })
}

function shares() {
  return [...groupBy(events, ({ corruption }) => corruption)].flatMap(([corruption, members]) => {
    const sorted = members.map(({ error }) => error).sort((a, b) => a - b)
    return Array.from({ length: 200 }, (_, i) => ({
      corruption,
      share: i / 199,
      error: quantileSorted(sorted, i / 199),
    }))
  })
}
