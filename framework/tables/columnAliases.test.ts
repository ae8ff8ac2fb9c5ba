import { table } from 'arquero'
import { expect, test } from 'vitest'
import { columnNotes, noteColumns, resolveColumn } from './columnAliases.ts'
import { aggregateRuns } from './group.ts'
import { selectRuns } from './select.ts'
import { sortRuns } from './sort.ts'
import { withColumn } from './withColumn.ts'

const runs = noteColumns(
  table([
    ['lr', [0.1, 0.01]],
    ['loss', [1, 2]],
  ]),
  { aliases: new Map([['trainer.lr', 'lr']]) },
)

test('a column is found by its own name first, then by another, else not', () => {
  expect(resolveColumn(runs, 'lr')).toBe('lr')
  expect(resolveColumn(runs, 'trainer.lr')).toBe('lr')
  expect(resolveColumn(runs, 'model.lr')).toBeUndefined()
})

test('an own column counts before another name for a different one', () => {
  const own = noteColumns(table([['a', [1]]]), { aliases: new Map([['a', 'b']]) })
  expect(resolveColumn(own, 'a')).toBe('a')
  const lost = noteColumns(own.reify(), { aliases: new Map([['x', 'gone']]) })
  expect(resolveColumn(lost, 'x')).toBeUndefined()
})

test('selecting, sorting and grouping take the other names', () => {
  expect(selectRuns(runs, { trainer: { lr: '1e-2' } }).array('loss')).toEqual([2])
  expect(sortRuns(runs, ['trainer.lr']).array('loss')).toEqual([2, 1])
  expect(aggregateRuns(runs, 'trainer.lr', { loss: ['mean'] }).objects()).toEqual([
    { lr: 0.01, n: 1, 'loss.mean': 2 },
    { lr: 0.1, n: 1, 'loss.mean': 1 },
  ])
})

test('the tables that are made keep the names', () => {
  const selected = selectRuns(runs, { loss: [1, 2] })
  const made = sortRuns(
    withColumn(selected, 'x', (cell) => cell('trainer.lr')),
    ['loss'],
  )
  expect(made.array('x')).toEqual([0.1, 0.01])
  expect(resolveColumn(made, 'trainer.lr')).toBe('lr')
})

test('nothing is known of a table of which nothing was noted', () => {
  expect(columnNotes(table([['lr', [1]]]))).toBeUndefined()
})
