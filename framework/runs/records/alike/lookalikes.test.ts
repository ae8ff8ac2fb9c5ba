import { describe, expect, test } from 'vitest'
import { loadedRun } from '../../../testing/loadedRun.ts'
import type { LoadedRun } from '../../runRecord.ts'
import { findLookalikes } from './lookalikes.ts'

const THREE = { a: 0.1, b: 0.2, c: 0.3 }

test('two runs that end in the same three values are reported, with what to do', () => {
  const found = findLookalikes([
    loadedRun('one', { metrics: { ...THREE, d: 0.4 } }),
    loadedRun('other', { metrics: THREE }),
    loadedRun('third', { metrics: { a: 0.5, b: 0.6, c: 0.7 } }),
  ])
  expect(found).toEqual([
    {
      kind: 'looks-like-same-run',
      runDir: 'other',
      detail: expect.stringMatching(
        /same values as one \(3 metrics\).*inputs\.join.*inputs\.exclude/,
      ),
    },
  ])
})

test('where the formats differ, reading one of them is a way to count the run once', () => {
  const [found] = findLookalikes([
    loadedRun('one', { metrics: THREE }),
    loadedRun('other', { metrics: THREE, sources: ['tensorboard'] }),
  ])
  expect(found?.detail).toContain('read one format (sources=[lightning]), join them')
})

test('jobs are one that was recorded twice only where the same was set', () => {
  const job = (runDir: string, wd: number, isJob = true) =>
    loadedRun(runDir, { metrics: THREE, overrides: { wd }, isJob })
  expect(findLookalikes([job('one', 1), job('other', 2)])).toEqual([])
  expect(findLookalikes([job('one', 1), job('other', 1)])).toHaveLength(1)
  expect(findLookalikes([job('one', 1), job('other', 2, false)])).toHaveLength(1)
})

test('a record that was rounded to float32 looks the same', () => {
  const rounded = Object.fromEntries(
    Object.entries(THREE).map(([name, value]) => [name, Math.fround(value)]),
  )
  const runs = [loadedRun('csv', { metrics: THREE }), loadedRun('events', { metrics: rounded })]
  expect(findLookalikes(runs)).toHaveLength(1)
})

test.each([
  ['two values', { a: 0.1, b: 0.2 }, { a: 0.1, b: 0.2 }],
  ['whole numbers', { a: 1, b: 2, c: 3 }, { a: 1, b: 2, c: 3 }],
  [
    'values that are one value',
    { accuracy: 0.93, precision: 0.93, recall: 0.93 },
    { accuracy: 0.93, precision: 0.93, recall: 0.93 },
  ],
  ['values of which a fourth differs', { ...THREE, d: 0.4 }, { ...THREE, d: 0.5 }],
])('runs with equal %s are not reported', (_, one, other) => {
  const runs = [loadedRun('one', { metrics: one }), loadedRun('other', { metrics: other })]
  expect(findLookalikes(runs)).toEqual([])
})

test('values that many runs share say nothing of a pair', () => {
  const runs = [0, 1, 2, 3, 4].map((at) => loadedRun(`run${at}`, { metrics: THREE }))
  expect(findLookalikes(runs)).toEqual([])
})

