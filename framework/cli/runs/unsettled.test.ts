import { expect, test } from 'vitest'
import { runsOf } from '../../testing/exampleRuns.ts'
import { unsettledNotes } from './unsettled.ts'

const RUNS = runsOf(
  ['finished', 'pruned', 'unknown', 'failed', 'pruned'].map((status, i) => ({
    run_dir: `${i}`,
    lr: 0.1,
    status,
  })),
)

test('a note counts the runs of groups that have not ended well, and says how to keep them apart', () => {
  expect(unsettledNotes(RUNS, 'lr')).toEqual([
    'The groups hold 3 runs whose values may not be those of a whole training (1 failed, 2 pruned); ' +
      '--group-by lr,status keeps them apart.',
  ])
})

test('there is none where groups are by status, or all runs have ended well', () => {
  expect(unsettledNotes(RUNS, 'lr, status')).toEqual([])
  expect(unsettledNotes(runsOf([{ run_dir: 'a', status: 'finished' }]), 'lr')).toEqual([])
  expect(unsettledNotes(runsOf([{ run_dir: 'a' }]), 'lr')).toEqual([])
})
