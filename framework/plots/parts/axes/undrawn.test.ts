import { expect, test } from 'vitest'
import { undrawnNotes } from './undrawn.ts'

const words = { noun: 'run', title: 'Loss' }
const values = [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, 0, 1e-300]

test('values without a place on a linear axis are named as what they are', () => {
  expect(undrawnNotes(values, words)).toEqual([
    'Not drawn: 1 run without Loss.',
    'Not drawn: 2 runs that diverged: Loss is infinite, or became NaN.',
    'Not drawn: 1 run with a Loss beyond 10¹⁵⁰, where no axis reaches.',
  ])
})

test('a logarithmic axis has no place for zeros and very small values either', () => {
  expect(undrawnNotes([1, 0, -2, 1e-300], words, { type: 'logarithmic' })).toEqual([
    'Not drawn: 2 runs whose Loss is not above zero, which a log axis cannot show.',
    'Not drawn: 1 run with a Loss below 10⁻¹⁵⁰, where no axis reaches.',
  ])
})

test('runs without a value are named as the kind of figure names them', () => {
  expect(undrawnNotes([Number.NaN], { ...words, missing: '(never reached)' })).toEqual([
    'Not drawn: 1 run (never reached).',
  ])
})
