import { expect, test } from 'vitest'
import { countLacked, invalidEvents } from './invalidEvents.ts'

const N_EVENTS = 20

function invalidOf(missing: readonly number[]) {
  return { nEvents: N_EVENTS, invalid: invalidEvents(N_EVENTS, (event) => missing.includes(event)) }
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

test('models of other numbers of events are not compared by event', () => {
  const models = new Map([
    ['here', invalidOf([1])],
    ['elsewhere', { nEvents: 10, invalid: '' }],
  ])
  expect([...countLacked(models).values()]).toEqual([0, 0])
})
