import { expect, test } from 'vitest'
import { usableEvents } from '../../stats/classification/classScores.ts'
import { countLacked, invalidEvents } from './invalidEvents.ts'

const N_EVENTS = 20

/** Of one class, without scores for some of them. */
function invalidOf(
  missing: readonly number[],
  given: { label?: number[]; weight?: number[] } = {},
) {
  const scores = Float64Array.from({ length: N_EVENTS }, (_, i) => (missing.includes(i) ? NaN : i))
  const labels = Int32Array.from({ length: N_EVENTS }, (_, i) => given.label?.[i] ?? 0)
  const weights = Float64Array.from({ length: N_EVENTS }, (_, i) => given.weight?.[i] ?? 1)
  const scored = { scores, labels, nClasses: 1, weights }
  return { nEvents: N_EVENTS, invalid: invalidEvents(scored, usableEvents(scored)) }
}

test('what is invalid for all models is lacked by none', () => {
  const [all, more] = [invalidOf([3, 17]), invalidOf([3, 17, 0, 19])]
  expect([...countLacked(new Map(Object.entries({ all, more }))).values()]).toEqual([0, 2])
})

test('models that lack as many events each may lack others', () => {
  const [one, other] = [invalidOf([5, 6]), invalidOf([6, 7])]
  expect([...countLacked(new Map(Object.entries({ one, other }))).values()]).toEqual([1, 1])
})

test('a model with all scores has none that is invalid, and lacks nothing', () => {
  const [none, some] = [invalidOf([]), invalidOf([8])]
  expect(none.invalid).toBe('')
  expect([...countLacked(new Map(Object.entries({ none, some }))).values()]).toEqual([0, 1])
})

test('events without a label or of weight 0 are left out of all models', () => {
  const label = [-1]
  const weight = [1, 0]
  const [none, some] = [invalidOf([]), invalidOf([0, 1, 2], { label, weight })]
  expect([...countLacked(new Map(Object.entries({ none, some }))).values()]).toEqual([0, 1])
})

test('models of other numbers of events are not compared by event', () => {
  const models = new Map([
    ['here', invalidOf([1])],
    ['elsewhere', { nEvents: 10, invalid: '' }],
  ])
  expect([...countLacked(models).values()]).toEqual([0, 0])
})
