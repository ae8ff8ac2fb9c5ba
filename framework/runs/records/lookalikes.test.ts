import { expect, test } from 'vitest'
import { loadedRun } from '../../testing/loadedRun.ts'
import { findLookalikes } from './lookalikes.ts'

const THREE = { a: 0.1, b: 0.2, c: 0.3 }

test('two runs that end in the same three values are told, with what to do', () => {
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
  ['values of which a fourth differs', { ...THREE, d: 0.4 }, { ...THREE, d: 0.5 }],
])('runs with equal %s are not told', (_, one, other) => {
  const runs = [loadedRun('one', { metrics: one }), loadedRun('other', { metrics: other })]
  expect(findLookalikes(runs)).toEqual([])
})

test('values that many runs share say nothing of a pair', () => {
  const runs = [0, 1, 2, 3, 4].map((at) => loadedRun(`run${at}`, { metrics: THREE }))
  expect(findLookalikes(runs)).toEqual([])
})
