import { expect, test } from 'vitest'
import { improvementInterval } from '../stats/intervals/improvementInterval.ts'
import { type RunCells, runsOf } from '../testing/exampleRuns.ts'
import { compareGroups } from './compareGroups.ts'
import type { CompareGroupsOptions } from './compareOptions.ts'
import { examineGroups } from './groups/examineGroups.ts'
import { judgeFamily } from './groups/family.ts'

const OPTIONS = {
  metric: 'loss',
  by: 'tokenizer',
  better: 'lower',
  scale: 'difference',
  parameters: ['tokenizer', 'lr'],
} as const

function compare(rows: readonly RunCells[], options: Partial<CompareGroupsOptions> = {}) {
  return compareGroups(runsOf(rows), { ...OPTIONS, ...options })
}

/** Runs of a tokenizer, as [learning rate, loss]. */
const runs = (tokenizer: string, values: readonly (readonly [number, number])[]): RunCells[] =>
  values.map(([lr, loss]) => ({ tokenizer, lr, loss }))

/** Learning rates as a random search draws them: none is of both tokenizers. */
const NONE = runs('none', [
  [1, 4],
  [3, 1],
  [5, 3],
  [7, 2],
])
const VQ = runs('vq', [
  [2, 8],
  [4, 6],
  [6, 5],
  [8, 7.5],
])

/** scipy.stats.ttest_ind([5, 6, 7.5, 8], [1, 2, 3, 4], equal_var=False), and its interval. */
const WELCH = {
  p: 0.004760270732874313,
  difference: 4.125,
  low: 1.8134592942634895,
  high: 6.43654070573651,
}

test("settings without partners are compared by Welch's test over all of them", () => {
  const [row] = compare([...NONE, ...VQ]).rows
  const { low, high } = improvementInterval(1, [{ a: 4, b: 4 }])
  expect(row).toMatchObject({
    ...{ unit: 'setting', nPairs: 0, nUnitsA: 4, nUnitsB: 4, nUnpairedA: 4, nUnpairedB: 4 },
    ...{ test: "Welch's t of unpaired settings, differences", isConstant: false, nBlocks: 0 },
    pValue: expect.closeTo(WELCH.p, 10),
    difference: WELCH.difference,
    differenceLow: expect.closeTo(WELCH.low, 10),
    differenceHigh: expect.closeTo(WELCH.high, 10),
    ...{ exactPValue: expect.closeTo(2 / 70, 12), smallestPValue: expect.closeTo(2 / 70, 12) },
    ...{ pImprovement: 1, pImprovementLow: low, pImprovementHigh: high, verdict: 'different' },
  })
  expect(compare([...NONE, ...VQ], { better: 'higher' }).rows[0]?.pImprovement).toBe(0)
})

test('runs of one setting are one observation, averaged', () => {
  // Of 4 on average.
  const twice = [...NONE.slice(1), ...runs('none', [[1, 3.5]]), ...runs('none', [[1, 4.5]])]
  const [row] = compare([...twice, ...VQ]).rows
  expect(row).toMatchObject({ nA: 5, nUnitsA: 4, nUnpairedA: 5 })
  expect(row?.pValue).toBeCloseTo(WELCH.p, 10)
})

test('with settings that diverged ranks decide, and the difference is of the others', () => {
  const [row] = compare([...NONE, ...VQ.slice(1), ...runs('vq', [[9, Infinity]])]).rows
  expect(row).toMatchObject({
    test: 'Mann-Whitney of unpaired settings, diverged as worst; ratio and interval: finite settings only',
    pValue: expect.closeTo(2 / 70, 12),
    difference: (5 + 6 + 7.5) / 3 - 2.5,
    nDivergedB: 1,
  })
})

test('where all settings of a group diverged there is no difference', () => {
  const [row] = compare([
    ...NONE,
    ...VQ.map((run) => ({ ...run, loss: Number.POSITIVE_INFINITY })),
  ]).rows
  expect(row).toMatchObject({ difference: null, pValue: expect.closeTo(2 / 70, 12) })
})

