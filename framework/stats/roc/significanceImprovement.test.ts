import { expect, test } from 'vitest'
import { significanceImprovement } from './significanceImprovement.ts'

const CURVE = {
  signal: [0.25, 0.5, 1],
  background: [0.0001, 0.01, 1],
  nLeft: [0.5, 50, 5000],
}

test('is signal over the root of background, without a value where few events are left', () => {
  expect(significanceImprovement(CURVE).improvement).toEqual([null, 5, 1])
})

test('names the largest of the values that can be trusted', () => {
  expect(significanceImprovement(CURVE).best).toEqual({ signal: 0.5, improvement: 5 })
  expect(significanceImprovement(CURVE, 0.1).best).toEqual({ signal: 0.25, improvement: 25 })
  expect(significanceImprovement(CURVE, 10_000).best).toBeNull()
})
