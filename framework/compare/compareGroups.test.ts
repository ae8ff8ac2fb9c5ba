import { table } from 'arquero'
import { describe, expect, test } from 'vitest'
import { loadRuns } from '../runs/loadRuns.ts'
import { outsidePath } from '../testing/recorded/recorded.ts'
import { compareGroups } from './compareGroups.ts'

/** Runs of two groups over seeds, with the losses given by group. */
function runsOf(
  losses: Record<string, readonly (number | null)[]>,
  more: Record<string, unknown[]> = {},
) {
  const rows = Object.entries(losses).flatMap(([group, values]) =>
    values.map((loss, seed) => ({ group, seed, loss })),
  )
  return table({
    run_dir: rows.map((_, row) => `run${row}`),
    group: rows.map(({ group }) => group),
    seed: rows.map(({ seed }) => seed),
    loss: rows.map(({ loss }) => loss),
    ...more,
  })
}

const compare = (
  losses: Record<string, readonly (number | null)[]>,
  options: Partial<Parameters<typeof compareGroups>[1]> = {},
) => compareGroups(runsOf(losses), { metric: 'loss', by: 'group', parameters: [], ...options })

test("pairs are tested by Student's test on log ratios, with the exact test beside it", () => {
  const { rows } = compare({ a: [1, 2, 3, 4], b: [2.2, 4.4, 5.7, 8.4] })
  expect(rows).toHaveLength(1)
  const [row] = rows
  expect(row).toMatchObject({
    nPairs: 4,
    unit: 'pair',
    verdict: 'different',
    pImprovement: 14 / 16,
  })
  expect(row?.ratio).toBeCloseTo(
    Math.exp((Math.log(2.2) * 2 + Math.log(1.9) + Math.log(2.1)) / 4),
    12,
  )
  // scipy.stats.ttest_1samp of the log ratios, SciPy 1.x.
  expect(row?.pValue).toBeCloseTo(0.0002227300741764723, 14)
  expect(row?.ratioLow).toBeCloseTo(1.877970971554627, 12)
  expect(row?.ratioHigh).toBeCloseTo(2.3400236876710276, 12)
  expect(row?.exactPValue).toBe(0.125)
  expect(row?.smallestPValue).toBe(0.125)
})

test('the order of the rows does not matter', () => {
  const runs = runsOf({ a: [1, 2, 3, 4], b: [2, 5, 5, 9] })
  const reversed = runs.slice(0).orderby('loss').reify()
  const options = { metric: 'loss', by: 'group', parameters: [] }
  expect(compareGroups(reversed, options).rows).toEqual(compareGroups(runs, options).rows)
})

test('two pairs are underpowered, whatever they show', () => {
  const [row] = compare({ a: [1, 1.1], b: [9, 9.8] }).rows
  expect(row).toMatchObject({ verdict: 'underpowered', nPairs: 2, moreUnits: null })
})

test('equal ratios throughout count as one unit and prove nothing', () => {
  const [row] = compare({ a: [1, 2, 4, 8], b: [2, 4, 8, 16] }).rows
  expect(row?.ratio).toBeCloseTo(2, 12)
  expect(row?.verdict).toBe('underpowered')
})

test('equality is only said where a margin is given', () => {
  const losses = { a: [1, 1.02, 0.98, 1.01, 1], b: [1.001, 1.019, 0.981, 1.01, 1.001] }
  expect(compare(losses).rows[0]?.verdict).not.toContain('equal')
  expect(compare(losses, { margin: 1.05 }).rows[0]?.verdict).toMatch(/^equal within/)
})

test('a diverged run ranks last, is counted, and is never passed over', () => {
  const [row] = compare({ a: [1, 1, 1, 1], b: [0.5, Infinity, 0.5, Infinity] }).rows
  expect(row).toMatchObject({ nDivergedB: 2, pImprovement: 0.5 })
  expect(row?.verdict).not.toBe('different')
  expect(row?.sentence).toContain('finite')
})

test('the adjustment of Holm is over all rows of the table', () => {
  const { rows } = compare({
    a: [1, 1.1, 0.9, 1, 1.05],
    b: [1.5, 1.7, 1.3, 1.6, 1.5],
    c: [1.02, 1.1, 0.93, 0.97, 1.06],
  })
  const sorted = rows
    .map(({ pValue, pHolm }) => [pValue as number, pHolm as number])
    .sort(([p = 0], [q = 0]) => p - q)
  const [[first = 0, adjusted = 0] = []] = sorted
  expect(adjusted).toBeCloseTo(Math.min(1, 3 * first), 12)
})

