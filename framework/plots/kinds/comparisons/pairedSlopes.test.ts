import { expect, test } from 'vitest'
import { compareGroups } from '../../../compare/compareGroups.ts'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { pairedSlopes } from './pairedSlopes.ts'
import { VERDICT_COLOURS } from './verdictStyle.ts'

const NONE = [4, 5, 6, 5, 4, 6]
const VQ = [3, 4, 5, 4, 3, 7]
const runs = runsOf(
  NONE.flatMap((loss, seed) => [
    { run_dir: `none_${seed}`, tokenizer: 'none', seed, loss },
    { run_dir: `vq_${seed}`, tokenizer: 'vq', seed, loss: VQ[seed] },
  ]),
)
const OPTIONS = { value: 'loss', by: 'tokenizer', better: 'lower' } as const
const figure = pairedSlopes(runs, OPTIONS)

/** Lines by colour, gaps left out. */
function steps(colour: string, drawn = figure) {
  const line = drawn.chart.data.datasets.find((each) => each.borderColor === colour)
  return line?.data.filter(({ y }) => y !== null)
}

test('pairs are coloured by which side is better', () => {
  expect(steps(VERDICT_COLOURS.worse)).toEqual([
    { x: 0, y: 6 },
    { x: 1, y: 7 },
  ])
  expect(steps(VERDICT_COLOURS.better)).toHaveLength(10)
  const higher = pairedSlopes(runs, { ...OPTIONS, better: 'higher' })
  expect(steps(VERDICT_COLOURS.worse, higher)).toHaveLength(10)
})

test('in grey, steps for the worse are dashed, as the legend says', () => {
  const dashOf = (colour: string) =>
    figure.chart.data.datasets.find((each) => each.borderColor === colour)?.borderDash
  expect(dashOf(VERDICT_COLOURS.better)).toEqual([])
  expect(dashOf(VERDICT_COLOURS.worse)?.length).toBe(2)
  const [better, worse] = figure.legend[0]?.items ?? []
  expect([better?.dash, worse?.dash]).toEqual([undefined, dashOf(VERDICT_COLOURS.worse)])
})

test('the legend counts the pairs of each direction', () => {
  expect(figure.legend[0]?.items.map(({ text }) => text)).toEqual([
    'better to the right (5)',
    'worse to the right (1)',
    'mean, 95 % interval',
  ])
})

test('the mean of each setting stands beside its column', () => {
  const means = figure.chart.data.datasets.filter(({ pointStyle }) => pointStyle === 'rectRot')
  expect(means.map(({ data }) => data[0]?.y)).toEqual([5, 26 / 6])
})

test('intervals over several settings are over seeds within them', () => {
  const rows = runs.objects() as Record<string, unknown>[]
  const far = rows.map((row) => ({ ...row, size: 2, loss: 1000 + (row.loss as number) }))
  const both = runsOf([...rows.map((row) => ({ ...row, size: 1 })), ...far])
  const { caption, legend, marks } = pairedSlopes(both, {
    ...OPTIONS,
    parameters: ['tokenizer', 'size', 'seed'],
  })
  expect(caption).toContain('95 % interval of the geometric mean over seeds within settings')
  const [whisker] = marks
  const [low, high] = whisker?.shape === 'line' ? whisker.points.map(([, y]) => y) : []
  expect((high ?? 0) - (low ?? 0)).toBeLessThan(500)
  expect(legend[0]?.items.at(-1)?.text).toBe('geometric mean, 95 % interval over seeds')
  expect(figure.caption).toContain('over the runs of a column')
  expect(figure.legend[0]?.items.at(-1)?.text).toBe('mean, 95 % interval')
})

test('the caption has the verdict of compareGroups', () => {
  const [row] = compareGroups(runs, { metric: 'loss', by: 'tokenizer' }).rows
  expect(figure.caption).toContain(row?.sentence)
})

test('a comparison of more settings gives the verdict as it was adjusted there', () => {
  const third = Array.from({ length: 6 }, (_, seed) => ({ tokenizer: 'z', seed, loss: seed + 1 }))
  const all = runsOf([...(runs.objects() as Record<string, unknown>[]), ...third])
  const comparison = compareGroups(all, { metric: 'loss', by: 'tokenizer' })
  const [row] = comparison.rows
  expect(row?.pHolm).toBeGreaterThan(row?.pValue ?? Number.NaN)
  expect(pairedSlopes(runs, { ...OPTIONS, comparison }).caption).toContain(row?.sentence)
})

test('runs without a partner are counted in a note', () => {
  const more = runsOf([
    ...(runs.objects() as Record<string, unknown>[]),
    { tokenizer: 'vq', seed: 9, loss: 1 },
  ])
  expect(pairedSlopes(more, OPTIONS).notes).toEqual([
    'Not drawn: 1 run without a partner in each setting.',
  ])
})

test('runs that share no seed make no figure, with the reason', () => {
  const apart = runsOf([
    { tokenizer: 'none', seed: 1, loss: 1 },
    { tokenizer: 'vq', seed: 2, loss: 1 },
  ])
  expect(pairedSlopes(apart, OPTIONS).notes).toEqual([
    'No two runs of different Tokenizer (tokenizer) agree in seed and all other settings.',
  ])
})

test('panels have the pairs of their value, and an axis that holds their intervals', () => {
  const runs = runsOf(
    ['mlp', 'gnn'].flatMap((encoder, i) =>
      ['none', 'vq'].flatMap((tokenizer, j) =>
        [1, 2, 3].map((seed) => ({ encoder, tokenizer, seed, loss: 10 * seed + i + j })),
      ),
    ),
  )
  const options = { value: 'loss', by: 'tokenizer', parameters: ['encoder'] }
  const figure = pairedSlopes(runs, { ...options, facet: 'encoder' })
  expect(figure.chart.options.scales.x.title.text).toBe('Tokenizer (3 pairs per panel)')
  expect(figure.caption).toContain("(Student's t, n = 3)")
  const { min, max } = figure.chart.options.scales.y
  for (const { marks } of figure.panels?.plots ?? []) {
    const heights = marks.flatMap((mark) =>
      mark.shape === 'line' ? mark.points.map(([, y]) => y) : [],
    )
    expect(heights.length).toBeGreaterThan(0)
    expect(Math.min(...heights)).toBeGreaterThan(min)
    expect(Math.max(...heights)).toBeLessThan(max)
  }
})
