import { describe, expect, test } from 'vitest'
import { noteColumns } from '../../tables/columnAliases.ts'
import { runsOf } from '../../testing/exampleRuns.ts'
import type { RunsOptions } from '../options.ts'
import { chooseColumns } from './chooseColumns.ts'

const RUNS = runsOf([
  { run_dir: 'm/0', run: '0', started_at: 'x', lr: 0.1, 'val/acc': 0.5, 'val/acc.best': 0.6, n: 1 },
  { run_dir: 'm/1', run: '1', started_at: 'x', lr: 0.2, 'val/acc': 0.5, 'val/acc.best': 0.7, n: 1 },
])
const choose = (options: RunsOptions) => chooseColumns(RUNS, RUNS, options)

test('people see the short name first, no path, and last when a run was made', () => {
  expect(choose({})).toEqual(['run', 'lr', 'val/acc', 'val/acc.best', 'n', 'started_at'])
})

test('a file has all columns in the order of the table', () => {
  for (const options of [{ csv: true }, { json: true }, { parquet: 'x' }]) {
    expect(choose(options)).toEqual(RUNS.columnNames())
  }
})

describe('--columns and --hide', () => {
  test('take names and patterns; columns stand in the order that is asked for', () => {
    expect(choose({ columns: 'val/*, run_dir,val/acc' })).toEqual([
      'val/acc',
      'val/acc.best',
      'run_dir',
    ])
    expect(choose({ hide: '*.best,started_*' })).toEqual(['run', 'lr', 'val/acc', 'n'])
  })

  test('take any number of stars', () => {
    expect(choose({ columns: `${'*'.repeat(40)}acc` })).toEqual(['val/acc'])
    expect(() => choose({ columns: `${'*'.repeat(40)}b` })).toThrow('no such column')
  })

  test('go together', () => {
    expect(choose({ columns: 'run,val/*', hide: '*.best' })).toEqual(['run', 'val/acc'])
    expect(choose({ columns: 'run,val/*', onlyChanged: true })).toEqual(['run', 'val/acc.best'])
  })

  test('signs of regular expressions stand for themselves', () => {
    expect(choose({ columns: 'val/acc.best' })).toEqual(['val/acc.best'])
    expect(() => choose({ columns: 'val.acc' })).toThrow('Did you mean val/acc?')
  })

  test('take the keys of parameters, and unambiguous ends of keys', () => {
    const aliases = new Map([
      ['model.lr', 'lr'],
      ['net.depth', 'n'],
      ['depth', 'n'],
    ])
    const runs = noteColumns(RUNS.select(...RUNS.columnNames()), { aliases })
    const chosen = (columns: string) => chooseColumns(runs, runs, { columns })
    expect(chosen('model.*')).toEqual(['lr'])
    expect(chosen('model.lr,depth')).toEqual(['lr', 'n'])
    expect(chosen('*.*')).toEqual(['lr', 'val/acc.best', 'n'])
    expect(chosen('*n')).toEqual(['run', 'n'])
    expect(chosen('*t*')).toEqual(['started_at', 'val/acc.best', 'n'])
  })

  test('with a pattern that no column matches are wrong usage', () => {
    expect(() => choose({ columns: 'x*' })).toThrow(
      expect.objectContaining({
        code: 'USAGE',
        message: expect.stringContaining('--columns x*: the runs have no such column.'),
      }),
    )
    expect(() => choose({ hide: 'los' })).toThrow('--hide los')
    expect(choose({ hide: 'x*' })).toEqual(choose({}))
  })

  test('hide a documented column that this table happens not to have', () => {
    expect(choose({ hide: 'config_sha1' })).toEqual(choose({}))
  })
})

test('--only-changed leaves what differs, measures among it, and what names the run', () => {
  expect(choose({ onlyChanged: true })).toEqual(['run', 'lr', 'val/acc.best'])
  expect(choose({ onlyChanged: true, csv: true })).toEqual(['run_dir', 'run', 'lr', 'val/acc.best'])
})

test('--only-changed leaves out the hash of the config, except in files and where it is asked for', () => {
  const runs = runsOf([
    { run_dir: 'm/0', run: '0', lr: 0.1, config_sha1: 'a' },
    { run_dir: 'm/1', run: '1', lr: 0.2, config_sha1: 'b' },
  ])
  const changed = (options: RunsOptions) =>
    chooseColumns(runs, runs, { ...options, onlyChanged: true })
  expect(changed({})).toEqual(['run', 'lr'])
  expect(changed({ csv: true })).toContain('config_sha1')
  expect(changed({ columns: 'config_*' })).toEqual(['config_sha1'])
})
