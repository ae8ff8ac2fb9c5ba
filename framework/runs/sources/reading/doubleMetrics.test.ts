import { expect, test } from 'vitest'
import { doubleMetrics } from './doubleMetrics.ts'

const record = (source: string, last: Record<string, number | null>) => ({
  source,
  last: new Map(Object.entries(last)),
})

test('metrics that two sources have are reported once a pair', () => {
  const told = doubleMetrics([
    record('lightning', { a: 1, b: 2 }),
    record('wandb', { a: 1, b: 2, c: 3 }),
    record('mlflow', { c: 3 }),
  ])
  expect(told).toEqual([
    'wandb has metrics that lightning has too, which counts: a and 1 more',
    'mlflow has metrics that wandb has too, which counts: c',
  ])
})

test('values that differ by more than the rounding to float32 are reported', () => {
  const told = doubleMetrics([
    record('lightning', { a: 0.1, b: 0.5, c: null }),
    record('tensorboard', { a: Math.fround(0.1), b: 0.6, c: 1 }),
  ])
  expect(told[0]).toMatch(/; they differ in b \(0\.5, not 0\.6\), c \(not finite, not 1\)$/)
})

test('several records of one source are no doubles', () => {
  expect(doubleMetrics([record('lightning', { a: 1 }), record('lightning', { a: 2 })])).toEqual([])
})
