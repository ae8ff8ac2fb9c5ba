import { expect, test } from 'vitest'
import { describeNotDone, describeSkipped } from './describeReport.ts'

test('runs that were left out for the same reason are one line', () => {
  const reason = 'facts/events.jsonl holds no on_train_end'
  const skipped = [1, 2, 3, 4].map((job) => ({ runDir: `runs/job${job}`, reason }))
  expect(
    describeSkipped([...skipped, { runDir: 'runs/job5', reason: 'runs/job5/a is empty' }]),
  ).toEqual([
    `Left out: 4 runs (runs/job1, runs/job2, runs/job3 and 1 more): ${reason}`,
    'Left out: runs/job5: a is empty',
  ])
})

test('what needed the same is one line, in the words of a report', () => {
  const reason = 'needs "collect", which failed'
  const parts = [
    { task: 'analyze', reason },
    { task: 'plot loss', reason },
  ]
  expect(describeNotDone(parts)).toEqual([
    'Not done: analysis, figure loss: needs "runs", which failed',
  ])
})
