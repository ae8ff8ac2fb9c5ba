import { expect, test } from 'vitest'
import { doubleMetrics } from './doubleMetrics.ts'

const record = (source: string, last: Record<string, number | null>) => ({
  source,
  last: new Map(Object.entries(last)),
})

test('metrics that two sources have with the same values, as float32 has them, are not reported', () => {
  const records = [record('lightning', { a: 0.1 }), record('tensorboard', { a: Math.fround(0.1) })]
  expect(doubleMetrics(records)).toEqual([])
})

test('metrics that two sources have with other values are reported once a pair', () => {
  const told = doubleMetrics([
    record('lightning', { a: 1, b: 2 }),
    record('wandb', { a: 1, b: 4, c: 3 }),
    record('mlflow', { c: 5 }),
  ])
  expect(told).toEqual([
    'wandb has metrics that lightning has too, which counts: a and 1 more; they differ in b (2, not 4)',
    'mlflow has metrics that wandb has too, which counts: c; they differ in c (3, not 5)',
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
