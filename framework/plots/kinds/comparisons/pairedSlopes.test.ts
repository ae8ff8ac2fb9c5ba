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
    'Not drawn: 1 run without a partner in another setting.',
  ])
})

/** Of none seeds 0 to 4, of vq 0, 1 and 3, of linear 2 and 4: no seed in all three. */
const SCATTERED = runsOf(
  Object.entries({ none: [0, 1, 2, 3, 4], vq: [0, 1, 3], linear: [2, 4] }).flatMap(
    ([tokenizer, seeds], i) => seeds.map((seed) => ({ tokenizer, seed, loss: 1 + i + seed / 9 })),
  ),
)

test('a line goes through the settings that share its seed, though no seed is in all of them', () => {
  const drawn = pairedSlopes(SCATTERED, { ...OPTIONS, values: ['none', 'vq', 'linear'] })
  // From none to vq; from none over vq, which lacks the seed, to linear.
  expect(steps(VERDICT_COLOURS.worse, drawn)?.map(({ x }) => x)).toEqual([
    ...[0, 1, 0, 1, 0, 2, 0, 1, 0, 2],
  ])
  expect(drawn.chart.options.scales.x.title.text).toBe('Tokenizer (5 sets)')
  expect(drawn.legend[0]?.items[0]?.text).toBe('worse to the right (5 steps)')
  expect(drawn.notes).toEqual(['5 of 5 sets lack a setting or more, which their lines skip.'])
})

test('the caption judges what is drawn: pairs that share seeds, and of many the first two', () => {
  const { rows } = compareGroups(SCATTERED, { metric: 'loss', by: 'tokenizer' })
  const { caption } = pairedSlopes(SCATTERED, OPTIONS)
  const isTold = rows.map(({ a, b, sentence }) => [a, b, caption.includes(sentence)])
  expect(isTold).toEqual([
    ['linear', 'none', true],
    ['linear', 'vq', false],
    ['none', 'vq', true],
  ])
  const many = runsOf(
    ['a', 'b', 'c', 'd'].flatMap((tokenizer, i) =>
      [1, 2, 3].map((seed) => ({ tokenizer, seed, loss: i + seed })),
    ),
  )
  expect(pairedSlopes(many, OPTIONS).caption).toMatch(
    / And 4 more pairs of settings, in the table\.$/,
  )
})

test('a diverged run leaves its set drawn without it', () => {
  const rows = ['a', 'b', 'c'].flatMap((tokenizer, i) =>
    [1, 2].map((seed) => ({
      ...{ tokenizer, seed },
      loss: i === 1 && seed === 1 ? Number.POSITIVE_INFINITY : i + seed,
    })),
  )
  expect(pairedSlopes(runsOf(rows), OPTIONS).notes).toEqual([
    '1 of 2 sets lacks a setting or more, which its line skips.',
    'Not drawn: 1 diverged run of a set that is drawn without it.',
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

test('columns of runs without a value, and of a text that looks like none, have names of their own', () => {
  const rows = [null, 'null'].flatMap((kind) =>
    NONE.map((loss, seed) => ({ run_dir: `${kind}_${seed}`, kind, seed, loss })),
  )
  const { chart } = pairedSlopes(runsOf(rows), { ...OPTIONS, by: 'kind' })
  const labels = chart.options.scales.x.fixedTicks.map(({ label }) => label)
  expect(labels.toSorted()).toEqual(['"null"', 'null'])
})
