import { table } from 'arquero'
import { expect, test } from 'vitest'
import { withColumn } from './withColumn.ts'

const runs = table([['seed', [1, 2]]])

test('a column is worked out from the others, row by row', () => {
  const doubled = withColumn(runs, 'double', (cell) => Number(cell('seed')) * 2)
  expect(doubled.objects()).toEqual([
    { seed: 1, double: 2 },
    { seed: 2, double: 4 },
  ])
})

test('a column that is not there is an error that names the nearest, not a column of zeros', () => {
  expect(() => withColumn(runs, 'x', (cell) => Number(cell('sed')) / 60)).toThrow(
    expect.objectContaining({
      code: 'COLUMN_UNKNOWN',
      message: 'The runs have no column "sed". Did you mean "seed"? They have: seed.',
    }),
  )
})

test('what is undefined or no number becomes null', () => {
  const odd = withColumn(runs, 'x', (_, row) => (row === 0 ? undefined : Number.NaN))
  expect(odd.array('x')).toEqual([null, null])
})

test('a column of the same name is replaced in its place', () => {
  expect(withColumn(runs, 'seed', (_, row) => row).objects()).toEqual([{ seed: 0 }, { seed: 1 }])
})

test('a function that is async is refused, since its cells would be promises', () => {
  const runs = table([['loss', [1]]])
  // @ts-expect-error: no type lets it pass either
  expect(() => withColumn(runs, 'size', async () => 1)).toThrow(
    expect.objectContaining({
      code: 'OPTION_INVALID',
      message: expect.stringMatching(/^withColumn: the cells of "size" are promises/),
    }),
  )
})
