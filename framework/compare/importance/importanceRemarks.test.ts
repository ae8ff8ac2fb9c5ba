import { expect, test } from 'vitest'
import { disagreementOf } from './importanceRemarks.ts'

const found = (importance: number, check: number) => ({
  ...{ parameter: 'act', share: null, confoundedWith: [] },
  ...{ importance, check, pValue: 0.01 },
})

test('what an evaluator finds, and permutation hardly, is doubted', () => {
  expect(disagreementOf('PED-ANOVA', [found(0.62, 0.01)])).toEqual([
    'PED-ANOVA and permutation importance disagree: the first finds act (0.62 and 0.01), the second hardly anything. ' +
      'Do not rely on it before more runs agree.',
  ])
})

test('what both give about the same share is not', () => {
  expect(disagreementOf('functional ANOVA', [found(0.0063, 0.0059), found(0.015, 0.008)])).toEqual(
    [],
  )
  expect(disagreementOf('functional ANOVA', [found(0.015, 0.007)])).toHaveLength(1)
})