test('blocks without a partner are counted, groups without a common block are not tested', () => {
  const runs = table({
    run_dir: ['1', '2', '3', '4'],
    group: ['a', 'a', 'b', 'b'],
    width: [1, 1, 2, 2],
    seed: [1, 2, 1, 2],
    loss: [1, 2, 3, 4],
  })
  const [row] = compareGroups(runs, {
    metric: 'loss',
    by: 'group',
    parameters: ['width', 'depth'].slice(0, 1),
  }).rows
  // Width divides the runs as the groups do: nothing can tell the two apart, which is told.
  expect(row?.nA).toBe(2)
  const { remarks } = compareGroups(runs, { metric: 'loss', by: 'group', parameters: ['width'] })
  expect(remarks.join(' ')).toContain('width')
})

test('the table has the columns of comparisons.csv in their order', () => {
  expect(compare({ a: [1, 2, 3], b: [2, 3, 4] }).table.columnNames()).toEqual(
    (
      'by a b block metric better n_a n_b n_pairs n_unpaired_a n_unpaired_b n_diverged_a ' +
      'n_diverged_b ratio ratio_low ratio_high difference difference_low difference_high ' +
      'p_improvement unit test p_value p_holm exact_p_value smallest_p_value verdict more_units'
    ).split(' '),
  )
})

test.each([
  ['one group', { a: [1, 2, 3] }, 'all 3 runs'],
  ['no values', { a: [null, null], b: [null] }, 'none of 3 runs has a value of loss'],
])('%s gives no rows and a sentence that says why', (_, losses, sentence) => {
  const { rows, remarks } = compare(losses)
  expect(rows).toEqual([])
  expect(remarks.join(' ')).toContain(sentence)
})

test.each([
  ['all values equal', { a: [1, 1, 1], b: [1, 1, 1] }],
  ['all infinite', { a: [Infinity, Infinity, Infinity], b: [Infinity, Infinity, Infinity] }],
  ['one run a group', { a: [1], b: [2] }],
  ['groups of unequal size', { a: [1, 2, 3, 4, 5, 6], b: [2, 3] }],
  ['values around zero', { a: [-1, 0, 1], b: [0, 1, 3] }],
])('%s gives a row without NaN, and not the verdict different', (_, losses) => {
  const [row] = compare(losses).rows
  expect(row?.verdict).not.toBe('different')
  expect(Object.values(row ?? {}).some((value) => Number.isNaN(value))).toBe(false)
})

test('200 groups are compared pairwise', () => {
  const losses = Object.fromEntries(
    Array.from({ length: 200 }, (_, group) => [`g${group}`, [1 + group / 100, 1.1, 1.2]]),
  )
  expect(compare(losses).rows).toHaveLength((200 * 199) / 2)
})

test('an unknown column is named with the nearest', () => {
  expect(() => compare({ a: [1] }, { by: 'grup' })).toThrow(
    'no column "grup" to compare by. Did you mean "group"?',
  )
})

const outside = outsidePath('field/sweeps')
describe.skipIf(!outside)(
  'sweeps with the right values (needs the data beside the checkout)',
  () => {
    async function compareSweep(name: string, by: string) {
      const loaded = await loadRuns({ sweepDir: `${outside}/${name}/outputs/multiruns/exp_*` })
      const parameters = loaded.parameters.map((each) => each.name)
      return compareGroups(loaded.runs, { metric: 'loss.total_best', by, parameters })
    }

    test('replicates of one design are averaged within a seed', async () => {
      const [row] = (await compareSweep('01_replicated_sweeps', 'tokenizer')).rows
      expect(row?.nPairs).toBe(6)
      expect(row?.ratio).toBeCloseTo(0.971, 3)
      expect(row?.pValue).toBeCloseTo(0.27, 2)
      expect(row?.exactPValue).toBe(0.3125)
      expect(row?.verdict).not.toBe('different')
    })

    test('diverged runs rank last and are told', async () => {
      const { rows, remarks } = await compareSweep('03_diverged_runs', 'tokenizer')
      expect(rows[0]).toMatchObject({ pImprovement: 0.5, nDivergedA: 0, nDivergedB: 4 })
      expect(rows[0]?.ratio).toBeCloseTo(0.031, 3)
      expect(rows[0]?.verdict).not.toBe('different')
      expect([rows[0]?.sentence, ...remarks].join(' ')).toMatch(/4 .*diverged|diverged.* 4/)
    })

    test('spellings of one value are one', async () => {
      const [row] = (await compareSweep('05_spelling_of_values', 'tokenizer')).rows
      expect(row?.nPairs).toBe(6)
      expect(row?.ratio).toBeCloseTo(3.07, 3)
    })

    test('epochs that were swept are a parameter, so that runs of equal length are paired', async () => {
      const { rows } = await compareSweep('02_epochs_axis', 'tokenizer')
      expect(rows[0]?.nPairs).toBe(6)
      expect(rows[0]?.ratio).toBeCloseTo(6.914, 3)
      expect(rows[0]?.pValue).toBeCloseTo(0.0032, 4)
      expect(rows[0]?.exactPValue).toBe(0.03125)
    })
  },
)
