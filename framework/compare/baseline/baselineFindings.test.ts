import { table } from 'arquero'
import { expect, test } from 'vitest'
import { baselineFindings } from './baselineFindings.ts'
import { compareWithBaseline } from './compareWithBaseline.ts'

/** Three seeds of each optimizer, whose losses are about the given ones. */
function runsOf(losses: Readonly<Record<string, number>>) {
  const rows = Object.entries(losses).flatMap(([opt, loss]) =>
    [0.98, 1, 1.02].map((factor, seed) => ({ opt, seed, loss: loss * factor })),
  )
  return table({
    opt: rows.map(({ opt }) => opt),
    seed: rows.map(({ seed }) => seed),
    loss: rows.map(({ loss }) => loss),
  })
}

const OPTIONS = { metric: 'loss', better: 'lower', parameters: ['opt'] } as const

function sentences(now: Record<string, number>, before: Record<string, number>): string[] {
  const comparison = compareWithBaseline(runsOf(now), runsOf(before), OPTIONS)
  return baselineFindings(comparison).map(({ sentence }) => sentence)
}

test('settings are counted by what became of them, and those that changed are named, the worse first', () => {
  expect(sentences({ adam: 3, sgd: 1, lion: 1 }, { adam: 1, sgd: 2, rmsprop: 1 })).toEqual([
    'Against the baseline, of 4 settings: 1 worse, 1 better, 1 new, 1 gone.',
    expect.stringMatching(
      /^adam is worse than in the baseline: 3\.0 times the loss \[2\.9, 3\.1\], 3 runs against 3, p < 0\.001 after Holm\.$/,
    ),
    expect.stringMatching(/^sgd is better than in the baseline: 0\.50 times the loss \[/),
  ])
})

test('what is not told apart is counted, and claimed of none', () => {
  expect(sentences({ adam: 1 }, { adam: 1 })).toEqual([
    'Against the baseline, of 1 setting: 1 not told apart.',
  ])
})

test('the numbers of findings are those of their sentences, by their names', () => {
  const comparison = compareWithBaseline(
    runsOf({ adam: 3, sgd: 1, lion: 1 }),
    runsOf({ adam: 1, sgd: 1, rmsprop: 1 }),
    OPTIONS,
  )
  const [summary, adam, ...others] = baselineFindings(comparison)
  expect(others).toEqual([])
  expect(summary?.key).toBe('baseline')
  expect(summary?.values).toEqual({ worse: 1, 'not-told-apart': 1, new: 1, gone: 1 })
  const [row] = comparison.rows
  expect(adam?.key).toBe('baseline-adam')
  expect(adam?.values).toEqual({
    ratio: row?.estimate,
    low: row?.low,
    high: row?.high,
    p: row?.pHolm,
  })
})

test('differences are told as such', () => {
  const runs = (values: readonly number[]) =>
    table({ opt: values.map(() => 'adam'), seed: [0, 1, 2], acc: [...values] })
  const comparison = compareWithBaseline(runs([0.8, 0.82, 0.84]), runs([0.7, 0.71, 0.75]), {
    ...OPTIONS,
    metric: 'acc',
    better: 'higher',
  })
  const [, adam] = baselineFindings(comparison)
  expect(adam?.sentence).toBe(
    'adam is better than in the baseline: acc changed by 0.100 [0.045, 0.155], 3 runs against 3, p = 0.008 after Holm.',
  )
  expect(Object.keys(adam?.values ?? {})).toEqual(['difference', 'low', 'high', 'p'])
})

test('of a setting that diverged in all runs of one report it is told how many did', () => {
  const adam = (losses: readonly number[]) =>
    table({ opt: losses.map(() => 'adam'), loss: [...losses] })
  const [bad, good] = [adam([Infinity, Infinity, Infinity]), adam([1, 2, 3, 4])]
  const finding = (now: typeof bad, before: typeof bad) =>
    baselineFindings(compareWithBaseline(now, before, OPTIONS))[1]
  expect(finding(bad, good)).toEqual({
    key: 'baseline-adam',
    sentence:
      'adam is worse than in the baseline: 3 of 3 runs diverged, before 0 of 4, p = 0.03 after Holm ' +
      "(Fisher's exact test).",
    values: { p: expect.closeTo(1 / 35, 12) },
  })
  expect(finding(good, bad)?.sentence).toBe(
    'adam is better than in the baseline: 0 of 4 runs diverged, before 3 of 3, p = 0.03 after Holm ' +
      "(Fisher's exact test).",
  )
  // Both have diverged, and nothing is to be told.
  expect(finding(bad, bad)).toBeUndefined()
})

test('of a setting of which some runs diverged it is told how many, how sure that is, and what the others are', () => {
  const adam = (losses: readonly number[]) =>
    table({ opt: losses.map(() => 'adam'), loss: [...losses] })
  const diverged = (n: number) => new Array<number>(n).fill(Infinity)
  const good = adam([1.5, 1.51, 1.52, 1.53, 1.49, 1.48, 1.47, 1.54, 1.55, 1.56])
  const sentence = (now: typeof good, before: typeof good) =>
    baselineFindings(compareWithBaseline(now, before, OPTIONS))[1]?.sentence
  // scipy.stats.fisher_exact([[8, 3], [0, 10]]) has p = 0.001.
  expect(sentence(adam([1.6, 1.61, 1.62, ...diverged(8)]), good)).toBe(
    "adam is worse than in the baseline: 8 of 11 runs diverged, before 0 of 10 (Fisher's exact p = 0.001), p < 0.001 " +
      'after Holm, by the ranks of all runs with these as the worst; of the others, 1.06 times the loss [1.05, 1.08].',
  )
  // Too few finite runs for an interval.
  expect(sentence(good, adam([1, ...diverged(9)]))).toBe(
    "adam is better than in the baseline: 0 of 10 runs diverged, before 9 of 10 (Fisher's exact p < 0.001), " +
      'p < 0.001 after Holm, by the ranks of all runs with these as the worst.',
  )
})

test('where the runs are too few to tell, that is told after those that changed, with no claim', () => {
  const now = table({
    opt: ['adam', 'adam', 'sgd', 'sgd', 'sgd'],
    loss: [Infinity, Infinity, 3, 3.1, 3.2],
  })
  const told = baselineFindings(compareWithBaseline(now, runsOf({ adam: 1, sgd: 1 }), OPTIONS))
  expect(told.map(({ sentence }) => sentence)).toEqual([
    'Against the baseline, of 2 settings: 1 worse, 1 not told apart.',
    expect.stringMatching(/^sgd is worse than in the baseline: /),
    'adam is not told apart from the baseline: 2 of 2 runs diverged, before 0 of 3.',
  ])
})

test('a setting is named by all its parameters; without any it is the runs', () => {
  const [now, before] = [runsOf({ adam: 3 }), runsOf({ adam: 1 })]
  const withWidth = (runs: typeof now) => runs.derive({ width: () => 8 })
  const finding = (parameters: readonly string[]) =>
    baselineFindings(
      compareWithBaseline(withWidth(now), withWidth(before), { ...OPTIONS, parameters }),
    )[1]
  expect(finding(['opt', 'width'])?.sentence).toMatch(/^adam, width 8 is worse than/)
  expect(finding(['opt', 'width'])?.key).toBe('baseline-adam-width-8')
  expect(finding([])?.sentence).toMatch(/^The runs are worse than in the baseline: 3\.0 times/)
})

test('of many settings the first ten are named, those that got worse before the others', () => {
  const names = Array.from({ length: 12 }, (_, i) => `o${i}`)
  const losses = (lossOf: (i: number) => number) =>
    Object.fromEntries(names.map((name, i) => [name, lossOf(i)]))
  const told = sentences(
    losses((i) => (i % 2 === 0 ? 1 : 9)),
    losses(() => 3),
  )
  expect(told).toHaveLength(11)
  expect(told.slice(1).map((sentence) => sentence.split(' than')[0])).toEqual([
    ...['o1', 'o3', 'o5', 'o7', 'o9', 'o11'].map((name) => `${name} is worse`),
    ...['o0', 'o2', 'o4', 'o6'].map((name) => `${name} is better`),
  ])
})

test('reports without a setting have no findings', () => {
  const empty = table({ opt: [], seed: [], loss: [] })
  expect(baselineFindings(compareWithBaseline(empty, empty, OPTIONS))).toEqual([])
})
