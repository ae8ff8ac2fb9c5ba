import { expect, test } from 'vitest'
import { runsOf } from '../../testing/exampleRuns.ts'
import { trimCells } from './trimCells.ts'

const HASHES = ['a', 'b'].map((letter) => letter.repeat(32))

test('the middle of long texts is taken out, and the column is named', () => {
  const runs = runsOf(HASHES.map((run, at) => ({ run, lr: at, model: 'small' })))
  const { table, trimmed } = trimCells(runs, 40)
  expect(table.objects()).toEqual([
    { run: 'aaaaaaaa…aaaaaaa', lr: 0, model: 'small' },
    { run: 'bbbbbbbb…bbbbbbb', lr: 1, model: 'small' },
  ])
  expect(trimmed).toEqual(['run'])
})

test('a wide terminal has room for longer ones', () => {
  expect(trimCells(runsOf([{ run: HASHES[0] }]), 128).trimmed).toEqual([])
})

test('texts that would look the same stay whole', () => {
  const runs = runsOf(
    [1, 2].map((middle) => ({ run: `${'a'.repeat(20)}${middle}${'b'.repeat(20)}` })),
  )
  const { table, trimmed } = trimCells(runs, 80)
  expect(table.array('run')).toEqual(runs.array('run'))
  expect(trimmed).toEqual([])
})
