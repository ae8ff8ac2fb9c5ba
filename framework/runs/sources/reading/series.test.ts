import { expect, test } from 'vitest'
import { MetricsBuilder } from './series.ts'

test('metrics that were logged together share their axes, others have their own', () => {
  const builder = new MetricsBuilder()
  for (const step of [1, 2]) {
    builder.add('loss', step / 2, { step, epoch: 0 })
    builder.add('acc', step / 4, { step, epoch: 0 })
  }
  builder.add('val_loss', 9, { step: 2, epoch: 1 })
  const metrics = builder.build()
  expect(metrics.get('acc')?.step).toBe(metrics.get('loss')?.step)
  expect(metrics.get('acc')?.value).toEqual(Float64Array.of(0.25, 0.5))
  expect(metrics.get('val_loss')).toEqual({
    step: Float64Array.of(2),
    value: Float64Array.of(9),
    epoch: Float64Array.of(1),
  })
})