describe('runs with fewer metrics', () => {
  /** Fractions without a pattern. */
  const course = (phase: number, length = 10) =>
    Array.from({ length }, (_, step) => Math.abs(Math.sin(step * 7 + phase)) + 0.001)
  const rounded = (values: readonly number[], digits: number) =>
    values.map((value) => Number(value.toPrecision(digits)))
  const pairsOf = (runs: readonly LoadedRun[]) =>
    findLookalikes(runs).map(({ runDir, detail }) => [
      runDir,
      /same values as (\w+)/.exec(detail)?.[1],
    ])
  const told = (...metrics: Record<string, number | number[]>[]) =>
    pairsOf(metrics.map((each, at) => loadedRun(`run${at}`, { metrics: each })))
  /** Of two records of different formats. */
  const toldOfFormats = (one: Record<string, number[]>, other: Record<string, number[]>) =>
    pairsOf([
      loadedRun('run0', { sources: ['keras'], metrics: one }),
      loadedRun('run1', { sources: ['tensorboard'], metrics: other }),
    ])
  const PAIR = [['run1', 'run0']]

  test('are told where a history of whole precision is the same', () => {
    expect(told({ loss: course(1, 5) }, { loss: course(1, 5).map(Math.fround) })).toEqual(PAIR)
    expect(told({ loss: course(1), acc: course(2) }, { acc: course(2), loss: course(1) })).toEqual(
      PAIR,
    )
    const short = { loss: course(1, 2), acc: course(2, 2) }
    expect(told(short, short)).toEqual(PAIR)
    const [found] = findLookalikes([
      loadedRun('one', { metrics: { loss: course(1) } }),
      loadedRun('other', { metrics: { loss: course(1), acc: course(2) } }),
    ])
    expect(found?.detail).toContain('(1 metric)')
  })

  test('are told whatever the loggers call the metrics', () => {
    const [loss, accuracy] = [course(1, 5), course(2, 5)]
    expect(
      toldOfFormats(
        { loss, val_accuracy: accuracy },
        {
          'train/epoch_loss': loss.map(Math.fround),
          'validation/epoch_accuracy': accuracy.map(Math.fround),
        },
      ),
    ).toEqual(PAIR)
  })

  test('of rounded values it takes more, and fewer where the formats differ', () => {
    const [acc, loss] = [rounded(course(1), 1), rounded(course(2), 1)]
    expect(told({ acc, loss }, { acc, loss })).toEqual([])
    expect(toldOfFormats({ acc, loss }, { acc, loss })).toEqual(PAIR)
    const short = { acc: rounded(course(1, 3), 1), loss: rounded(course(2, 3), 1) }
    expect(toldOfFormats(short, short)).toEqual([])
    expect(told({ acc: rounded(course(1), 3) }, { acc: rounded(course(1), 3) })).toEqual(PAIR)
  })

  test('are not told where histories differ before their end, or another metric does', () => {
    const last = course(1)
    expect(told({ loss: course(1) }, { loss: [...course(3, 9), last[9] as number] })).toEqual([])
    expect(told({ loss: course(1) }, { loss: [...course(3, 3), last[9] as number] })).toEqual([])
    expect(told({ lr: course(1), loss: course(2) }, { lr: course(1), loss: course(3) })).toEqual([])
    expect(toldOfFormats({ lr: course(1), a: course(2) }, { lr: course(1), b: course(3) })).toEqual(
      [],
    )
    expect(told({ loss: course(1, 2) }, { loss: course(1, 2) })).toEqual([])
  })

  test('are not told for what two names have in one of them, nor where one name has two values', () => {
    const twice = { f1: rounded(course(1, 5), 1), accuracy: rounded(course(1, 5), 1) }
    expect(toldOfFormats(twice, twice)).toEqual([])
    const [one, other] = [course(1), course(2)]
    expect(toldOfFormats({ loss: one }, { loss: other, val_loss: one })).toEqual([])
  })

  test('are reported however many copies there are', () => {
    const same = Array.from({ length: 6 }, () => ({ loss: course(1) }))
    expect(told(...same, { loss: [...course(4), course(1)[9] as number] })).toEqual(
      [1, 2, 3, 4, 5].map((at) => [`run${at}`, 'run0']),
    )
  })

  test('that log whole numbers, or one value again and again, are not reported', () => {
    const flat = Array.from({ length: 50 }, () => 0.5)
    expect(told({ loss: flat }, { loss: flat })).toEqual([])
    const hits = Array.from({ length: 50 }, (_, step) => step % 2)
    expect(toldOfFormats({ acc: hits, lr: flat }, { acc: hits, lr: flat })).toEqual([])
  })
})
