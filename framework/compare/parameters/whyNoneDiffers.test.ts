import { table } from 'arquero'
import { expect, test } from 'vitest'
import { loadRuns } from '../../runs/loadRuns.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { whyNoneDiffers } from './whyNoneDiffers.ts'

const LOG = 'epoch,loss\n0,0.5\n'

async function runsOf(files: Readonly<Record<string, string>>) {
  const { runs } = await loadRuns({ sweepDir: writeTree(files) })
  return runs
}

test('where no run has recorded a parameter, this is told with what gives them', async () => {
  const runs = await runsOf({ 'a/training.log': LOG, 'b/training.log': LOG })
  expect(whyNoneDiffers(runs.filter(() => true).rename({ loss: 'train_loss' }))).toBe(
    'the files (keras) of the runs record no parameters, so that nobody knows in what they differ. ' +
      'A run_record.json in the folder of each run gives them, as {"record": 1, "params": {"lr": 0.1, "seed": 0}} ' +
      '(docs/sources.md#record)',
  )
})

test('where some have, none of them differs', async () => {
  const runs = await runsOf({
    'a/training.log': LOG,
    'a/run_record.json': '{"record": 1, "params": {"lr": 0.1}}',
    'b/training.log': LOG,
  })
  expect(whyNoneDiffers(runs)).toBe('no parameter differs between the runs')
  expect(whyNoneDiffers(table({ loss: [1] }))).toBe('no parameter differs between the runs')
})
