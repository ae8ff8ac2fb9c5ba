import { expect, test } from 'vitest'
import type { CellValue } from '../../tables/valueKey.ts'
import { ContrastMaker } from '../groups/contrasts.ts'
import { associatedParameters, goesTogetherWords, separatingParameters } from './confounding.ts'

/** Two groups by their runs' values of the parameters. */
function contrastOf(
  parameters: readonly string[],
  a: readonly (readonly CellValue[])[],
  b: readonly (readonly CellValue[])[],
) {
  const [first, second] = [a, b].map((settings) => ({
    value: null,
    nMissing: 0,
    runs: settings.map((each, row) => ({ row, seed: null, settings: each, value: 1 })),
  }))
  if (first === undefined || second === undefined) throw new Error('no groups')
  const [contrast] = new ContrastMaker(parameters).contrast(first, second)
  if (contrast === undefined) throw new Error('no contrast')
  return contrast
}
const column = (values: readonly CellValue[]) => values.map((value) => [value])
const separating = (a: readonly CellValue[], b: readonly CellValue[]) =>
  separatingParameters(contrastOf(['p'], column(a), column(b)))
/** With a number that tells runs apart and goes with no group, and others that do not vary. */
function associated(a: readonly CellValue[], b: readonly CellValue[], nOthers = 0) {
  const others = Array.from({ length: nOthers }, (_, i) => `other${i}`)
  const rows = (values: readonly CellValue[], from: number) =>
    values.map((value, i) => [value, from + 2 * i, ...others.map(() => 1)])
  const contrast = contrastOf(['p', 'draw', ...others], rows(a, 0), rows(b, 1))
  return associatedParameters([contrast.a, contrast.b], contrast)
}

test('numbers keep groups apart where their ranges have nothing in common', () => {
  expect(separating([1, 2, 3], [4, 5])).toEqual(['p'])
  expect(separating([4, 5n], [1, 2, 3])).toEqual(['p'])
  expect(separating([1, 2, 3], [3, 4])).toEqual([])
  expect(separating([3, 4], [1, 3])).toEqual([])
})

test('categories do where no value is of both, and each has three runs on average', () => {
  expect(separating(['x', 'x', 'x'], ['y', 'y', 'y'])).toEqual(['p'])
  expect(separating(['x', 'x', 'x'], ['y', 'y', 'x'])).toEqual([])
  // Five runs of two values, as the names of runs might be.
  expect(separating(['x', 'x', 'x'], ['y', 'y'])).toEqual([])
  expect(separating([1, 1, 1], [true, true, true])).toEqual(['p'])
})

test('each parameter is looked at by itself', () => {
  const [a, b] = [[1, 2, 3].map((x) => ['m', x, x]), [1, 2, 3].map((x) => ['n', x, 10 * x])] as [
    CellValue[][],
    CellValue[][],
  ]
  expect(separatingParameters(contrastOf(['name', 'same', 'far'], a, b))).toEqual(['name', 'far'])
})

const LOW = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
const HIGH = [6, 8.5, 10.5, 12, 13, 14, 15, 16, 17, 18, 19, 20]

test('numbers go together with a group by the analysis of variance of their ranks', () => {
  // scipy.stats.f_oneway of the ranks has p = 9.98e-5: below 0.01 among a hundred parameters.
  expect(associated(LOW, HIGH)).toEqual(['p'])
  expect(associated(LOW, HIGH, 98)).toEqual(['p'])
  expect(associated(LOW, HIGH, 99)).toEqual([])
  // Whatever the distances: only ranks count.
  const far = (values: readonly number[]) => values.map((x) => x ** 9)
  expect(associated(far(LOW), far(HIGH), 98)).toEqual(['p'])
  expect(associated([1, 2, 3, 4, 5, 6], [1.5, 2.5, 3.5, 4.5, 5.5, 9])).toEqual([])
})

test('a number that does not vary within groups goes together with them where it differs', () => {
  expect(associated([1, 1, 1], [2, 2, 2], 99)).toEqual(['p'])
  expect(associated([1, 1, 1], [1, 1, 1])).toEqual([])
})

/** So many of each of the categories x, y and z. */
const of = (...counts: readonly number[]) =>
  counts.flatMap((n, at) => new Array<string>(n).fill('xyz'[at] as string))

test('categories go together with a group by Pearson’s chi-squared test', () => {
  // scipy.stats.chi2_contingency without a correction has p = 0.00284 and p = 0.000634.
  expect(associated(of(9, 2), of(2, 9), 1)).toEqual(['p'])
  expect(associated(of(9, 2), of(2, 9), 2)).toEqual([])
  expect(associated(of(10, 1, 1), of(1, 10, 1), 13)).toEqual(['p'])
  expect(associated(of(10, 1, 1), of(1, 10, 1), 14)).toEqual([])
})

test('categories of a single value, or with fewer than three settings of each, say nothing', () => {
  expect(associated(of(9), of(9))).toEqual([])
  const names = (from: number) => Array.from({ length: 12 }, (_, i) => `name${from + i}`)
  expect(associated(names(0), names(12))).toEqual([])
  expect(associated(of(12), of(0, 12))).toEqual(['p'])
})

test('runs of one setting are one draw', () => {
  // Nine runs, but three settings of each group.
  const runs = (values: readonly number[]) => values.flatMap((value) => [[value], [value], [value]])
  const contrast = contrastOf(['p'], runs([1, 2, 4]), runs([3, 5, 6]))
  expect(associatedParameters([contrast.a, contrast.b], contrast)).toEqual([])
})

test('what goes together is told in a few words', () => {
  expect(goesTogetherWords([])).toEqual([])
  expect(goesTogetherWords(['lr'])).toEqual(['lr goes together with it, and may be the cause'])
  expect(goesTogetherWords(['lr', 'width'])).toEqual([
    'lr, width go together with it, and may be the cause',
  ])
})
