import { expect, test } from 'vitest'
import { improvementInterval } from '../stats/intervals/improvementInterval.ts'
import { Random } from '../stats/random.ts'
import { type RunCells, runsOf } from '../testing/exampleRuns.ts'
import { compareGroups } from './compareGroups.ts'
import type { CompareGroupsOptions } from './compareOptions.ts'

const OPTIONS = { metric: 'loss', by: 'tokenizer', better: 'lower' } as const

function compare(rows: readonly RunCells[], options: Partial<CompareGroupsOptions> = {}) {
  return compareGroups(runsOf(rows), { ...OPTIONS, ...options })
}

/** Runs of both tokenizers at seeds 1, 2, …, whose losses have these ratios, vq over none. */
function pairsOf(ratios: readonly number[], more: RunCells = {}): RunCells[] {
  return ratios.flatMap((ratio, i) => [
    { tokenizer: 'none', seed: i + 1, loss: 1 + i, ...more },
    { tokenizer: 'vq', seed: i + 1, loss: (1 + i) * ratio, ...more },
  ])
}

const CLEAR = [2, 2.1, 1.9, 2.05, 1.95, 2.02]

test('pairs are runs that agree in everything else, whatever the scale of their losses', () => {
  const [row] = compare(pairsOf(CLEAR)).rows
  expect(row).toMatchObject({
    a: 'none',
    b: 'vq',
    block: '',
    nA: 6,
    nB: 6,
    nPairs: 6,
    nUnpairedA: 0,
    unit: 'pair',
    exactPValue: 2 / 2 ** 6,
    smallestPValue: 2 / 2 ** 6,
    verdict: 'different',
    difference: null,
  })
  const geometricMean = CLEAR.reduce((product, ratio) => product * ratio, 1) ** (1 / 6)
  expect(row?.ratio).toBeCloseTo(geometricMean, 12)
  expect(row?.ratioLow).toBeLessThan(geometricMean)
  expect(row?.ratioHigh).toBeGreaterThan(geometricMean)
})

test("p-value and interval are Student's, of the log ratios", () => {
  // scipy.stats.ttest_1samp(log([2.2, 2.2, 1.9, 2.1]), 0) and its interval.
  const [row] = compare(pairsOf([2.2, 2.2, 1.9, 2.1])).rows
  expect(row?.pValue).toBeCloseTo(0.0002227300741764723, 13)
  expect(row?.ratioLow).toBeCloseTo(1.877970971554627, 11)
  expect(row?.ratioHigh).toBeCloseTo(2.3400236876710276, 11)
})

test('comparisons.csv has its columns in this order', () => {
  expect(compare(pairsOf(CLEAR)).table.columnNames().join(', ')).toBe(
    'by, a, b, block, metric, better, n_a, n_b, n_pairs, n_unpaired_a, n_unpaired_b, n_diverged_a, ' +
      'n_diverged_b, ratio, ratio_low, ratio_high, difference, difference_low, difference_high, ' +
      'p_improvement, p_improvement_low, p_improvement_high, unit, test, p_value, p_holm, exact_p_value, ' +
      'smallest_p_value, verdict, favours, more_units',
  )
})

test('the probability of improvement has its interval over the runs of all blocks', () => {
  const [row] = compare(pairsOf(CLEAR)).rows
  const { low, high } = improvementInterval(row?.pImprovement ?? Number.NaN, [{ a: 6, b: 6 }])
  expect(row?.pImprovementLow).toBe(low)
  expect(row?.pImprovementHigh).toBe(high)
})

test('the order of the rows makes no difference, to the last digit', () => {
  const random = new Random(8)
  const rows = ['mlp', 'gnn'].flatMap((encoder) =>
    Array.from({ length: 60 }, (_, i) => ({
      encoder,
      tokenizer: ['none', 'linear', 'vq'][i % 3],
      seed: 1 + (Math.floor(i / 3) % 7),
      loss: Math.exp(random.normal()),
    })),
  )
  const expected = compare(rows).rows
  for (let trial = 0; trial < 10; trial++) {
    const shuffled = [...rows]
    random.shuffle(shuffled, shuffled.length)
    expect(compare(shuffled).rows).toEqual(expected)
  }
})