test('fewer than three settings of a group are too few to be compared so', () => {
  expect(compare([...NONE.slice(0, 3), ...VQ.slice(0, 3)]).rows[0]?.unit).toBe('setting')
  for (const rows of [
    [...NONE.slice(0, 2), ...VQ],
    [...NONE, ...VQ.slice(0, 2)],
  ]) {
    const [row] = compare(rows).rows
    expect(row).toMatchObject({ verdict: 'no matching runs', unit: null, pValue: null })
  }
})

test('a parameter whose ranges do not overlap keeps groups apart, and is named', () => {
  const far = VQ.map((run) => ({ ...run, lr: 100 * (run.lr as number) }))
  const { rows, remarks } = compare([...NONE, ...far])
  expect(rows[0]).toMatchObject({ verdict: 'no matching runs', difference: 6.625 - 2.5 })
  expect(remarks.join()).toContain('lr')
  expect(examineGroups(runsOf([...NONE, ...far]), OPTIONS).findings[0]?.units.separatedBy).toEqual([
    'lr',
  ])
})

test('where half of the runs of the smaller group have partners, pairs are compared', () => {
  const partners = (n: number) => NONE.slice(0, n).map((run) => ({ ...run, tokenizer: 'vq' }))
  const unitOf = (rows: readonly RunCells[]) => compare(rows).rows[0]?.unit
  const more = runs('none', [
    [10, 2],
    [11, 3],
  ])
  expect(unitOf([...NONE, ...partners(2), ...VQ.slice(0, 2)])).toBe('block')
  expect(unitOf([...NONE, ...partners(2), ...VQ])).toBe('block')
  expect(unitOf([...NONE, ...more, ...partners(2), ...VQ.slice(0, 2)])).toBe('block')
  expect(unitOf([...NONE, ...more, ...partners(2), ...VQ])).toBe('setting')
  expect(unitOf([...NONE, ...partners(1), ...VQ.slice(0, 3)])).toBe('setting')
})

test('settings that all have the same value count as one', () => {
  const constant = [
    ...NONE.map((run) => ({ ...run, loss: 1 })),
    ...VQ.map((run) => ({ ...run, loss: 2 })),
  ]
  const [row] = compare(constant).rows
  expect(row).toMatchObject({ isConstant: true, pValue: null, verdict: 'underpowered' })
  const half = [...NONE.map((run) => ({ ...run, loss: 1 })), ...VQ]
  expect(compare(half).rows[0]).toMatchObject({ isConstant: false, verdict: 'different' })
})

test('equality within a margin is claimed of settings without partners as well', () => {
  const alike = [...NONE, ...VQ.map((run, i) => ({ ...run, loss: NONE[i]?.loss }))]
  expect(compare(alike, { margin: 3 }).rows[0]?.verdict).toBe('equal within 3')
  expect(compare(alike, { margin: 0.1 }).rows[0]?.verdict).toBe('underpowered')
})

test('a parameter that goes together with the compared one is named, where nothing is paired', () => {
  // The ranges overlap by two of twelve.
  const draw = (tokenizer: string, from: number) =>
    runs(
      tokenizer,
      Array.from({ length: 12 }, (_, i) => [from + i, 1 + ((i * 7) % 5)] as const),
    )
  const rows = [...draw('none', 1), ...draw('vq', 11.5)]
  expect(examineGroups(runsOf(rows), OPTIONS).goesTogether).toEqual(['lr'])
  expect(compare(rows).findings[0]?.sentence).toContain(
    '; lr goes together with it, and may be the cause.',
  )
  const mixed = [...draw('none', 1), ...draw('vq', 1.5)]
  expect(examineGroups(runsOf(mixed), OPTIONS).goesTogether).toEqual([])
  const paired = [...draw('none', 1), ...draw('vq', 1)]
  expect(examineGroups(runsOf(paired), OPTIONS).goesTogether).toEqual([])
})

