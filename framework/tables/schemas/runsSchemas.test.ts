import { table } from 'arquero'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { splitOf } from './runsSchemas.ts'

const ofFacts = new Map([['a', table({ split: ['train', 'calib'], val_loss: [1, 2] })]])
const ofTracker = new Map([['a', table({ step: [1], 'holdout/loss': [1], ood_loss: [2] })]])

test.each([
  ['usual', ofTracker, 'test', true],
  ['one of the rows', ofFacts, 'calib', true],
  ['the beginning of a name', ofTracker, 'holdout', true],
  ['one before an underscore', ofTracker, 'ood', true],
  ['misspelt', ofTracker, 'tets', false],
  ['none of the rows', ofFacts, 'calibration', false],
  ['unknown where there are no histories', new Map(), 'tets', true],
])('a split that is %s', (_, perEpoch, split, isRight) => {
  expect(v.is(splitOf(perEpoch), split)).toBe(isRight)
})
