import { table } from 'arquero'
import { expect, test } from 'vitest'
import { countsText, groupMeans } from './groupMeans.ts'

const METRIC = { column: 'val/acc.best', best: 'max' } as const

/** Of three runs each; of `b` one ended in NaN after a good value, `c` diverged wholly. */
const RUNS = table({
  opt: ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c'],
  'val/acc.best': [0.5, 0.6, 0.7, 0.8, 0.8, 0.9, null, null, 0.1],
  diverged: [null, null, null, null, null, 'val/acc', 'val/acc', 'val/acc', 'val/acc'],
})

test('a mean is over the runs that did not diverge, and says how many did', () => {
  const cells = groupMeans(RUNS, ['opt'], [METRIC]).map(({ n, cells }) => ({ n, cell: cells[0] }))
  expect(cells.map(({ cell }) => cell?.estimate)).toEqual([expect.closeTo(0.6), 0.8, Number.NaN])
  expect(cells.map(({ n, cell }) => (cell ? countsText(cell, n) : ''))).toEqual([
    '',
    ' (n = 2, 1 diverged)',
    ' (3 diverged)',
  ])
})

test('a group of which runs diverged is not the best beside one without', () => {
  const bestOf = (runs: typeof RUNS) =>
    groupMeans(runs, ['opt'], [METRIC]).map(({ cells }) => cells[0]?.isBest)
  expect(bestOf(RUNS)).toEqual([true, false, false])
  expect(bestOf(RUNS.filter((row: { opt: string }) => row.opt !== 'a').reify())).toEqual([
    true,
    false,
  ])
})
