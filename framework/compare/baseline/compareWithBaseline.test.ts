import { expect, test } from 'vitest'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareWithBaseline } from './compareWithBaseline.ts'

const OPTIONS = { metric: 'loss', better: 'lower', parameters: ['model'] } as const

const runs = (model: string, losses: readonly number[]): RunCells[] =>
  losses.map((loss, seed) => ({ model, seed, loss }))

function verdicts(now: readonly RunCells[], before: readonly RunCells[], more = {}) {
  const { rows } = compareWithBaseline(runsOf(now), runsOf(before), { ...OPTIONS, ...more })
  return rows.map(({ setting, verdict }) => [setting[0], verdict])
}

const LOW = [1, 1.02, 0.98, 1.01]
const HIGH = [2, 2.02, 1.98, 2.01]

test('a setting is better or worse where the difference is beyond what seeds do', () => {
  expect(verdicts(runs('a', LOW), runs('a', HIGH))).toEqual([['a', 'better']])
  expect(verdicts(runs('a', HIGH), runs('a', LOW))).toEqual([['a', 'worse']])
  expect(verdicts(runs('a', HIGH), runs('a', LOW), { better: 'higher' })).toEqual([['a', 'better']])
  expect(verdicts(runs('a', LOW), runs('a', LOW))).toEqual([['a', 'not told apart']])
})

test('settings of one report alone are new or gone', () => {
  expect(verdicts(runs('a', LOW), runs('b', LOW))).toEqual([
    ['a', 'new'],
    ['b', 'gone'],
  ])
})

test('two runs tell nothing apart', () => {
  expect(verdicts(runs('a', [2, 2.01]), runs('a', [1, 1.01]))).toEqual([['a', 'not told apart']])
})

const DIVERGED = [Infinity, Infinity, Infinity]

test('where all runs of a setting diverged in one report alone, it is better or worse by how many did', () => {
  // Of the 35 choices of 3 runs among 7, one is as unlikely.
  const p = { pHolm: expect.closeTo(1 / 35, 12), estimate: null, low: null, high: null }
  const [worse] = compare(runs('a', DIVERGED), runs('a', LOW)).rows
  expect(worse).toMatchObject({ ...p, verdict: 'worse' })
  const [better] = compare(runs('a', LOW), runs('a', DIVERGED)).rows
  expect(better).toMatchObject({ ...p, verdict: 'better' })
})

test('whichever values are better, runs that diverged are the worst', () => {
  const more = { better: 'higher' }
  expect(verdicts(runs('a', DIVERGED), runs('a', LOW), more)).toEqual([['a', 'worse']])
  expect(verdicts(runs('a', LOW), runs('a', DIVERGED), more)).toEqual([['a', 'better']])
})

test('numbers of diverged runs that chance explains tell nothing apart', () => {
  const four = [...DIVERGED, Infinity]
  const pairs = [
    [four, [...DIVERGED, 1]],
    [four, [Infinity, Infinity, 1, 1]],
    [DIVERGED, DIVERGED],
  ] as const
  for (const [x, y] of pairs) {
    expect(verdicts(runs('a', x), runs('a', y))).toEqual([['a', 'not told apart']])
    expect(verdicts(runs('a', y), runs('a', x))).toEqual([['a', 'not told apart']])
  }
})

test('counts that could show nothing are no test, and cost other settings nothing', () => {
  const [now, before] = [
    [2, 2.2, 2.1],
    [1, 1.1, 1.2],
  ]
  const tested = { pHolm: expect.closeTo(0.0016036884353978643, 12) }
  const untested = { verdict: 'not told apart', pHolm: null }
  // Three of three against none of three has a p-value of 0.1.
  const { rows } = compare(
    [...runs('a', now), ...runs('b', DIVERGED)],
    [...runs('a', before), ...runs('b', now)],
  )
  expect(rows).toMatchObject([tested, untested])
  // Two of two against none of 40 has one of 1 / 861, but two runs in either report are too few for any verdict.
  const many = Array.from({ length: 40 }, (_, i) => 1 + i)
  expect(compare(runs('a', [Infinity, Infinity]), runs('a', many)).rows).toMatchObject([untested])
  expect(compare(runs('a', many), runs('a', [Infinity, Infinity])).rows).toMatchObject([untested])
  expect(compare(runs('a', DIVERGED), runs('a', many)).rows).toMatchObject([{ verdict: 'worse' }])
})

