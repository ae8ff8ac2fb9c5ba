import { execFileSync } from 'node:child_process'
import { table } from 'arquero'
import { expect, test } from 'vitest'
import { parseOverride } from '../config/overrides/parseOverride.ts'
import { adviseSelection } from './adviseSelection.ts'
import { type Select, selectRuns } from './select.ts'

const CELLS = [0.001, '1e-3', 'vq', null, true, 'True', '9007199254740993', "it's", '[1,2]', 1e-7]

test.each(
  ['lr', 'actor.lr', 'model/encoder', 'db@source', 'param.lr', 'batch size'].flatMap((column) =>
    CELLS.map((cell) => [column, cell] as const),
  ),
)('the advice for %s and %s selects what it says, given to a shell', (column, cell) => {
  const runs = table([
    [column, [...CELLS, 'another']],
    ['row', [...CELLS.keys(), CELLS.length]],
  ])
  const script = `printf %s ${adviseSelection(column, cell)}`
  const word = execFileSync('sh', ['-c', script], { encoding: 'utf8' })
  const { key, value } = parseOverride(word)
  const below = key.split('.').slice(2).join('.')
  const select = (below === '' ? value : { [below]: value }) as Select
  const same = [...CELLS.keys()].filter((at) => alike(CELLS[at], cell))
  expect([...selectRuns(runs, select).array('row')]).toEqual(same)
})

/** By hand: 0.001 and 1e-3 are the same number, true and True the same truth value. */
function alike(one: unknown, other: unknown): boolean {
  const written = (cell: unknown) => String(cell).replace('1e-3', '0.001').toLowerCase()
  return written(one) === written(other)
}