test('one value has many spellings', () => {
  const rows = pairsOf(CLEAR)
  const spelt = rows.map((row, i) => ({
    ...row,
    lr: [0.001, '1e-3', '.001', '0.0010'][i % 4],
    amp: i % 3 === 0 ? 'True' : true,
  }))
  expect(compare(spelt).rows[0]).toMatchObject({ nPairs: 6, a: 'none', b: 'vq' })
})

test('replicates of one block and seed are averaged on the scale of the test', () => {
  const rows = [
    { tokenizer: 'none', seed: 1, loss: 1 },
    { tokenizer: 'none', seed: 1, loss: 4 },
    { tokenizer: 'vq', seed: 1, loss: 8 },
  ]
  const { rows: found, remarks } = compare(rows)
  expect(found[0]).toMatchObject({ nA: 2, nB: 1, nPairs: 1, nUnpairedA: 0 })
  expect(found[0]?.ratio).toBeCloseTo(4, 12)
  expect(remarks).toContain(
    'Several runs of one setting and seed were averaged in 1 comparison by tokenizer.',
  )
})

test('runs without a partner are counted, and left out of the test but not of P(improvement)', () => {
  const rows = [...pairsOf(CLEAR), { tokenizer: 'vq', seed: 99, loss: 0.01 }]
  const [row] = compare(rows).rows
  expect(row).toMatchObject({ nB: 7, nPairs: 6, nUnpairedA: 0, nUnpairedB: 1 })
  const { pImprovement } = compare(pairsOf(CLEAR)).rows[0] ?? {}
  expect(row?.pImprovement).toBeCloseTo(((pImprovement ?? 0) * 36) / 42, 12)
  expect(row?.sentence).toContain('leaves out 0 runs of none and 1 run of vq without a partner')
})

test('P(improvement) is of runs of the same block, averaged over blocks', () => {
  const rows = [
    { tokenizer: 'none', encoder: 'mlp', seed: 1, loss: 100 },
    { tokenizer: 'vq', encoder: 'mlp', seed: 1, loss: 200 },
    { tokenizer: 'none', encoder: 'gnn', seed: 1, loss: 1 },
    { tokenizer: 'vq', encoder: 'gnn', seed: 1, loss: 2 },
  ]
  expect(compare(rows).rows[0]?.pImprovement).toBe(1)
  expect(compare(rows, { better: 'higher' }).rows[0]?.pImprovement).toBe(0)
})

test('pairs of one seed that resemble each other are averaged, and the larger p-value counts', () => {
  const effects = [0.1, 0.3, 0.2, 0.5]
  const rows = ['a', 'b', 'c'].flatMap((encoder, block) =>
    pairsOf(effects.map((effect, i) => Math.exp(effect + 0.01 * ((block + i) % 3)))).map((row) => ({
      ...row,
      encoder,
    })),
  )
  const { rows: found, remarks } = compare(rows)
  expect(found[0]).toMatchObject({ unit: 'seed', nPairs: 4, exactPValue: 0.125 })
  // Means of 0.11, 0.31, 0.21, 0.51: 0.285 with a standard error of 0.0854, three degrees.
  expect(found[0]?.pValue).toBeCloseTo(0.0444, 3)
  expect(remarks.join()).toContain('averaged within seeds')
})

test('resemblance within seeds is judged over the table as well as within each row', () => {
  // a and b: pairs of a seed differ more than seeds do; with the rows of c they resemble each other.
  const effects = { b: [0.1, 0.5, 0.3], c: [2, 4, 6] }
  const rows = ['mlp', 'gnn'].flatMap((encoder, block) =>
    [0, 1, 2].flatMap((seed) => [
      { tokenizer: 'a', encoder, seed, loss: 1 },
      { tokenizer: 'b', encoder, seed, loss: Math.exp(effects.b[(seed + block) % 3] as number) },
      { tokenizer: 'c', encoder, seed, loss: Math.exp((effects.c[seed] as number) + 0.1 * block) },
    ]),
  )
  const unitOf = (found: ReturnType<typeof compare>) => found.rows[0]?.unit
  expect(unitOf(compare(rows.filter(({ tokenizer }) => tokenizer !== 'c')))).toBe('pair')
  expect(unitOf(compare(rows))).toBe('seed')
})

