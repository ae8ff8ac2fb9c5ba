import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { exampleRuns, runsOf } from '../../../testing/exampleRuns.ts'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { fixedAxis } from '../../parts/axes/axes.ts'
import { composeFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { BACKGROUND } from '../../parts/highlight.ts'
import { renderFigure } from '../../render/renderFigure.ts'
import { strip } from '../groups/strip.ts'
import { paretoFront } from './paretoFront.ts'
import { scatter } from './scatter.ts'

const figure = scatter(exampleRuns, {
  x: 'throughput_mean',
  y: 'loss.total_best',
  label: 'run_dir',
})

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot('./expected/scatter.json')
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('names no points where there are too many', () => {
  const runs = runsOf(Array.from({ length: 41 }, (_, i) => ({ run_dir: `r${i}`, a: i, b: i })))
  expect(scatter(runs, { x: 'a', y: 'b', label: 'run_dir' }).labels).toEqual([])
})

test('counts the runs that lack a value', () => {
  const runs = runsOf([
    { run_dir: 'a', a: 1, b: 2 },
    { run_dir: 'b', a: 3 },
  ])
  expect(scatter(runs, { x: 'a', y: 'b' }).notes).toEqual(['Not drawn: 1 run without A or B.'])
})

test.each([
  ['dates', '2025-01-01', 'a date, such as "2025-01-01"'],
  ['truths', true, 'true or false'],
  ['texts', 'adam', 'text, such as "adam"'],
])('of %s along an axis it says that they are not numbers', (_, at, what) => {
  const runs = runsOf([
    { at, loss: 2 },
    { at, loss: 3 },
  ])
  for (const draw of [scatter, paretoFront]) {
    expect(draw(runs, { x: 'at', y: 'loss' }).notes).toEqual([
      `At (at) is not a number: it is ${what}.`,
    ])
  }
  expect(strip(runs, { value: 'at' }).notes[0]).toBe(`At (at) is not a number: it is ${what}.`)
  const mixed = runsOf([{ at, loss: 2 }, { at: 1, loss: 3 }, { loss: 4 }])
  expect(scatter(mixed, { x: 'at', y: 'loss' }).notes).toEqual([
    'Not drawn: 1 run without At or Loss.',
    'Not drawn: 1 run whose At or Loss is not a number.',
  ])
})

test('says what the names of the points are', () => {
  expect(figure.legend.at(-1)?.items.map(({ text }) => text)).toEqual(['Labels: Run directory'])
})

test('says so where there are too many points to name', () => {
  const runs = runsOf(Array.from({ length: 41 }, (_, i) => ({ run_dir: `r${i}`, a: i, b: i })))
  expect(scatter(runs, { x: 'a', y: 'b', label: 'run_dir' }).notes).toEqual([
    'Points have no names: there are more than 40.',
  ])
})

test('sets groups that share a value side by side, and says so', () => {
  const runs = runsOf(
    [16, 32].flatMap((dim) => ['none', 'vq'].map((tokenizer) => ({ dim, tokenizer, loss: dim }))),
  )
  const { chart, caption } = scatter(runs, { x: 'dim', y: 'loss' })
  const [none, vq] = chart.data.datasets.map(({ data }) => data.map(({ x }) => x as number))
  expect(none?.[0]).toBeLessThan(16)
  expect(vq?.[0]).toBeGreaterThan(16)
  expect(caption).toBe(
    'Loss against Dim, one point per run. Groups with the same Dim stand side by side.',
  )
})

test('draws the runs that do not stand out in grey, behind all others', () => {
  const { chart, legend } = scatter(exampleRuns, {
    x: 'throughput_mean',
    y: 'loss.total_best',
    group: 'tokenizer',
    highlight: { tokenizer: 'vq' },
  })
  const colours = chart.data.datasets.map(({ pointBackgroundColor }) => pointBackgroundColor)
  expect(colours).toEqual([legend[0]?.items[0]?.colour, BACKGROUND])
  expect(chart.data.datasets.map(({ data }) => data.length)).toEqual([4, 8])
})

test('of a crowd no group lies over all others, and points are seen through', () => {
  const crowd = runsOf(
    Array.from({ length: 1500 }, (_, i) => ({
      g: ['a', 'b', 'c'][i % 3],
      x: Math.sin(i),
      y: Math.cos(7 * i),
    })),
  )
  const { datasets } = scatter(crowd, { x: 'x', y: 'y', group: 'g' }).chart.data
  expect(datasets.flatMap(({ data }) => data)).toHaveLength(1500)
  const colours = datasets.map(({ pointBackgroundColor }) => String(pointBackgroundColor))
  expect(new Set(colours).size).toBe(3)
  expect(colours.slice(0, 3)).toEqual(colours.slice(3, 6))
  expect(colours.every((colour) => /^#[0-9a-f]{8}$/.test(colour))).toBe(true)
  const few = scatter(exampleRuns, { x: 'seed', y: 'loss.total_best' }).chart.data.datasets
  expect(few.every((each) => /^#[0-9a-f]{6}$/.test(String(each.pointBackgroundColor)))).toBe(true)
})

test.each([
  [0.5, 1],
  [0, 0],
  [1, 0.5],
])('a marker at the edge of the axes, at %d and %d, is as large as within them', async (x, y) => {
  const nRed = async (point: { x: number; y: number }) => {
    const figure = composeFigure({
      kind: 'scatter',
      x: fixedAxis('x', { title: '' }, 'linear', 0, 1),
      y: fixedAxis('y', { title: '' }, 'linear', 0, 1),
      datasets: [pointsDataset([point], { colour: '#ff0000', radius: 5 })],
      caption: '',
      alt: '',
    })
    const { data } = PNG.sync.read(
      Buffer.from(await renderFigure(figure, { format: 'png', dpi: 300 })),
    )
    let n = 0
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] === 255 && (data[at + 1] as number) < 40) n++
    }
    return n
  }
  expect((await nRed({ x, y })) / (await nRed({ x: 0.5, y: 0.5 }))).toBeCloseTo(1, 1)
})
