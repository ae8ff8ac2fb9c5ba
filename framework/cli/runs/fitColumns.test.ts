import { expect, test } from 'vitest'
import type { LoadedRuns } from '../../runs/loadRuns.ts'
import { runsOf } from '../../testing/exampleRuns.ts'
import type { RunsOptions } from '../options.ts'
import { fitColumns } from './fitColumns.ts'

const RUNS = runsOf([
  {
    run: 'a',
    status: 'finished',
    lr: 0.1,
    same: 'equal words',
    acc: 0.5,
    'acc.best_step': 1,
    no: null,
  },
  {
    run: 'b',
    status: 'finished',
    lr: 0.2,
    same: 'equal words',
    acc: 0.6,
    'acc.best_step': 2,
    no: null,
  },
])
const loaded = {
  runs: RUNS,
  parameters: [{ name: 'lr' }],
  goals: new Map(),
} as unknown as LoadedRuns

async function shown(width: number | undefined, options: RunsOptions = {}) {
  const { table, note } = await fitColumns(RUNS, RUNS.columnNames(), { options, loaded }, width)
  return { columns: table.columnNames(), note }
}

test('into a pipe goes every column that has values', async () => {
  expect(await shown(undefined)).toEqual({
    columns: ['run', 'status', 'lr', 'same', 'acc', 'acc.best_step'],
    note: 'Not shown: 1 column without values (--columns and --csv show them).',
  })
})

test('on a narrow terminal the run, its status, the parameters and what differs stay longest', async () => {
  const widths = { run: 3, status: 2 + 8, lr: 2 + 3, acc: 2 + 3, step: 2 + 13 }
  const { run, status, lr, acc, step } = widths
  expect((await shown(run + status + lr)).columns).toEqual(['run', 'status', 'lr'])
  expect((await shown(run + status + lr + acc)).columns).toEqual(['run', 'status', 'lr', 'acc'])
  const { columns, note } = await shown(run + status + lr + acc + step)
  expect(columns).toEqual(['run', 'status', 'lr', 'acc', 'acc.best_step'])
  expect(note).toBe(
    'Not shown: too wide for the terminal: same; 1 column without values (--columns and --csv show them).',
  )
})

test.each([
  ['--best', { best: 'acc' }],
  ['--sort-by', { sortBy: 'acc' }],
])('the column that %s names stands and stays beside the run', async (_, options) => {
  const { columns } = await shown(3 + 2 + 3, options)
  expect(columns).toEqual(['run', 'acc'])
  expect((await shown(undefined, options)).columns.slice(0, 3)).toEqual(['run', 'acc', 'status'])
})

test('the run is shown however narrow the terminal is', async () => {
  expect((await shown(1)).columns).toEqual(['run'])
})

test('columns that were asked for all stay', async () => {
  const { columns, note } = await shown(1, { columns: '*' })
  expect([columns, note]).toEqual([RUNS.columnNames(), ''])
})

test('parameters that differ and results get their place by turns, the best value first', async () => {
  const row = (at: number) => ({
    run: `${at}`,
    status: 'unknown',
    lr: at,
    opt: `o${at}`,
    wd: at,
    fixed: 1,
    acc: at / 8,
    'acc.best': at / 4,
    'acc.best_step': at,
  })
  const runs = runsOf([row(1), row(2)])
  const parameters = ['lr', 'opt', 'wd', 'fixed'].map((name) => ({ name }))
  const goals = new Map([['acc', 'max']])
  const fitted = async (width: number) => {
    const found = { runs, parameters, goals } as unknown as LoadedRuns
    const { table } = await fitColumns(
      runs,
      runs.columnNames(),
      { options: {}, loaded: found },
      width,
    )
    return table.columnNames().slice(2)
  }
  const start = 3 + 2 + 7
  expect(await fitted(start + 4)).toEqual(['lr'])
  expect(await fitted(start + 4 + 10)).toEqual(['lr', 'acc.best'])
  expect(await fitted(start + 4 + 10 + 5 + 7)).toEqual(['lr', 'opt', 'acc', 'acc.best'])
  expect(await fitted(start + 4 + 10 + 5 + 7 + 4)).toEqual(['lr', 'opt', 'wd', 'acc', 'acc.best'])
})

test('texts that are shortened are named', async () => {
  const runs = runsOf(['a', 'b'].map((letter) => ({ run: letter.repeat(40) })))
  const { table, note } = await fitColumns(runs, ['run'], { options: {}, loaded }, 40)
  expect(table.array('run')).toEqual(['aaaaaaaa…aaaaaaa', 'bbbbbbbb…bbbbbbb'])
  expect(note).toBe('Shortened: run (--columns and --csv show them).')
})