test('numbers of diverged runs belong to the family of the other settings', () => {
  const { rows } = compare(
    [...runs('a', [2, 2.2, 2.1]), ...runs('b', DIVERGED)],
    [...runs('a', [1, 1.1, 1.2]), ...runs('b', LOW)],
  )
  expect(rows.map(({ pHolm }) => pHolm)).toEqual([
    expect.closeTo(2 * 0.0016036884353978643, 12),
    expect.closeTo(1 / 35, 12),
  ])
})

test('with some runs that diverged the ranks of all decide, these as the worst', () => {
  const finite = [1, 1.01, 1.02, 1.03]
  const before = [1.5, 1.51, 1.52, 1.53, 1.49, 1.48, 1.47, 1.54, 1.55, 1.56]
  const six = new Array<number>(6).fill(Infinity)
  // p-values by counting all 184 756 choices of ten, and 19 448 of eight, of the mid-ranks.
  const mixed = compare(runs('a', [...finite, ...six]), runs('a', before)).rows
  expect(mixed).toMatchObject([
    { verdict: 'not told apart', pHolm: expect.closeTo(0.46404988200653835, 12) },
  ])
  const [bad, good] = [runs('a', [1, ...six, Infinity]), runs('a', before)]
  const p = { pHolm: expect.closeTo(0.004753416518122401, 12), nDivergedNow: 7 }
  expect(compare(bad, good).rows).toMatchObject([{ ...p, verdict: 'worse' }])
  expect(compare(good, bad).rows).toMatchObject([{ ...p, nDivergedNow: 0, verdict: 'better' }])
})

test('whichever values are better, runs that diverged have the worst ranks', () => {
  const before = [1, 2, 3, 4, 5, 6]
  const now = [9, 10, 11, 12, 13, 14, 15, Infinity]
  const more = { better: 'higher' }
  expect(compare(runs('a', now), runs('a', before), more).rows).toMatchObject([
    // scipy.stats.mannwhitneyu, with the run that diverged below all others.
    { verdict: 'better', pHolm: expect.closeTo(0.01998001998001998, 12) },
  ])
  const worse = [7, ...new Array<number>(5).fill(Infinity)]
  expect(compare(runs('a', worse), runs('a', before), more).rows).toMatchObject([
    { verdict: 'not told apart', pHolm: expect.closeTo(0.05844155844155844, 12) },
  ])
})

test('the same values in all runs are told apart by nothing, whatever rounding their means have', () => {
  const counts = [3, 4, 5, 6, 10, 12, 18, 20, 30]
  for (const value of [0.1, 0.3, 0.612, 0.7, 0.93]) {
    for (const n of counts) {
      for (const m of counts) {
        const [now, before] = [n, m].map((size) => runs('a', new Array<number>(size).fill(value)))
        expect(compare(now ?? [], before ?? []).rows).toMatchObject([
          { verdict: 'not told apart', pHolm: null, estimate: 1, low: 1, high: 1 },
        ])
      }
    }
  }
})

test('constants of runs that differ by rounding alone are the same, also where their logarithm is near 0', () => {
  const near = (n: number) => Array.from({ length: n }, (_, i) => 1 + (i % 2) * 2 ** -52)
  expect(compare(runs('a', near(4)), runs('a', near(12))).rows).toMatchObject([
    { verdict: 'not told apart', pHolm: null, estimate: 1 },
  ])
})

test('few runs against many are told apart only where their ranks are too', () => {
  const now = [2, 2.01, 2.02]
  const before = [1, 1.1, 1.2, 1.15, 1.05, 1.25, 1.3, 1.12, 1.18, 2.5, 2.1]
  // scipy.stats: Welch's test of the logarithms has p = 0.0006, the Mann-Whitney test (exact) 0.126.
  const [row] = compare(runs('a', now), runs('a', before)).rows
  expect(row).toMatchObject({
    verdict: 'not told apart',
    pHolm: expect.closeTo(0.12637362637362637, 12),
  })
  expect(row?.low).toBeGreaterThan(1)
})