test('equality must hold over seeds as well as over pairs', () => {
  const effects = [-0.08, 0, 0.08]
  const rows = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((encoder, block) =>
    pairsOf(effects.map((effect, i) => Math.exp(effect + 0.001 * ((block + i) % 3)))).map(
      (row) => ({ ...row, encoder }),
    ),
  )
  // Over 18 pairs within 1.1 for sure, over three seeds far from it.
  expect(compare(rows, { margin: 1.1 }).rows[0]).toMatchObject({ unit: 'seed', nPairs: 3 })
  expect(compare(rows, { margin: 1.1 }).rows[0]?.verdict).not.toContain('equal')
})

test('pairs of one seed are said to resemble each other only where the F test shows it', () => {
  const remarksOf = (effects: readonly number[], noise: number) => {
    const rows = ['a', 'b', 'c'].flatMap((encoder, block) =>
      pairsOf(effects.map((effect, i) => Math.exp(effect + noise * ((block + i) % 3)))).map(
        (row) => ({ ...row, encoder }),
      ),
    )
    const { rows: found, remarks } = compare(rows)
    expect(found[0]?.unit).toBe('seed')
    return remarks.join()
  }
  expect(remarksOf([0.1, 0.3, 0.2, 0.5], 0.01)).toContain('Pairs of the same seed resemble each')
  const unsure = remarksOf([0.1, 0.3, 0.2, 0.5], 0.15)
  expect(unsure).not.toContain('Pairs of the same seed resemble each')
  expect(unsure).toContain('may resemble each other in 1 comparison')
  expect(unsure).toContain('More seeds would decide it.')
})

test('where pairs of a seed do not resemble each other, pairs are the units', () => {
  const rows = ['a', 'b'].flatMap((encoder, block) =>
    pairsOf([1.2, 1.3, 1.25].map((ratio) => ratio + 2 * block)).map((row) => ({ ...row, encoder })),
  )
  expect(compare(rows).rows[0]).toMatchObject({ unit: 'pair', nPairs: 6 })
})

test("Welch's test within one block whose seeds are not shared", () => {
  const rows = [1, 2, 3, 4].flatMap((i) => [
    { tokenizer: 'none', seed: i, loss: 1 + i / 10 },
    { tokenizer: 'vq', seed: 10 + i, loss: 2 + i / 5 },
  ])
  const [row] = compare(rows).rows
  expect(row).toMatchObject({
    unit: 'run',
    nPairs: 0,
    nUnpairedA: 4,
    nUnpairedB: 4,
    verdict: 'different',
  })
  expect(row?.exactPValue).toBeCloseTo(2 / 70, 12)
})

test('runs of one block that share fewer than half of their seeds are all compared', () => {
  const withSeeds = (from: number) =>
    [1, 2, 3, 4, 5].flatMap((i) => [
      { tokenizer: 'none', seed: i, loss: 1 + i / 10 },
      { tokenizer: 'vq', seed: from + i, loss: 2 + i / 5 },
    ])
  const rowFrom = (from: number) => compare(withSeeds(from)).rows[0]
  expect(rowFrom(2)).toMatchObject({ unit: 'pair', nPairs: 3, nUnpairedA: 2, nUnpairedB: 2 })
  for (const from of [3, 4, 5]) {
    expect(rowFrom(from)).toMatchObject({ unit: 'run', nPairs: 0, nUnpairedA: 5, nUnpairedB: 5 })
    expect(rowFrom(from)?.pValue).toBe(rowFrom(5)?.pValue)
  }
})