test('further units are counted at the rate of what is still open', () => {
  const rows = ['a', 'b', 'c'].flatMap((tokenizer, group) =>
    [1, 2, 3, 4, 5].map((seed) => ({
      ...{ tokenizer, seed },
      loss: 10 + 2 * ((seed * (group + 2)) % 5),
    })),
  )
  const options = { ...OPTIONS, scale: 'ratio', parameters: ['tokenizer', 'seed'] } as const
  const { findings, question } = examineGroups(runsOf(rows), options)
  const judged = judgeFamily(findings, question, undefined)
  expect(judged.filter(({ verdict }) => verdict === 'different')).toEqual([])
  judged.forEach(({ moreUnits }, i) => {
    expect(moreUnits).toBeGreaterThan(findings[i]?.moreUnits(0.05) ?? Infinity)
    expect(moreUnits).toBe(findings[i]?.moreUnits(0.05 / 3))
  })
})

test('parts by the values of one-sided parameters stand in the order of these', () => {
  const rows = [1, 2, 3].flatMap((lr) => [
    { tokenizer: 'none', lr, loss: lr },
    ...[1024, 256].flatMap((size) =>
      [10, 2].map((depth) => ({ tokenizer: 'vq', lr, size, depth, loss: lr + size + depth })),
    ),
  ])
  const parameters = ['tokenizer', 'lr', 'size', 'depth']
  const blocks = (by: readonly string[]) =>
    compare(rows, { parameters: by }).rows.map(({ block }) => block)
  expect(blocks(parameters)).toEqual([
    ...['', 'size=256, depth=2', 'size=256, depth=10', 'size=1024, depth=2'],
    'size=1024, depth=10',
  ])
  // The first group may be the one that has it.
  const turned = rows.map((row) => ({ ...row, tokenizer: row.tokenizer === 'vq' ? 'a' : 'b' }))
  expect(compare(turned, { parameters }).rows.map(({ block }) => block)).toEqual(blocks(parameters))
  // A single value makes no parts.
  const one = rows.filter((row) => !('size' in row) || (row.size === 256 && row.depth === 2))
  expect(compare(one, { parameters: [...parameters] }).rows.map(({ block }) => block)).toEqual([''])
})

test('a parameter that only some runs of the group have is no one-sided one', () => {
  const rows = [1, 2, 3].flatMap((lr) => [
    { tokenizer: 'none', lr, loss: lr },
    { tokenizer: 'vq', lr, loss: 2 * lr, ...(lr === 1 && { size: 256 }) },
  ])
  const [row] = compare(rows, { parameters: ['tokenizer', 'lr', 'size'] }).rows
  expect(row).toMatchObject({ nBlocks: 2, nUnpairedA: 1, nUnpairedB: 1 })
})

test('samplers are named in their order, and missing ones are none', () => {
  const sampled = (...samplers: (string | null)[]) =>
    examineGroups(
      runsOf(NONE.map((run, i) => ({ sampler: samplers[i % samplers.length], ...run }))),
      OPTIONS,
    ).sampler
  expect(sampled('TPE', 'CMA-ES', null)).toBe('CMA-ES, TPE')
  expect(sampled(null)).toBeUndefined()
})

test('a sampler of runs without a value chose none of those that are compared', () => {
  const trials = [{ tokenizer: 'vq', sampler: 'TPE', value: 1 }]
  const runs = runsOf([...NONE.map((run) => ({ ...run, sampler: null })), ...trials])
  expect(examineGroups(runs, OPTIONS).sampler).toBeUndefined()
})

test.each([
  [{ better: 'less' }, 'compareGroups: option "better" is "less", expected "lower" or "higher".'],
  [{ scale: 'log' }, 'compareGroups: option "scale" is "log", expected "ratio" or "difference".'],
  [
    { by: 'loss' },
    'compareGroups: by and metric are both "loss". Compare a metric by a parameter.',
  ],
])('%o is refused', (options, message) => {
  expect(() => compare(NONE, options as never)).toThrow(
    expect.objectContaining({ code: 'COMPARISON_OPTION_INVALID', message }),
  )
})
