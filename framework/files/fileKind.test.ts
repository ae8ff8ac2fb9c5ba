import { expect, test } from 'vitest'
import { fileKind } from './fileKind.ts'

test.each([
  ['job_0/facts/scalars.csv', '.csv'],
  ['run-20260102_030405-a1b2c3/run-a1b2c3.wandb', '.wandb'],
  ['metrics/val_loss', 'val_loss'],
  ['events.out.tfevents.1700000000.node7.1234.0', 'events.out.tfevents.0.node0.0.0'],
])('%s is of the kind %s', (file, kind) => {
  expect(fileKind(file)).toBe(kind)
})