/** Both tokenizers at learning rates, each run with a seed of its own. */
const gridOf = (rates: readonly number[], repeats: number) =>
  ['none', 'vq'].flatMap((tokenizer, group) =>
    rates.flatMap((lr) =>
      Array.from({ length: repeats }, (_, repeat) => ({
        ...{
          tokenizer,
          lr,
          loss: 1 + lr + 0.5 * group + (((7 * lr + repeat) * (group + 2)) % 5) / 10,
        },
        seed: 100 * group + 10 * lr + repeat,
      })),
    ),
  )

test('runs whose seeds are not shared are compared within blocks, by least squares', () => {
  const [row] = compare(gridOf([1, 2], 4), { scale: 'difference' }).rows
  expect(row).toMatchObject({
    ...{ unit: 'run', nPairs: 0, nUnitsA: 8, nUnitsB: 8, nUnpairedA: 8, nBlocks: 2 },
    ...{ test: "Student's t within blocks, differences", verdict: 'different' },
    pValue: expect.closeTo(7.664032597965192e-5, 12),
    difference: expect.closeTo(0.45, 12),
  })
  expect(row?.smallestPValue).toBeCloseTo(2 / 70 ** 2, 12)
})

test('blocks whose runs each have a seed of their own are compared as those without seeds are', () => {
  for (const grid of [gridOf([1, 2, 3], 1), gridOf([1, 2], 4)]) {
    const [row] = compare(grid).rows
    const [without] = compare(grid.map(({ seed, ...cells }) => cells)).rows
    expect(row?.unit).toBe(grid.length === 6 ? 'block' : 'run')
    expect(row?.pValue).toBe(without?.pValue)
  }
})

test('seeds of a group that recur over blocks are averaged, where that gives the larger p-value', () => {
  const grid = gridOf([1, 2, 3], 3).map((row, at) => ({
    ...row,
    seed: (row.tokenizer === 'vq' ? 10 : 0) + (at % 3),
    loss: 1 + row.lr + (row.tokenizer === 'vq' ? 0.3 : 0) + (at % 3) / 2 + row.lr * (at % 2) * 0.01,
  }))
  const [row] = compare(grid, { scale: 'difference' }).rows
  expect(row).toMatchObject({
    unit: 'seed',
    nPairs: 0,
    nUnitsA: 3,
    nUnitsB: 3,
    test: "Welch's t, differences",
  })
  expect(row?.pValue).toBeGreaterThan(0.4)
  expect(row?.sentence).toContain('It rests on 3 and 3 seeds, not paired')
})

test('copies of runs do not make blocks of repeated runs', () => {
  const copied = gridOf([1, 2, 3], 1).flatMap((row) => [row, { ...row, seed: row.seed + 5 }])
  expect(compare(copied).rows[0]).toMatchObject({ unit: 'block', nPairs: 3 })
})

test('runs in blocks that the other group lacks are left out, and counted', () => {
  const grid = gridOf([1, 2, 3], 4).filter(({ tokenizer, lr }) => tokenizer === 'none' || lr < 3)
  const [row] = compare(grid).rows
  expect(row).toMatchObject({ nUnitsA: 8, nLeftOutA: 4, nLeftOutB: 0 })
  expect(row?.sentence).toContain('leaves out 4 runs of none and 0 runs of vq')
})

test('with runs that diverged, ranks within blocks decide', () => {
  const grid = gridOf([1, 2], 4).map((row, at) => ({
    ...row,
    loss: at === 15 ? Infinity : row.loss,
  }))
  const [row] = compare(grid).rows
  expect(row?.test).toContain('Mann-Whitney within blocks, diverged as worst')
  expect(row?.pValue).toBe(row?.exactPValue)
})

