import { expect, test } from 'vitest'
import { luckOfTheFirst } from './luckOfTheFirst.ts'

/** Φ⁻¹(1.625 / 2.25), of two settings. */
const BLOM_OF_TWO = 0.589456

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
  // Each pair of runs is a factor of 1.1 apart: variance of logs ln(1.1)² / 2, two runs each.
  const lift = Math.expm1((BLOM_OF_TWO * Math.log(1.1)) / 2)
  const [remark] = luckOfTheFirst(
    [
      [0.001, 0.0011],
      [50000, 55000],
    ],
    'val_loss',
  )
  expect(remark).toContain(`by about ${(100 * lift).toPrecision(2)} % of val_loss.`)
})

test('a share above 100 % is told as a factor', () => {
  const [remark] = luckOfTheFirst(
    [
      [1, 1000],
      [1, 1000],
    ],
    'val_loss',
  )
  expect(remark).toContain(
    `by about a factor of ${Math.exp((BLOM_OF_TWO * Math.log(1000)) / 2).toPrecision(2)} in val_loss.`,
  )
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
  ).toContain('do not differ at all')
  // Their mean is not 0.1 to the last digit, so that their variance is not zero.
  const copies = Array.from({ length: 10 }, () => 0.1)
  expect(luckOfTheFirst([copies, copies.map((value) => 3 * value)], 'loss')[0]).toContain(
    'do not differ at all',
  )
})

test('a single setting has no remark', () => {
  expect(luckOfTheFirst([[1, 2]], 'loss')).toEqual([])
})
