import { expect, test } from 'vitest'
import { normalQuantile } from '../../stats/distributions/normal.ts'
import { luckOfTheFirst } from './luckOfTheFirst.ts'

/** Φ⁻¹(1.625 / 2.25), of two settings. */
const BLOM_OF_TWO = 0.589456

/** Blom's (n - 0.375) / (n + 0.25). */
const blom = (n: number) => normalQuantile((n - 0.375) / (n + 0.25))

test('what luck lifts the first by is Blom’s expected maximum of as many equal means', () => {
  // Pooled variance (0.02 + 0.0002) / 2, two runs each.
  const lift = BLOM_OF_TWO * Math.sqrt(0.0202 / 2 / 2)
  const [remark] = luckOfTheFirst(
    [
      [0.5, 0.7],
      [0.61, 0.63],
    ],
    'val_acc',
  )
  expect(remark).toContain(
    `Were all 2 equal, seeds alone would let the first look better than it is by about ${lift.toPrecision(2)} of val_acc.`,
  )
})

test('where ratios are compared the luck is a share, whatever decades the settings span', () => {
  // Each pair of runs is 0.1 / 1.05 of its median apart: half the square of that is the variance, two runs each.
  const lift = (BLOM_OF_TWO * (0.1 / 1.05)) / 2
  const [remark] = luckOfTheFirst(
    [
      [0.001, 0.0011],
      [50000, 55000],
    ],
    'val_loss',
  )
  expect(remark).toContain(`by about ${(100 * lift).toPrecision(2)} % of val_loss.`)
})

test('the luck is that of the means that rank, which one bad run moves far, whatever its own setting’s mean', () => {
  // Variance of 49² / 4 about a median of 1, pooled with none over eight runs, the means of four runs each.
  const lift = BLOM_OF_TWO * Math.sqrt(49 ** 2 / 4 / 2 / 4)
  const said = (bad: number) =>
    luckOfTheFirst(
      [
        [1, 1, 1, 1],
        [1, 1, 1, bad],
      ],
      'val_loss',
    )[0]
  expect(lift).toBeGreaterThan(1)
  expect(said(50)).toContain(' by more than 100 % of val_loss.')
  // A tenth of that.
  expect(said(5.9)).toContain(` by about ${(10 * lift).toPrecision(2)} % of val_loss.`)
})

test('with one run a setting it says that nothing shows the luck', () => {
  expect(luckOfTheFirst([[1], [2]], 'loss')).toEqual([
    'The first of 2 settings in best.csv flatters: it is partly luck, and with one run a setting nothing ' +
      'shows how much. Repeat the first few with new seeds.',
  ])
})

test('runs of one setting that are all alike are reported', () => {
  expect(
    luckOfTheFirst(
      [
        [1, 1],
        [2, 2],
      ],
      'loss',
    )[0],
  ).toBe(
    'Runs of one setting in best.csv do not differ at all, so that nothing shows how far luck lifts the first of 2: ' +
      'either the seed has no effect, or they are copies.',
  )
  // Their mean is not 0.1 to the last digit, so that their variance is not zero.
  const copies = Array.from({ length: 10 }, () => 0.1)
  expect(luckOfTheFirst([copies, copies.map((value) => 3 * value)], 'loss')[0]).toContain(
    'do not differ at all',
  )
})

test('a single setting has no remark', () => {
  expect(luckOfTheFirst([[1, 2]], 'loss')).toEqual([])
})

test('where only some settings were repeated, the spread is theirs', () => {
  // Variances of 0.045 with one degree of freedom and 0.01 with two; the first has a single run.
  const lift = blom(3) * Math.sqrt((0.045 + 2 * 0.01) / 3)
  expect(luckOfTheFirst([[0.5], [0.5, 0.8], [0.4, 0.5, 0.6]], 'val_acc')[0]).toContain(
    `by about ${lift.toPrecision(2)} of val_acc.`,
  )
})

test('where the first setting has no value, it is taken to have as many runs as others on average', () => {
  // One, two and three runs: two on average, an empty setting counting as one.
  const lift = blom(3) * Math.sqrt((0.02 + 2 * 0.01) / 3 / 2)
  expect(luckOfTheFirst([[], [0.5, 0.7], [0.4, 0.5, 0.6]], 'val_acc')[0]).toContain(
    `by about ${lift.toPrecision(2)} of val_acc.`,
  )
})

test('copies in one setting do not stand for all', () => {
  expect(
    luckOfTheFirst(
      [
        [0.5, 0.5],
        [0.5, 0.7],
      ],
      'val_acc',
    )[0],
  ).toContain('by about ')
})