test('no block in common: means and n only, and no p-value', () => {
  const rows = [
    { tokenizer: 'none', seed: 1, lr: 1, loss: 2 },
    { tokenizer: 'none', seed: 2, lr: 2, loss: 8 },
    { tokenizer: 'vq', seed: 1, lr: 3, loss: 3 },
    { tokenizer: 'vq', seed: 2, lr: 3, loss: 3 },
  ]
  const { rows: found, remarks } = compare(rows)
  expect(found[0]).toMatchObject({
    nA: 2,
    nB: 2,
    nPairs: 0,
    pValue: null,
    pHolm: null,
    exactPValue: null,
    pImprovement: null,
    ratioLow: null,
    verdict: 'no matching runs',
  })
  expect(found[0]?.meanA).toBeCloseTo(4, 12)
  expect(found[0]?.sentence).toContain('none has a mean of 4 over 2 runs, vq of 3 over 2 runs')
  expect(remarks).toContain(
    'No runs differ in one parameter and the seed alone: tokenizer none and vq. Other parameters differ as well, so ' +
      'nothing is tested.',
  )
})

test('a parameter that only one group has makes one overall row, and one for each value', () => {
  const rows = CLEAR.flatMap((ratio, i) => [
    { tokenizer: 'none', seed: i, loss: 1 },
    { tokenizer: 'vq', seed: i, codebook_size: 256, loss: ratio },
    { tokenizer: 'vq', seed: i, codebook_size: 1024, loss: 2 * ratio },
  ])
  const { rows: found, remarks } = compare(rows)
  expect(found.map(({ block, nB, nPairs }) => [block, nB, nPairs])).toEqual([
    ['', 12, 6],
    ['codebook_size=256', 6, 6],
    ['codebook_size=1024', 6, 6],
  ])
  const ratios = found.map(({ ratio }) => ratio as number)
  expect((ratios[2] as number) / (ratios[1] as number)).toBeCloseTo(2, 12)
  expect(ratios[0]).toBeCloseTo(Math.sqrt((ratios[1] as number) * (ratios[2] as number)), 12)
  expect(remarks.join()).toContain('Only one of two compared groups has codebook_size')
})

test('a parameter that changes with the compared one is reported, and keeps no pair apart', () => {
  const rows = pairsOf(CLEAR).map((row) => ({ ...row, lr: row.tokenizer === 'vq' ? 0.1 : 0.01 }))
  const { rows: found, remarks } = compare(rows, { parameters: ['tokenizer', 'lr', 'seed'] })
  expect(found[0]?.nPairs).toBe(6)
  expect(remarks).toContain(
    'lr and tokenizer change together (0.01 with none, 0.1 with vq): what is compared is both together.',
  )
})

test('bounded metrics, and values that are not positive, are compared by differences', () => {
  const rows = pairsOf([1.1, 1.2, 1.3]).map((row) => ({ ...row, loss: 0.1 * (row.loss as number) }))
  const accuracy = rows.map(({ loss, ...row }) => ({ ...row, metric_acc_final: loss }))
  const [bounded] = compare(accuracy, { metric: 'metric_acc_final', better: 'higher' }).rows
  // 0.1 * 0.1, 0.2 * 0.2, 0.3 * 0.3
  expect(bounded?.difference).toBeCloseTo((0.01 + 0.04 + 0.09) / 3, 12)
  expect(bounded?.ratio).toBeNull()
  const shifted = rows.map((row) => ({ ...row, loss: (row.loss as number) - 0.1 }))
  expect(compare(shifted).rows[0]?.difference).toBeCloseTo((0.01 + 0.04 + 0.09) / 3, 12)
  expect(compare(rows, { scale: 'difference' }).rows[0]?.test).toBe("Student's t, differences")
})

test('two pairs are too few for any verdict but underpowered', () => {
  expect(compare(pairsOf([1000, 1001])).rows[0]).toMatchObject({
    verdict: 'underpowered',
    ratioLow: null,
    moreUnits: null,
  })
})

test('an interval that holds both a ratio of 1.1 and its inverse is underpowered, else inconclusive', () => {
  const wide = compare(pairsOf([0.5, 2, 1, 0.7, 1.5])).rows[0]
  expect(wide?.verdict).toBe('underpowered')
  const narrow = compare(pairsOf([1.01, 0.99, 1, 1.02, 0.985])).rows[0]
  expect(narrow?.verdict).toBe('inconclusive')
  expect(narrow?.sentence).toMatch(
    /not evidence that they are equal: only ratios below 0\.98 and above 1\.02 are excluded/,
  )
})

