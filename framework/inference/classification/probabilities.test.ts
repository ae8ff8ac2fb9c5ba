import { expect, test } from 'vitest'
import { Random } from '../../stats/random.ts'
import { checkProbabilities } from './probabilities.ts'

const random = new Random(9)
const N_CLASSES = 4
const PROBABILITIES = Array.from({ length: 500 }, () => {
  const parts = Array.from({ length: N_CLASSES }, () => random.uniform() ** 3)
  const sum = parts.reduce((total, part) => total + part, 0)
  return parts.map((part) => part / sum)
}).flat()

function check(scores: readonly number[], nClasses = N_CLASSES) {
  const nEvents = scores.length / nClasses
  const given = { scores: Float64Array.from(scores), labels: new Int32Array(nEvents), nClasses }
  return checkProbabilities(
    given,
    Uint32Array.from({ length: nEvents }, (_, i) => i),
  )
}

test('probabilities as they are computed are not said to be rounded', () => {
  expect(check(PROBABILITIES)).toEqual({ areProbabilities: true, largestMiss: expect.closeTo(0) })
  expect(check(PROBABILITIES.map(Math.fround))).not.toHaveProperty('roundedTo')
})

test.each([
  ['two decimals', (p: number) => Number(p.toFixed(2)), 2],
  ['three decimals', (p: number) => Number(p.toFixed(3)), 3],
  ['three decimals, as float32', (p: number) => Math.fround(Number(p.toFixed(3))), 3],
  ['two significant digits', (p: number) => Number(p.toPrecision(2)), 2],
])('probabilities of %s are still probabilities', (_, round, digits) => {
  const found = check(PROBABILITIES.map(round))
  expect(found).toMatchObject({ areProbabilities: true, roundedTo: digits })
})

test('scores whose sums differ from 1 by more than rounding explains are not probabilities, and it says which', () => {
  expect(check([0.5, 0.4, 0.25, 0.25], 2)).toEqual({
    areProbabilities: false,
    why: 'the sum of those of event 1 differs from 1 by 0.5, where rounding to 2 digits explains 0.01',
  })
  expect(check([0.123456789, 0.8], 2)).toEqual({
    areProbabilities: false,
    why: 'the sum of those of event 0 differs from 1 by 0.077',
  })
})

test.each([-0.5, 1.5, Infinity])('a score of %s is not a probability', (score) => {
  expect(check([0.5, 0.5, score, 0], 2)).toEqual({
    areProbabilities: false,
    why: `one of event 1 is ${score}`,
  })
})

test('of a score and what is left of 1, the score is named', () => {
  expect(check([1.25, -0.25], 2)).toEqual({
    areProbabilities: false,
    why: 'one of event 0 is -0.25',
  })
})
