import { expect, test } from 'vitest'
import { exampleRuns, runsOf } from '../../../testing/exampleRuns.ts'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { paretoFront } from './paretoFront.ts'

const figure = paretoFront(exampleRuns, { x: 'latent_dim', y: 'loss.total_best' })

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot('./expected/paretoFront.json')
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('what is better is known by the names, as in comparisons', () => {
  const runs = runsOf([
    { run_dir: 'r_a', time: 1, val_acc: 0.9 },
    { run_dir: 'r_b', time: 2, val_acc: 0.8 },
  ])
  const { labels, caption } = paretoFront(runs, { x: 'time', y: 'val_acc' })
  expect(labels.map(({ text }) => text)).toEqual(['a'])
  expect(caption).toContain('higher values of Val acc and lower ones of Time are better')
})

test('names the runs that no other beats in both', () => {
  const runs = runsOf([
    { run_dir: 'r_a', size: 1, error: 3 },
    { run_dir: 'r_b', size: 2, error: 1 },
    { run_dir: 'r_c', size: 3, error: 2 },
  ])
  const named = (better: object) =>
    paretoFront(runs, { x: 'size', y: 'error', better }).labels.map(({ text }) => text)
  expect(named({})).toEqual(['a', 'b'])
  expect(named({ x: 'higher' })).toEqual(['b', 'c'])
})

test('a long name keeps what tells its run from those that are not on the front', () => {
  const rows = [4, 8].flatMap((heads, i) =>
    [0, 1].map((seed) => ({
      tokenizer: `transformer_encoder_with_${heads}_heads_and_layer_norm`,
      seed,
      time: 10 * i + seed,
      loss: 10 * i - seed,
    })),
  )
  const { labels, caption } = paretoFront(runsOf(rows), {
    x: 'time',
    y: 'loss',
    label: ['tokenizer', 'seed'],
  })
  expect(labels.map(({ text }) => text)).toEqual(['transformer…with_4…0', 'transformer…with_4…1'])
  expect(caption).toContain(`transformer…with_4…1 is ${rows[1]?.tokenizer}, 1.`)
})

test('says how many runs the front dominates, and which way is better', () => {
  const runs = runsOf([1, 2, 3].map((size) => ({ run_dir: `r_${size}`, size, error: size })))
  const caption = (better: object) => paretoFront(runs, { x: 'size', y: 'error', better }).caption
  expect(caption({})).toContain('lower is better in both.')
  expect(caption({})).toContain('each of the other 2 is matched or beaten in both by one of them')
  expect(caption({ x: 'higher' })).toContain(
    'lower values of Error and higher ones of Size are better.',
  )
})

test('in panels, those that are beaten are counted by panel, and none is said of fronts that hold all', () => {
  const rows = [1, 2, 1, 2].map((size, i) => ({
    run_dir: `r_${i}`,
    panel: i < 2 ? 'a' : 'b',
    size,
    error: i + 1,
  }))
  const caption = (facet: string | null) =>
    paretoFront(runsOf(rows), { x: 'size', y: 'error', facet }).caption
  expect(caption(null)).toContain('each of the other 3 is')
  expect(caption('panel')).toContain('the Pareto front of each panel: no run there is better')
  expect(caption('panel')).toContain('each of the other 2 is')
  expect(caption('run_dir')).toContain('than the named runs on it. Panels by')
})