const compare = (now: readonly RunCells[], before: readonly RunCells[], more = {}) =>
  compareWithBaseline(runsOf(now), runsOf(before), { ...OPTIONS, ...more })

test("the ratio is of now over before, with Welch's interval and p-value", () => {
  const { rows, scale } = compare(runs('a', [2, 2.2, 2.1]), runs('a', [1, 1.1, 1.2]))
  expect(scale).toBe('ratio')
  // scipy.stats.ttest_ind of the logarithms, equal_var=False
  expect(rows).toEqual([
    {
      ...{ setting: ['a'], nNow: 3, nBefore: 3, nDivergedNow: 0, nDivergedBefore: 0 },
      ...{ meanNow: expect.closeTo(2.1, 12), meanBefore: expect.closeTo(1.1, 12) },
      estimate: expect.closeTo(1.9129311827723894, 11),
      low: expect.closeTo(1.5843418376836564, 11),
      high: expect.closeTo(2.309669304304278, 11),
      pHolm: expect.closeTo(0.0016036884353978643, 12),
      verdict: 'worse',
    },
  ])
})

test('bounded metrics, and values that are not positive, have their difference', () => {
  const [now, before] = [
    [0.8, 0.82, 0.84],
    [0.7, 0.71, 0.75],
  ]
  const ofAcc = (values: number[]) => values.map((acc, seed) => ({ model: 'a', seed, acc }))
  const bounded = compare(ofAcc(now ?? []), ofAcc(before ?? []), {
    metric: 'acc',
    better: 'higher',
  })
  expect(bounded.scale).toBe('difference')
  // scipy.stats.ttest_ind, equal_var=False
  const expected = {
    estimate: expect.closeTo(0.1, 12),
    low: expect.closeTo(0.0452386726999351, 11),
    high: expect.closeTo(0.15476132730006464, 11),
    pHolm: expect.closeTo(0.007800429240485117, 12),
  }
  expect(bounded.rows).toMatchObject([{ ...expected, verdict: 'better' }])
  const negative = (values: number[]) => values.map((value) => value - 1)
  const shifted = compare(runs('a', negative(now ?? [])), runs('a', negative(before ?? [])))
  expect(shifted.rows).toMatchObject([{ ...expected, verdict: 'worse' }])
  // One value in either report decides for both.
  expect(compare(runs('a', LOW), runs('a', [...LOW, 0])).scale).toBe('difference')
  expect(compare(runs('a', [...LOW, 0]), runs('a', LOW)).scale).toBe('difference')
})

test('p-values are adjusted over the settings that both reports have', () => {
  const [now, before] = [
    [2, 2.2, 2.1],
    [1, 1.1, 1.2],
  ]
  const three = (values: number[] = []) => ['a', 'b', 'c'].flatMap((model) => runs(model, values))
  const { rows } = compare([...three(now), ...runs('new', LOW)], [...three(before)])
  expect(rows.map(({ pHolm }) => pHolm)).toEqual([
    ...[0, 1, 2].map(() => expect.closeTo(3 * 0.0016036884353978643, 12)),
    null,
  ])
})

test.each([
  [
    [1, 2],
    [1, 2, 3],
  ],
  [
    [1, 2, 3],
    [1, 2],
  ],
])(
  'fewer than three runs in one report have an estimate without a test: %o against %o',
  (now, before) => {
    const [row] = compare(runs('a', now), runs('a', before)).rows
    expect(row).toMatchObject({ low: null, high: null, pHolm: null, verdict: 'not told apart' })
    expect(row?.estimate).toBeGreaterThan(0)
  },
)

test('a setting of one report has no estimate, and the mean of that report', () => {
  const { rows } = compare(runs('a', [1, 3]), runs('b', [4, 8]))
  const none = { estimate: null, low: null, high: null, pHolm: null }
  expect(rows).toEqual([
    {
      ...{ setting: ['a'], nNow: 2, nBefore: 0, nDivergedNow: 0, nDivergedBefore: 0 },
      ...{ meanNow: 2, meanBefore: null, ...none, verdict: 'new' },
    },
    {
      ...{ setting: ['b'], nNow: 0, nBefore: 2, nDivergedNow: 0, nDivergedBefore: 0 },
      ...{ meanNow: null, meanBefore: 6, ...none, verdict: 'gone' },
    },
  ])
})