test('an interval that excludes one of the margins is inconclusive', () => {
  const [row] = compare(pairsOf([1.02, 1.3, 1.0, 1.25])).rows
  expect(row?.ratioLow).toBeGreaterThan(1 / 1.1)
  expect(row?.ratioHigh).toBeGreaterThan(1.1)
  expect(row?.pHolm).toBeGreaterThan(0.05)
  expect(row?.verdict).toBe('inconclusive')
})

test('equal ratios throughout count as one unit', () => {
  const { rows, remarks } = compare(pairsOf([2, 2, 2, 2, 2, 2, 2]))
  expect(rows[0]).toMatchObject({ nPairs: 1, pValue: null, verdict: 'underpowered' })
  expect(rows[0]?.ratio).toBeCloseTo(2, 12)
  expect(remarks.join()).toContain(
    'Check whether the seed has any effect, whether values were rounded, or whether runs were copied',
  )
})

test('equal is said only of a margin that was asked for', () => {
  const rows = pairsOf([1.01, 0.99, 1, 1.02, 0.985, 1.005])
  expect(compare(rows).rows[0]?.verdict).toBe('inconclusive')
  expect(compare(rows, { margin: 1.05 }).rows[0]).toMatchObject({
    verdict: 'equal within 1.05',
    moreUnits: 0,
  })
  expect(compare(rows, { margin: 0.05 }).rows[0]?.verdict).toBe('equal within 0.05')
  expect(compare(rows, { margin: 1.001 }).rows[0]?.verdict).not.toContain('equal')
  expect(compare(pairsOf(CLEAR), { margin: 1.05 }).rows[0]?.verdict).toBe('different')
})

test.each([0, -1, 0.9, 1, Number.NaN])(
  'a margin of %d is refused, with what it takes',
  (margin) => {
    expect(() => compare(pairsOf(CLEAR), { margin })).toThrow('such as 1.05, or the share above it')
  },
)

test("Holm's adjustment is over all rows, equality's over a family of its own", () => {
  const random = new Random(5)
  const rows = ['a', 'b', 'c', 'd'].flatMap((tokenizer, group) =>
    Array.from({ length: 6 }, (_, seed) => ({
      tokenizer,
      seed,
      loss: Math.exp(group + 0.01 * random.normal()),
    })),
  )
  const { rows: found } = compare(rows)
  expect(found).toHaveLength(6)
  const least = Math.min(...found.map(({ pValue }) => pValue ?? 1))
  expect(found.find(({ pValue }) => pValue === least)?.pHolm).toBeCloseTo(6 * least, 15)
})

test('the further units that a ratio of 1.1 needs, from four units on', () => {
  const three = compare(pairsOf([1.1, 0.9, 1.05])).rows[0]
  expect(three?.moreUnits).toBeNull()
  const noisy = compare(pairsOf([1.3, 0.8, 1.2, 0.75, 1.1])).rows[0]
  const steady = compare(pairsOf([1.03, 0.98, 1.02, 0.97, 1.01])).rows[0]
  expect(noisy?.moreUnits).toBeGreaterThan(20)
  expect(steady?.moreUnits).toBeLessThan(5)
})

test('where there is nothing to test, the difference is still b minus a, within blocks in common', () => {
  // No seed is of both tokenizers; two widths are, and a third is of one alone.
  const rows = [
    { tokenizer: 'none', width: 1, seed: 1, loss: 1 },
    { tokenizer: 'vq', width: 1, seed: 2, loss: 4 },
    { tokenizer: 'none', width: 2, seed: 3, loss: 10 },
    { tokenizer: 'vq', width: 2, seed: 4, loss: 40 },
    { tokenizer: 'vq', width: 3, seed: 5, loss: 1000 },
  ]
  const [row] = compare(rows).rows
  expect(row).toMatchObject({ a: 'none', b: 'vq', pImprovement: 1 })
  expect(row?.ratio).toBeCloseTo(4, 12)
})
