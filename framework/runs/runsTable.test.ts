import { expect, test } from 'vitest'
import { writeTree } from '../testing/files/writeTree.ts'
import { lightningRun } from '../testing/trackers/runFolders.ts'
import { loadRuns } from './loadRuns.ts'

test('what a metric diverged to stands beside its name, and the metric is missing', async () => {
  const root = writeTree({
    ...lightningRun('a/version_0', [{ step: 0, loss: 'inf', acc: 'nan', f1: 0.5 }]),
    ...lightningRun('b/version_0', [{ step: 0, loss: 1, acc: 1, f1: 0.5 }]),
  })
  const { runs } = await loadRuns({ sweepDir: root })
  expect(runs.objects()).toMatchObject([
    { loss: null, acc: null, f1: 0.5, diverged: 'loss, acc', diverged_to: 'Infinity, NaN' },
    { loss: 1, diverged: null, diverged_to: null },
  ])
})

test('the history of a run holds its best value, also where a later one has the same step', async () => {
  const root = writeTree(
    lightningRun('a/version_0', [
      { step: 0, acc: 0.5 },
      { step: 1, acc: 0.9 },
      { step: 1, acc: 0.7 },
    ]),
  )
  const { runs, perEpoch, order, warnings } = await loadRuns({ sweepDir: root })
  expect(runs.object()).toMatchObject({ 'acc.best': 0.9, 'acc.best_step': 1, acc: 0.7 })
  expect(perEpoch.get(order[0] ?? '')?.objects()).toEqual([
    { step: 0, acc: 0.5 },
    { step: 1, acc: 0.9 },
    { step: 1, acc: 0.7 },
  ])
  expect(warnings).toMatchObject([{ kind: 'repeated-steps' }, { kind: 'goal-by-name' }])
})
