import { expect, test } from 'vitest'
import { placeReference } from './reference.ts'

test('a line without a place on a logarithmic axis is left out, its value as a figure writes numbers', () => {
  const reference = { name: 'baseline', value: -1 / 3 }
  expect(placeReference(reference, { type: 'logarithmic' })).toEqual({
    notes: ['The line "baseline" at −0.333 is left out: a logarithmic axis has no place for it.'],
  })
  expect(placeReference(reference, { type: 'linear' })).toEqual({ reference, notes: [] })
})

test('where no line is asked for there is none', () => {
  expect(placeReference(undefined, { type: 'logarithmic' })).toEqual({ notes: [] })
})
