import { table } from 'arquero'
import { expect, test } from 'vitest'
import { runIds } from './runIds.ts'

test('a run is named after its directory', () => {
  const ids = runIds(table([['run_dir', ['outputs/runs/run_A', 'outputs/runs/run_B/']]]))
  expect([...ids.values()]).toEqual(['run_A', 'run_B'])
})

test('runs of the same name are told apart by their folders', () => {
  const ids = runIds(table([['run_dir', ['exp_1/0', 'exp_1/1', 'exp_2/0']]]))
  expect([...ids.values()]).toEqual(['exp_1_0', 'exp_1_1', 'exp_2_0'])
})