test('runs that diverged are counted, and have no part in means and estimates', () => {
  const now = [...runs('a', [2, 2, Infinity]), { model: 'a', loss: 5, diverged: 'loss' }]
  const before = runs('a', [1, 1, 1, -Infinity])
  expect(compare(now, before).rows).toMatchObject([
    {
      ...{ nNow: 4, nDivergedNow: 2, meanNow: 2 },
      ...{ nBefore: 4, nDivergedBefore: 1, meanBefore: 1 },
      estimate: expect.closeTo(2, 12),
    },
  ])
})

test('runs without a value of the metric are no runs of a setting', () => {
  const now = [...runs('a', LOW), ...[null, 'oops', true].map((loss) => ({ model: 'a', loss }))]
  expect(compare(now, runs('a', LOW)).rows).toMatchObject([{ nNow: 4, nDivergedNow: 0 }])
  const large = [{ model: 'a', loss: 2n ** 60n }]
  expect(compare(large, large).rows).toMatchObject([{ nNow: 1, meanNow: 2 ** 60, estimate: 1 }])
})

test('a parameter that the earlier report does not have is missing there', () => {
  const now = [...runs('a', LOW), ...runs('b', LOW)]
  const before = LOW.map((loss, seed) => ({ seed, loss }))
  expect(compare(now, before).rows.map(({ setting, verdict }) => [...setting, verdict])).toEqual([
    ['a', 'new'],
    ['b', 'new'],
    [null, 'gone'],
  ])
})

test('baseline.csv has the parameters, then the counts, means, estimates and verdicts', () => {
  const now = [...runs('a', [2, 2.2, 2.1, Infinity]), ...runs('b', [1, 3])]
  const before = [...runs('a', [1, 1.1, 1.2]), ...runs('b', [1, 1, Infinity])]
  const { table, rows } = compare(now, before)
  expect(table.columnNames()).toEqual([
    ...['model', 'n_now', 'n_before', 'n_diverged_now', 'n_diverged_before', 'mean_now'],
    ...['mean_before', 'ratio', 'ratio_low', 'ratio_high', 'p_holm', 'verdict'],
  ])
  expect(table.objects()).toEqual(
    rows.map((row) => ({
      model: row.setting[0],
      n_now: row.nNow,
      n_before: row.nBefore,
      n_diverged_now: row.nDivergedNow,
      n_diverged_before: row.nDivergedBefore,
      mean_now: row.meanNow,
      mean_before: row.meanBefore,
      ratio: row.estimate,
      ratio_low: row.low,
      ratio_high: row.high,
      p_holm: row.pHolm,
      verdict: row.verdict,
    })),
  )
  const differences = compare(runs('a', [0, 1, 2]), runs('a', [1, 2, 3])).table
  expect(differences.columnNames()).toEqual(
    expect.arrayContaining(['difference', 'difference_low', 'difference_high']),
  )
})

test('spellings of a table that was written as text make no difference', () => {
  const now = [1, 2, 3].map((seed) => ({ model: 0.001, seed, loss: seed }))
  const before = [1, 2, 3].map((seed) => ({
    model: '1e-3',
    seed: String(seed),
    loss: String(seed),
  }))
  expect(verdicts(now, before)).toEqual([[0.001, 'not told apart']])
})

test('a baseline without the metric is refused', () => {
  const before = runsOf([{ model: 'a', accuracy: 1 }])
  expect(() => compareWithBaseline(runsOf(runs('a', LOW)), before, OPTIONS)).toThrow(
    expect.objectContaining({
      code: 'BASELINE_INVALID',
      message: expect.stringMatching(/^The baseline: the runs have no column "loss"/),
    }),
  )
  expect(() => compareWithBaseline(before, runsOf(runs('a', LOW)), OPTIONS)).toThrow(
    expect.objectContaining({
      code: 'BASELINE_INVALID',
      message: expect.stringMatching(/^This report: the runs have no column "loss"/),
    }),
  )
})
